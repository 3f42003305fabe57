"""What the book owes to each of its rules: sections that exist, a case where it fires, one it decides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rules.engine import Engine, Trace
from rules.errors import RulesError
from rules.interview import Interviewer
from rules.model import INTERVIEW, OUTCOME_TOPICS, Book, Fact
from rules.reading import GIVEN_TOPICS
from rules.rule import Atom, Rule
from rules.space import AnswerSpace
from rules.verifying.asking import Asked, values_of
from rules.verifying.report import Check, Report
from rules.verifying.sampling import directed, quiet, sampled, source

CHECKLIST = "checklist/"
SHOWN = frozenset(
    {
        *OUTCOME_TOPICS,
        *("dissent", "conflict", "contradiction", "grow-when"),
        *("duty", "pitfall", "tool", "next-action", "audit", "leave-out"),
    }
)
"""What a person gets to see; any other conclusion must be read by some rule."""
ADVISORY = {
    "team-says-states": "without it the default comes to the same; it tells which answers lead there",
}
"""Rules that feed the verdict, decide nothing, and are kept for a reason."""
_SHARES = (0.0, 0.15, 0.4, 0.8)


def check_sections(book: Book, sections: frozenset[str], report: Report) -> None:
    """7a: what is cited exists; each item of the checklist is cited by a rule that the verdict hangs on."""
    with report.open("sections") as check:
        named: list[tuple[str, Rule | Fact]] = [(f"rule {rule.id}", rule) for rule in book.rules]
        named += [(f"fact {fact.id}", fact) for fact in book.facts]
        for name, item in named:
            cited = set(item.sections)
            if isinstance(item, Rule):
                cited |= {passage.partition("#")[0] for passage in item.passages}
            check.count += len(cited)
            for section in sorted(cited - sections):
                check.breach({}, f"{name} cites {section}, which does not exist")
        used = {section for rule in book.outcome_rules for section in rule.sections}
        items = sorted(section for section in sections if section.startswith(CHECKLIST))
        check.count += len(items)
        for section in items:
            if section not in used:
                check.breach({}, f"no rule that the verdict hangs on cites {section}")


def check_live(asked: Asked, space: AnswerSpace | None, report: Report, tries: int) -> None:
    """7b: every rule fires in some input made for it, and its conclusion goes somewhere."""
    book = asked.book
    with report.open("live") as check:
        seen: set[str] = set()
        for rule in book.verdict_rules:
            draw = source(71)
            for turn in range(tries):
                if rule.id in seen:
                    break
                answers = directed(book, rule, draw, _SHARES[turn % len(_SHARES)])
                seen.update(_fired(asked.whole.evaluate(asked.given(answers))))
        asking = [rule for rule in book.rules if rule.table == INTERVIEW]
        seen |= _seen_asking(book, asking, space, tries)
        for rule in (*book.verdict_rules, *asking):
            check.count += 1
            if rule.id not in seen:
                check.breach({}, f"rule {rule.id} is dead: it never fires")
        _check_heard(book, check)


def _check_heard(book: Book, check: Check) -> None:
    read = {atom for rule in book.rules for each in (*rule.when, *rule.unless) for atom in each.atoms}
    for rule in book.rules:
        if not any(atom in read or atom.topic in SHOWN for atom in rule.conclusions):
            check.breach({}, f"rule {rule.id} is dead: nothing reads or shows what it concludes")


def _seen_asking(book: Book, asking: list[Rule], space: AnswerSpace | None, tries: int) -> set[str]:
    """The rules of the interview that fire: by what the answer space tells of it, where there is one."""
    seen: set[str] = set()
    needs = [rule for rule in book.interview_rules if rule.table != INTERVIEW]
    for rule in asking:
        # Each by itself: of two reasons to leave a question out, the interview gives one.
        alone = Book(version=book.version, facts=book.facts, rules=(*needs, rule))
        interviewer = Interviewer(alone, space)
        draw = source(72)
        for turn in range(tries):
            answers = directed(alone, rule, draw, _SHARES[turn % len(_SHARES)])
            if turn % 2:
                answers = {**quiet(book, draw, (1.0, 0.7)[turn % 4 // 2]), **answers}
            if space:
                fires = bool(interviewer.left_out(answers, "guided"))
            else:
                told = [atom for each in rule.when if each.topic in GIVEN_TOPICS for atom in each.atoms]
                trace = Engine(alone.rules).evaluate([*book.atoms_of(answers), Atom("mode", "guided"), *told])
                fires = rule.id in _fired(trace)
            if fires:
                seen.add(rule.id)
                break
    return seen


def check_decisive(asked: Asked, report: Report, tries: int, *, excused: bool) -> None:
    """7c: without the rule some outcome would be another, or it is argued what the rule is for.

    With `excused` the rules that this is argued of are tried too: an excuse must not outlive its ground.
    """
    book = asked.book
    cases = sampled(book, 8 * tries, 74)
    with report.open("decisive") as check:
        for rule in book.outcome_rules:
            if rule.id in ADVISORY and not excused:
                continue
            check.count += 1
            decides = any(_differ(asked, rule, cases))
            if not decides and rule.id not in ADVISORY:
                check.breach({}, f"rule {rule.id} decides nothing: no case looked at needs it")
            elif decides and rule.id in ADVISORY:
                check.breach({}, f"rule {rule.id} does decide; drop what excuses it")


def _differ(asked: Asked, rule: Rule, cases: Sequence[Mapping[str, str]]) -> Iterator[bool]:
    try:
        without = Engine([other for other in asked.book.outcome_rules if other.id != rule.id])
    except RulesError:
        yield True
        return
    draw = source(73)
    for turn, case in enumerate(cases):
        # Now and then the ground of the rule alone: some rules decide only where little else is known.
        laid = directed(asked.book, rule, draw, 0.0)
        known = {**case, **laid} if turn % 4 else laid
        known = {fact.id: known[fact.id] for fact in asked.book.deciding if fact.id in known}
        yield values_of(without.evaluate(asked.given(known))) != asked.values(known)


def _fired(trace: Trace) -> set[str]:
    return {firing.rule.id for firing in trace.firings}
