"""A Verdict as JSON: what `assess --json` prints and a session keeps."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from rules.model import Book
from rules.verdict import Reason, Verdict

Notes = Callable[[Iterable[str]], list[str]]
"""Gives the notes to verify outside the guide that stand beside passages."""


def verdict_json(
    verdict: Verdict, book: Book, title: str = "", notes: Notes = lambda _passages: []
) -> dict[str, object]:
    """The object that `assess --json` prints."""
    passages = [
        passage
        for reason in (*verdict.tools, *verdict.duties, *verdict.pitfalls)
        for passage in reason.passages
    ]
    return {
        "title": title,
        "start": verdict.start,
        "direction": verdict.direction,
        "route": verdict.route,
        "stability": verdict.stability,
        "agreement": verdict.agreement,
        "possible": list(verdict.possible),
        "reasons": [reason_json(reason) for reason in verdict.reasons],
        "dissent": [reason_json(reason) for reason in verdict.dissent],
        "conflicts": [reason_json(reason) for reason in verdict.conflicts],
        "contradictions": [reason_json(reason) for reason in verdict.contradictions],
        "sufficient": {name: verdict.known[name] for name in (verdict.sufficient or ((),))[0]},
        "flips": [
            {
                "change": {flip.fact: flip.value},
                "start": flip.start,
                "from": verdict.known.get(flip.fact),
                "lever": book.facts_by_id[flip.fact].lever,
            }
            for flip in verdict.flips
        ],
        "reach": verdict.reach,
        "pitfalls": [
            {**_said(reason, "warning"), "mitigation": reason.mitigation} for reason in verdict.pitfalls
        ],
        "duties": [_said(reason, "duty") for reason in verdict.duties],
        "tools": [_said(reason, "tool") for reason in verdict.tools],
        "next_actions": [_said(reason, "action") for reason in verdict.next_actions],
        "audit": [_said(reason, "finding") for reason in verdict.audit],
        "grow_when": [_said(reason, "when") for reason in verdict.growth],
        "verify": notes(passages),
        "unknown": list(verdict.unknown),
    }


def reason_json(reason: Reason) -> dict[str, object]:
    """One reason as an object."""
    return {
        "rule": reason.rule,
        "because": reason.because,
        "facts": reason.facts,
        "sections": list(reason.sections),
        "basis": reason.basis,
    }


def _said(reason: Reason, word: str) -> dict[str, object]:
    return {
        "id": reason.rule,
        word: reason.because,
        "facts": reason.facts,
        "sections": list(reason.sections),
        "passages": list(reason.passages),
        "basis": reason.basis,
    }
