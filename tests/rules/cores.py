"""Stand-ins for durable-rules' compiled core: one that watches, one that fails, one that sees double."""

from __future__ import annotations

import json

from rules.engine import Core, Engine

OBSERVED = 2


class WatchedCore:
    """Hands every call on, and objects where the real core would crash or leak."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self.live: dict[str, bool] = {}
        """State ids that hold facts, and whether an action ran there yet."""
        self.used: list[str] = []
        self._sid_of_state: dict[int, str] = {}

    def create_ruleset(self, name: str, definition: str, /) -> int:
        return self._core.create_ruleset(name, definition)

    def assert_fact(self, ruleset: int, fact: str, /) -> tuple[int, int]:
        sid = json.loads(fact)["sid"]
        self._note(sid)
        code, state = self._core.assert_fact(ruleset, fact)
        self._sid_of_state[state] = sid
        return code, state

    def assert_facts(self, ruleset: int, facts: str, /) -> tuple[int, int]:
        batch = json.loads(facts)
        assert batch, "the core crashes on an empty batch"
        assert len({json.dumps(fact) for fact in batch}) == len(batch), "a duplicate stops the batch"
        assert len({fact["sid"] for fact in batch}) == 1, "only the last state of a batch fires"
        self._note(batch[0]["sid"])
        return self._core.assert_facts(ruleset, facts)

    def start_action_for_state(self, ruleset: int, state: int, /) -> tuple[str, str] | None:
        started = self._core.start_action_for_state(ruleset, state)
        if started is not None:
            self.live[self._sid_of_state[state]] = True
        return started

    def complete_and_start_action(self, ruleset: int, state: int, /) -> str | None:
        return self._core.complete_and_start_action(ruleset, state)

    def delete_state(self, ruleset: int, sid: str, /) -> None:
        assert self.live.get(sid), "the core crashes when a state is deleted where no action ran"
        self._core.delete_state(ruleset, sid)
        del self.live[sid]

    def _note(self, sid: str) -> None:
        assert sid.isascii()
        assert sid.isalnum()
        self.live.setdefault(sid, False)
        if not self.used or self.used[-1] != sid:
            self.used.append(sid)


class InterruptedCore(WatchedCore):
    """Raises `trouble` once, just before or just after the call of a name, the `nth` time it is made."""

    def __init__(self, core: Core, call: str, *, after: bool, trouble: BaseException, nth: int = 1) -> None:
        super().__init__(core)
        self._call, self._after, self._trouble, self._left = call, after, trouble, nth

    def _strike(self, call: str, *, after: bool) -> None:
        if (call, after) == (self._call, self._after):
            self._left -= 1
            if self._left == 0:
                raise self._trouble

    def assert_fact(self, ruleset: int, fact: str, /) -> tuple[int, int]:
        self._strike("assert_fact", after=False)
        answer = super().assert_fact(ruleset, fact)
        self._strike("assert_fact", after=True)
        return answer

    def assert_facts(self, ruleset: int, facts: str, /) -> tuple[int, int]:
        self._strike("assert_facts", after=False)
        answer = super().assert_facts(ruleset, facts)
        self._strike("assert_facts", after=True)
        return answer

    def start_action_for_state(self, ruleset: int, state: int, /) -> tuple[str, str] | None:
        self._strike("start_action_for_state", after=False)
        started = super().start_action_for_state(ruleset, state)
        self._strike("start_action_for_state", after=True)
        return started

    def complete_and_start_action(self, ruleset: int, state: int, /) -> str | None:
        self._strike("complete_and_start_action", after=False)
        pending = super().complete_and_start_action(ruleset, state)
        self._strike("complete_and_start_action", after=True)
        return pending

    def delete_state(self, ruleset: int, sid: str, /) -> None:
        self._strike("delete_state", after=False)
        super().delete_state(ruleset, sid)
        self._strike("delete_state", after=True)


class DoubleSeeingCore(WatchedCore):
    """Takes any fact that holds `word` for one it has seen already, under the first `times` state ids."""

    def __init__(self, core: Core, word: str, times: int) -> None:
        super().__init__(core)
        self._word, self._times = word, times

    def _sees_double(self, text: str) -> bool:
        if self._word in text and self._times > 0:
            self._times -= 1
            return True
        return False

    def assert_fact(self, ruleset: int, fact: str, /) -> tuple[int, int]:
        return (OBSERVED, 0) if self._sees_double(fact) else super().assert_fact(ruleset, fact)

    def assert_facts(self, ruleset: int, facts: str, /) -> tuple[int, int]:
        return (OBSERVED, 0) if self._sees_double(facts) else super().assert_facts(ruleset, facts)


def watch(engine: Engine) -> WatchedCore:
    core = WatchedCore(engine._core)
    engine._core = core
    return core
