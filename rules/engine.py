"""The one file that touches durable-rules: rules and atoms in, firings in order out.

The library's stock host runs two threads, swallows exceptions and crashes in several ways; its
compiled core does not. So the rule set is driven here directly: one rule set a book, one evaluation
at a time, a state that is deleted after each, actions that only record and assert.
"""

from __future__ import annotations

import itertools
import json
import logging
import threading
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, NamedTuple, Protocol, cast

from rules.errors import EngineError
from rules.rule import Atom, Condition, Rule
from rules.strata import Layers, layers_of

logging.getLogger("durable").addHandler(logging.NullHandler())
logging.getLogger("durable").propagate = False

SIDS = tuple(f"s{number}" for number in range(8))
"""State ids: few, short and ASCII. Odd ones cannot be deleted, and a thousand live ones crash."""
MAX_ANTECEDENTS = 15
MAX_SHARED_CONDITION = 255
MAX_TESTS = 500
MAX_TESTS_AT_ONCE = 60
"""Where the core errs, crashes or hangs just above these, the book is refused when it is built."""

_PHASE, _OPENING = "PHASE", "OPENING"
"""In capitals, so that no word of a book can be the same."""
_CORES_OWN = frozenset({"id", "sid"})
"""Keys by which the core knows a fact and its state; as topics they mix facts up."""
_OK, _OBSERVED = 0, 2


class Core(Protocol):
    """What is used of durable-rules' compiled module. Facts and definitions go in as JSON."""

    def create_ruleset(self, name: str, definition: str, /) -> int:
        """Compile a definition; returns its handle."""
        ...

    def assert_fact(self, ruleset: int, fact: str, /) -> tuple[int, int]:
        """Assert one fact; returns (code, state)."""
        ...

    def assert_facts(self, ruleset: int, facts: str, /) -> tuple[int, int]:
        """Assert a batch for one state id; returns (code, state)."""
        ...

    def start_action_for_state(self, ruleset: int, state: int, /) -> tuple[str, str] | None:
        """The first pending action as (state, action) in JSON, if there is one."""
        ...

    def complete_and_start_action(self, ruleset: int, state: int, /) -> str | None:
        """End the action under way; the next one as JSON, if there is one."""
        ...

    def delete_state(self, ruleset: int, sid: str, /) -> None:
        """Forget all facts of a state id."""
        ...


class Firing(NamedTuple):
    """A rule that fired: the atoms that matched its conditions, and the atoms it added."""

    rule: Rule
    matched: tuple[Atom, ...]
    added: tuple[Atom, ...]


class Trace(NamedTuple):
    """One evaluation: the answers it was given and every firing, in firing order."""

    given: tuple[Atom, ...]
    firings: tuple[Firing, ...]

    def values(self, topic: str) -> tuple[str, ...]:
        """The values concluded or given for `topic`, in the order in which they came to hold."""
        held = itertools.chain(self.given, *(firing.added for firing in self.firings))
        return tuple(dict.fromkeys(atom.value for atom in held if atom.topic == topic))


class Engine:
    """A rule book, ready to be asked. Safe to use from several threads, one evaluation at a time."""

    _names = itertools.count()
    _lock = threading.Lock()

    def __init__(self, rules: Sequence[Rule]) -> None:
        """Compile `rules`.

        Raises:
            EngineError: durable-rules is missing or broken, or a limit of it is passed.
            UnlayeredBook: a rule hangs, by way of an exception, on its own conclusion.
        """
        self._core = _load_core()
        self._failure: type[Exception] = getattr(self._core, "error", RuntimeError)
        # By id, so that nothing can hang on the order in which a book lists its rules.
        rules = sorted(rules, key=lambda rule: rule.id)
        self._layers = layers_of(rules)
        self._read = frozenset(
            atom for rule in rules for condition in (*rule.when, *rule.unless) for atom in condition.atoms
        )
        self._actions = _Actions(rules, self._read)
        definition = _definition(rules, self._layers)
        _check_limits(rules, self._layers)
        with self._lock:
            name = f"book-{next(self._names)}"
            self._handle = self._core.create_ruleset(name, json.dumps(definition))
        self._sids = itertools.cycle(SIDS)

    def evaluate(self, given: Iterable[Atom]) -> Trace:
        """Assert `given`, let the rules chain layer by layer, and return what fired.

        Raises:
            EngineError: the core refused a fact twice under different state ids.
        """
        atoms = tuple(dict.fromkeys(given))
        with self._lock:
            for _attempt in SIDS:
                try:
                    return Trace(atoms, tuple(self._run(atoms, next(self._sids))))
                except _FalseDuplicateError:
                    # Facts are known by a 32-bit hash that the state id goes into: another id, another hash.
                    continue
                except self._failure as error:
                    raise EngineError(f"the rule engine failed on these answers ({error})") from error
        raise EngineError("the rule engine took two different facts for one, under every state id")

    def _run(self, atoms: tuple[Atom, ...], sid: str) -> list[Firing]:
        run = _Evaluation(self._core, self._handle, sid, self._actions)
        known = [atom for atom in atoms if atom in self._read]
        # A rule that always fires comes first, and outside `try`: deleting a state where none did crashes
        # the core. A state that Ctrl-C leaves behind here is met again as a false duplicate, and passed by.
        run.assert_one(_PHASE, _OPENING)
        try:
            # An atom that no rule reads must not be asserted: it would stop the whole batch from firing.
            run.assert_all(known)
            for layer in range(1, self._layers.count):
                run.assert_one(_PHASE, f"layer-{layer}")
        finally:
            self._core.delete_state(self._handle, sid)
        return run.firings


class _FalseDuplicateError(Exception):
    """The core holds a fact for seen that it has not seen."""


class _Action(NamedTuple):
    """What the core says when a rule fires: the firing, and those of its conclusions that any rule reads."""

    firing: Firing | None
    """None for the opening."""
    read: tuple[Atom, ...]


class _Actions(dict[str, _Action]):
    """The core's actions by their JSON, each taken apart once: a book has only so many ways to fire."""

    def __init__(self, rules: Iterable[Rule], read: frozenset[Atom]) -> None:
        super().__init__()
        self._rules = {rule.id: rule for rule in rules}
        self._read = read

    def __missing__(self, text: str) -> _Action:
        ((name, matched),) = json.loads(text).items()
        self[text] = _Action(None, ()) if name == _OPENING else self._action(self._rules[name], matched)
        return self[text]

    def _action(self, rule: Rule, matched: dict[str, dict[str, str]]) -> _Action:
        atoms = tuple(
            Atom(topic, value)
            for i in range(len(rule.when))
            for topic, value in matched[f"m_{i}"].items()
            if topic != "sid"
        )
        read = tuple(atom for atom in rule.conclusions if atom in self._read)
        return _Action(Firing(rule, atoms, rule.conclusions), read)


@cache
def _fact(topic: str, value: str, sid: str) -> str:
    """A fact as the core takes it; only words of a book come here, so there are only so many."""
    return json.dumps({topic: value, "sid": sid})


class _Evaluation:
    """One pass over one state: pumps the core's pending actions and keeps the ledger of firings."""

    def __init__(self, core: Core, handle: int, sid: str, actions: _Actions) -> None:
        self._core, self._handle, self._sid, self._actions = core, handle, sid, actions
        self._held: set[Atom] = set()
        self.firings: list[Firing] = []

    def assert_one(self, topic: str, value: str) -> None:
        """Assert one fact and run what it sets off."""
        self._pump(self._core.assert_fact(self._handle, _fact(topic, value, self._sid)))

    def assert_all(self, atoms: list[Atom]) -> None:
        """Assert atoms in one batch; an empty batch crashes the core and is left out."""
        self._held.update(atoms)
        if atoms:
            batch = ", ".join([_fact(topic, value, self._sid) for topic, value in atoms])
            self._pump(self._core.assert_facts(self._handle, f"[{batch}]"))

    def _pump(self, answer: tuple[int, int]) -> None:
        code, state = answer
        if code == _OBSERVED:
            raise _FalseDuplicateError
        if code != _OK:
            raise EngineError(f"the rule engine refused a fact (code {code})")
        started = self._core.start_action_for_state(self._handle, state)
        pending = started[1] if started else None
        while pending:
            firing, read = self._actions[pending]
            if firing is not None:
                self.firings.append(firing)
            for atom in read:
                self._derive(atom)
            pending = self._core.complete_and_start_action(self._handle, state)

    def _derive(self, atom: Atom) -> None:
        if atom in self._held:
            return
        self._held.add(atom)
        # Inside an action the core queues what follows; the loop above then picks it up.
        code, _state = self._core.assert_fact(self._handle, _fact(atom.topic, atom.value, self._sid))
        if code == _OBSERVED:
            raise _FalseDuplicateError


def _load_core() -> Core:
    try:
        import durable_rules_engine  # noqa: PLC0415  (a broken build must end in a sentence, not at import)

        for name in vars(Core):
            if not name.startswith("_"):
                getattr(durable_rules_engine, name)
    except (ImportError, AttributeError, SystemError, OSError) as error:
        # Not from pip's cache: the broken build may lie there.
        raise EngineError(
            "durable-rules cannot be loaded; install it again with a C compiler at hand: "
            'CPPFLAGS="-DPyEval_CallObject=PyObject_CallObject" pip install --force-reinstall '
            f"--no-cache-dir durable-rules==2.0.28 ({str(error)[:120]})"
        ) from error
    return cast(Core, durable_rules_engine)


def _definition(rules: Sequence[Rule], layers: Layers) -> dict[str, Any]:
    """The plain dicts that the core reads; a fresh one each time, for the core changes it."""
    definition: dict[str, Any] = {_OPENING: {"all": [{"m": {_PHASE: _OPENING}}]}}
    for rule in rules:
        antecedents: list[dict[str, Any]] = []
        layer = layers.of_rule[rule.id]
        if layer:
            # The phase stands first: an exception is only right once all it waits for is asserted.
            antecedents.append({"phase": {_PHASE: f"layer-{layer}"}})
        antecedents += [{f"m_{i}": _test(condition)} for i, condition in enumerate(rule.when)]
        antecedents += [{f"n_{i}$not": _test(condition)} for i, condition in enumerate(rule.unless)]
        definition[rule.id] = {"all": antecedents}
    return definition


def _test(condition: Condition) -> dict[str, Any]:
    tests = [{atom.topic: atom.value} for atom in condition.atoms]
    return tests[0] if len(tests) == 1 else {"$or": tests}


def _check_limits(rules: Sequence[Rule], layers: Layers) -> None:
    """Refuse a book that the core would err, hang or crash on.

    Raises:
        EngineError: names the limit and what passed it.
    """
    shared: dict[str, int] = {}
    tests: set[Atom] = set()
    for rule in rules:
        conditions = (*rule.when, *rule.unless)
        _check_words(rule)
        if len(conditions) + 1 > MAX_ANTECEDENTS:
            raise EngineError(f"rule {rule.id} has more than {MAX_ANTECEDENTS - 1} conditions; split it")
        phase = f"layer {layers.of_rule[rule.id]}"
        for key in {phase, *(str(condition) for condition in conditions)}:
            shared[key] = shared.get(key, 0) + 1
        for condition in conditions:
            tests.update(condition.atoms)
    for key, count in shared.items():
        if key != "layer 0" and count > MAX_SHARED_CONDITION:
            raise EngineError(
                f"{count} rules share the condition {key}; the engine takes {MAX_SHARED_CONDITION}"
            )
    # Each layer is a test too. The core has 511 places for all tests of a book, and hangs when they are full.
    if len(tests) + layers.count > MAX_TESTS:
        raise EngineError(
            f"the rules read {len(tests)} different atoms in {layers.count} layers; it may be {MAX_TESTS}"
        )
    _check_tests_at_once(rules)


def _check_words(rule: Rule) -> None:
    """Refuse what the core would take otherwise than it is meant."""
    for condition in (*rule.when, *rule.unless, *rule.then):
        if condition.topic in _CORES_OWN:
            raise EngineError(
                f"rule {rule.id} uses {condition.topic!r}, a word of the engine's own; rename it"
            )
    read = Counter(atom for condition in (*rule.when, *rule.unless) for atom in condition.atoms)
    for atom, times in read.items():
        if times > 1:
            # One fact cannot stand for two conditions: the rule would silently not fire, or not be excepted.
            raise EngineError(f"rule {rule.id} reads {atom} in two places; keep one")


def _check_tests_at_once(rules: Sequence[Rule]) -> None:
    """One fact may make only so many different tests true at the same time."""
    tests: dict[Atom, set[str]] = {}
    for rule in rules:
        for condition in (*rule.when, *rule.unless):
            # Rules share a test for one value; one for several values each rule has to itself.
            owner = rule.id if len(condition.values) > 1 else ""
            for atom in condition.atoms:
                tests.setdefault(atom, set()).add(f"{condition} {owner}")
    for atom, several in tests.items():
        if len(several) > MAX_TESTS_AT_ONCE:
            raise EngineError(f"{atom} is read by {len(several)} tests; the engine takes {MAX_TESTS_AT_ONCE}")
