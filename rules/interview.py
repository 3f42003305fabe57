"""Which questions need not be asked: the interview's rules over the answers and the answer space."""

from __future__ import annotations

from collections.abc import Mapping

from rules.engine import Engine
from rules.model import Book
from rules.rule import Atom, Rule
from rules.space import AnswerSpace, Outcome
from rules.verdict import known_of

_PLAIN = Outcome("sequential", "sequential", "direct")
_WITH_EVENTS = frozenset({"event-driven", "hybrid"})


class Interviewer:
    """Knows the questions of a book and which of them can be left out."""

    def __init__(self, book: Book, space: AnswerSpace | None) -> None:
        """`space` tells what can still change; without it fewer questions are left out."""
        self._book, self._space = book, space
        self._engine = Engine(book.interview_rules)

    def left_out(self, answers: Mapping[str, str], mode: str) -> dict[str, Rule]:
        """The facts that need not be asked now, each with the rule that says so."""
        given = self._book.atoms_of(answers)
        trace = self._engine.evaluate([*given, Atom("mode", mode), *self._standing(answers)])
        out: dict[str, Rule] = {}
        for firing in trace.firings:
            for atom in firing.added:
                if atom.topic == "leave-out":
                    out.setdefault(atom.value, firing.rule)
        return out

    def _standing(self, answers: Mapping[str, str]) -> list[Atom]:
        if self._space is None:
            return []
        known = known_of(self._book, answers)
        possible = self._space.possible(known)
        atoms = [Atom("idle", name) for name in sorted(self._space.idle(known))]
        if len({outcome.start for outcome in possible}) == 1:
            atoms.append(Atom("standing", "settled"))
        if set(possible) == {_PLAIN}:
            atoms.append(Atom("standing", "plain"))
        if not any(outcome.direction in _WITH_EVENTS for outcome in possible):
            atoms.append(Atom("standing", "no-events"))
        return atoms
