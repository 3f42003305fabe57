"""Faults to seed in the book, each with the checks that must name it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, replace
from typing import Any, NamedTuple

from rules.model import Book
from rules.rule import Condition, Rule
from tests.rules.making import changed, rule_of

Change = Callable[[Book], Book]


class Fault(NamedTuple):
    """A change to the book, the checks that must find it, and a word that some breach must say."""

    change: Change
    found_by: tuple[str, ...]
    says: str = ""


def edited(name: str, **update: object) -> Change:
    """One rule otherwise; conditions as the book writes them."""

    def change(book: Book) -> Book:
        assert name in book.rules_by_id
        given: dict[str, Any] = {**asdict(book.rules_by_id[name]), **update}
        for key in {"when", "unless", "then"} - set(update):
            given[key] = [{topic: list(values)} for topic, values in given[key]]
        rule = rule_of(given)
        return changed(book, rules=[rule if each.id == name else each for each in book.rules])

    return change


def dropped(*names: str) -> Change:
    def change(book: Book) -> Book:
        assert set(names) <= book.rules_by_id.keys()
        return changed(book, rules=[rule for rule in book.rules if rule.id not in names])

    return change


def added(**rule: object) -> Change:
    whole = {"table": "start", "because": "A fault.", "sections": ["models"], "basis": "stated", **rule}
    return lambda book: changed(book, rules=[*book.rules, rule_of(whole)])


def all_edited(edit: Callable[[Rule], Rule]) -> Change:
    return lambda book: changed(book, rules=[edit(rule) for rule in book.rules])


def both(*changes: Change) -> Change:
    def change(book: Book) -> Book:
        for each in changes:
            book = each(book)
        return book

    return change


def _without_section(section: str) -> Callable[[Rule], Rule]:
    def edit(rule: Rule) -> Rule:
        left = tuple(each for each in rule.sections if each != section) or ("models",)
        return replace(rule, sections=left)

    return edit


def _swapped(one: str, other: str) -> Callable[[Rule], Rule]:
    """The two topics stand for each other wherever rules conclude them: who votes where."""
    turned = {one: other, other: one}

    def edit(rule: Rule) -> Rule:
        then = tuple(Condition(turned.get(each.topic, each.topic), each.values) for each in rule.then)
        return replace(rule, then=then)

    return edit


TABLE = "decision-table"

QUICK = frozenset(
    {
        *("need-for-events-dropped", "vote-on-the-wrong-side", "tiers-reversed", "second-start", "no-start"),
        *("section-that-is-not-there", "conflict-sentence-dropped", "dissent-dropped"),
    }
)
"""One fault of each kind, tried at every save; the longer proofs try them all."""

FAULTS: dict[str, Fault] = {
    # Needs.
    "need-for-events-dropped": Fault(dropped("needs-events"), ("needs-kept", TABLE), "events"),
    "need-for-states-dropped": Fault(dropped("needs-states"), ("needs-kept", TABLE), "state"),
    "need-read-from-the-wrong-fact": Fault(
        edited("needs-events", when={"high_load": "yes"}), ("needs-kept", TABLE), "external_events"
    ),
    "need-read-from-the-wrong-value": Fault(
        edited("needs-states", when={"strict_states": "no"}), ("needs-kept", TABLE), "strict_states"
    ),
    "needs-taken-for-each-other": Fault(
        both(
            edited("needs-events", then={"needs": "states"}), edited("needs-states", then={"needs": "events"})
        ),
        ("needs-kept", TABLE),
    ),
    "order-no-longer-counts": Fault(dropped("order-varies"), (TABLE,)),
    "order-counts-the-wrong-way": Fault(
        edited("order-varies", when={"fixed_order": "yes"}), ("monotone", TABLE), "fixed_order"
    ),
    "not-known-read-as-no": Fault(
        edited("order-varies", when={}, unless={"fixed_order": "yes"}), (TABLE,), "the table says"
    ),
    # Votes and tiers.
    "vote-on-the-wrong-side": Fault(
        edited("vote-load", then={"vote-nature": "state-machine"}), ("monotone", TABLE)
    ),
    "team-vote-on-the-wrong-side": Fault(
        edited("vote-trace", then={"vote-team": "event-driven"}), ("grounds", TABLE)
    ),
    "vote-dropped": Fault(dropped("vote-outside-links"), (TABLE, "live"), "hardest-says-events"),
    "vote-in-the-wrong-tier": Fault(edited("vote-trace", then={"vote-nature": "state-machine"}), (TABLE,)),
    "tiers-reversed": Fault(all_edited(_swapped("vote-nature", "vote-team")), (TABLE,)),
    "hardest-part-before-nature": Fault(
        both(
            *(
                edited(f"hardest-says-{what}", unless={"vote-hardest": other, "settled-by": ["money"]})
                for what, other in (("events", "state-machine"), ("states", "event-driven"))
            ),
            *(
                edited(
                    f"nature-says-{what}", unless={"vote-nature": other, "settled-by": ["money", "hardest"]}
                )
                for what, other in (("events", "state-machine"), ("states", "event-driven"))
            ),
        ),
        (TABLE,),
    ),
    "split-tier-decides": Fault(
        edited("nature-says-events", unless={"settled-by": ["money"]}), (TABLE,), "the table says"
    ),
    "money-after-nature": Fault(
        both(
            edited("no-broker-money", unless={"settled-by": ["nature"]}),
            edited("nature-says-states", unless={"vote-nature": "event-driven"}),
            edited("nature-says-events", unless={"vote-nature": "state-machine"}),
        ),
        (TABLE,),
    ),
    "default-swapped-to-events": Fault(
        edited("default-state-machine", then={"direction": "event-driven", "settled-by": "default"}),
        ("grounds", TABLE),
        "without any reason for events",
    ),
    "budget-adds-events": Fault(
        edited("no-broker-money", then={"direction": "event-driven", "settled-by": "money"}),
        ("monotone", "grounds", TABLE),
        "adds events",
    ),
    # Directions.
    "hybrid-on-one-need": Fault(
        both(edited("both-needs", when={"needs": "events"}), dropped("events-alone")),
        ("grounds", TABLE),
        "hybrid",
    ),
    "unless-dropped": Fault(edited("events-alone", unless={}), ("one-verdict",), "an overlap"),
    "no-direction-for-strict-states": Fault(dropped("states-alone"), ("one-verdict",), "a gap"),
    "circle": Fault(
        edited("leaning-only", unless={"needs": ["events", "states"], "direction": "state-machine"}),
        ("compiles",),
        "circle",
    ),
    # Starts.
    "second-start": Fault(
        added(id="start-again", when={"direction": "hybrid"}, then={"start": "event-driven"}),
        ("one-verdict",),
        "start-again",
    ),
    "no-start": Fault(dropped("start-hybrid"), ("one-verdict",), "a gap: no rule concludes a start"),
    "staged-despite-a-hard-need": Fault(
        edited(
            "nobody-knows-how",
            when={
                "direction": ["event-driven", "state-machine", "hybrid"],
                "experience": "none",
                "managed_services": "no",
            },
        ),
        ("needs-kept", "stages", TABLE),
        "external_events",
    ),
    "staged-without-a-reason": Fault(
        edited("small-and-serial", when={"open-choice": "yes", "steps": "few"}),
        ("stages", TABLE),
        "no reason",
    ),
    "stage-at-the-wrong-size": Fault(
        edited("small-and-serial", when={"open-choice": "yes", "steps": "many", "parallel_steps": "no"}),
        ("stages", TABLE),
    ),
    "simplicity-despite-load": Fault(
        edited("simplicity-first", unless={"against-sequence": ["parallel", "independence"]}),
        ("stages", TABLE),
        "high_load",
    ),
    "stage-not-said-to-be-one": Fault(
        edited("start-as-a-stage", then={"start": "sequential", "route": "direct"}), ("stages", TABLE)
    ),
    "nothing-says-when-to-grow": Fault(dropped("outgrow-skills"), ("stages",), "grow-when"),
    # Routes, conflicts, dissent.
    "managed-although-ruled-out": Fault(
        edited("managed-service", unless={}), ("one-verdict",), "managed-service"
    ),
    "conflict-without-a-ban": Fault(
        edited("constraint-conflict", when={"lack": ["skills", "money"]}), ("one-verdict",), "an overlap"
    ),
    "broker-without-money": Fault(dropped("broker-is-not-paid"), ("money", TABLE, "conflicts"), "money"),
    "greenhorns-sent-straight": Fault(dropped("team-is-new-to-it"), ("skills", TABLE), "no experience"),
    "conflict-sentence-dropped": Fault(dropped("conflict-money"), ("conflicts",), "should be: money"),
    "conflict-on-the-wrong-lack": Fault(
        edited("conflict-money", when={"route": "conflict", "lack": "skills"}), ("conflicts",)
    ),
    "dissent-dropped": Fault(dropped("against-load"), ("dissent",), "high_load=yes"),
    "dissent-on-the-wrong-side": Fault(
        edited("against-change", when={"direction": "event-driven", "changes_often": "yes"}),
        ("dissent",),
        "opposes nothing",
    ),
    "broker-offered-without-money": Fault(
        edited("tool-rabbitmq", unless={"high_load": "yes"}), ("money",), "rabbitmq"
    ),
    # Sections, and rules that do nothing.
    "section-that-is-not-there": Fault(
        edited("vote-load", sections=["growth/speed"]), ("sections",), "growth/speed"
    ),
    "checklist-item-not-cited": Fault(
        all_edited(_without_section("checklist/traceability")), ("sections",), "checklist/traceability"
    ),
    "impossible-condition": Fault(
        edited("do-draw-border", when=[{"start": "hybrid"}, {"direction": "sequential"}]),
        ("live",),
        "do-draw-border is dead",
    ),
    "impossible-deciding-rule": Fault(
        edited("nobody-knows-how", when={"open-choice": "yes", "needs": "events", "experience": "none"}),
        ("live", "decisive", TABLE),
        "nobody-knows-how is dead",
    ),
    "question-never-left-out": Fault(
        edited("leave-budget", when={"standing": "no-events", "needs": "events"}),
        ("live",),
        "leave-budget is dead",
    ),
    "conclusion-that-nobody-reads": Fault(
        edited("told-load", then={"stream": "known"}), ("live", "one-verdict"), "told-load"
    ),
    "never-decisive": Fault(
        added(
            id="vote-again",
            table="votes",
            when={"many_branches": "yes", "coupling": "request-reply"},
            then={"vote-nature": "state-machine"},
        ),
        ("decisive",),
        "vote-again decides nothing",
    ),
    "advises-on-nothing": Fault(
        edited("told-load", when={"experience": ["none", "both"]}), ("one-verdict", TABLE), "on nothing"
    ),
    "guide-example-overruled": Fault(
        edited("nothing-against-simple", then={"direction": "state-machine"}),
        ("guide-examples", TABLE),
        "example-",
    ),
}
