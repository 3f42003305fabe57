"""An answer as blocks for the faces, as JSON, and with its grounds: which rules made it what it is."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.answering.answer import Answer
from assistant.answering.grounds import grounds_of
from assistant.replies import Block, Bullet, Bullets, Citation, Heading, Notice, Paragraph, Reply
from knowledge.base import GuideBase
from knowledge.model import Passage

NOT_COVERED = "The guide does not cover that."
NOT_SURE = "I am not sure that the guide speaks of this. What comes nearest in it:"
PARTLY = "The guide has only a part of that: it gives no such figure."
OFFER = "Which model fits your own workflow is for the interview to find out: whichflow interview."
JSON_OUTCOMES = {"offered": "partly", "false-premise": "not-covered"}
"""Under which of the three words of the command line's contract the other outcomes go."""


def answer_json(found: Answer, base: GuideBase) -> dict[str, object]:
    """The object that `ask --json` prints; citations and nearest sections come best first."""
    outcome = JSON_OUTCOMES.get(found.outcome, found.outcome)
    body = " ".join(f"{passage.text} [{passage.id}]" for passage in found.in_order)
    return {
        "question": found.asked.text,
        "outcome": outcome,
        "answer": " ".join(part for part in (_before(found), body) if part),
        "citations": [_cited(passage, base) for passage in found.quoted],
        "nearest": [section.id for section in found.nearest],
        "notes": [*([read] if (read := _read_as(found)) else []), *found.notes],
        "score": found.score,
    }


def why_json(found: Answer) -> dict[str, object]:
    """The grounds of an answer: facts about the question, the rules that fired, and the words that told."""
    match = found.asked.match
    return {
        "facts": [str(atom) for atom in found.trace.given],
        "rules": [
            {
                "rule": firing.rule.id,
                "if": [str(atom) for atom in firing.matched],
                "then": [str(atom) for atom in firing.added],
                "because": firing.rule.because,
                "sections": list(firing.rule.sections),
            }
            for firing in found.trace.firings
        ],
        "sections": [{"section": name, "chance": round(chance, 4)} for name, chance in match.sections[:5]]
        if match
        else [],
        "words": list(match.telling) if match else [],
    }


def why_lines(found: Answer) -> list[str]:
    """The grounds of an answer for people to read."""
    match = found.asked.match
    lines = ["Why this answer", *(f"  {sentence}" for sentence, _ in grounds_of(found))]
    if match:
        lines.append(f"  The guide speaks of it: {match.covered:.0%} likely.")
        best = ", ".join(f"{name} {chance:.0%}" for name, chance in match.sections[:3])
        lines.append(f"  If it does, then here: {best}.")
        if match.telling:
            lines.append(f"  Words that told most for the first: {', '.join(match.telling)}.")
    lines.append(f"  Facts: {', '.join(str(atom) for atom in found.trace.given)}.")
    lines.append("  Rules:")
    for rule, added in dict.fromkeys((firing.rule, firing.added) for firing in found.trace.firings):
        source = f" [{', '.join(rule.sections)}]" if rule.sections else ""
        lines.append(f"    {rule.id}: {', '.join(map(str, added))}, because {rule.because}{source}")
    return lines


def answer_reply(found: Answer, base: GuideBase, *, offers: bool = True) -> Reply:
    """The answer as blocks, each passage with its citation.

    Args:
        found: The answer.
        base: The guide that it is from.
        offers: Whether to offer what the rules offer; a conversation has its own way of that.
    """
    cites = cites_of(found.in_order, base)
    blocks: list[Block] = []
    if read := _read_as(found):
        blocks.append(Notice(read))
    if before := _before(found):
        blocks.append(Paragraph(before))
    if found.outcome == "offered":
        for cite in cites:
            blocks += [Heading(cite.title), Paragraph(cite.quote, (cite.number,))]
    else:
        blocks += [Paragraph(cite.quote, (cite.number,)) for cite in cites]
    if found.notes:
        blocks.append(Bullets(tuple(Bullet(note) for note in found.notes)))
    if offers and "interview" in found.offers:
        blocks.append(Notice(OFFER))
    return Reply(tuple(blocks), cites)


def cites_of(passages: Iterable[Passage], base: GuideBase) -> tuple[Citation, ...]:
    """The passages as numbered citations, in the order given."""
    return tuple(
        Citation(number, passage.section, base.section(passage.section).title, passage.id, passage.text)
        for number, passage in enumerate(passages, 1)
    )


def refusal(found: Answer) -> str:
    """The words for a question that the guide does not answer: what is missing, and what comes nearest."""
    parts = [NOT_COVERED]
    if found.missing:
        parts.append(f"It does not say {found.missing}.")
    if found.hint:
        section = found.nearest[0]
        parts.append(f"Nearest is {section.id} ({section.title}), which says:")
    return " ".join(parts)


def _read_as(found: Answer) -> str:
    read = ", ".join(f"{wrong} as {right}" for wrong, right in found.asked.corrected)
    return f"Read {read}." if read else ""


def _before(found: Answer) -> str:
    """What is said before the passages."""
    if found.outcome == "not-covered":
        return refusal(found)
    if found.outcome == "false-premise":
        reasons = [f.rule.because for f in found.trace.firings if f.rule.table == "premise"]
        return f"{NOT_COVERED} {'; '.join(dict.fromkeys(reasons))}."
    return {"offered": NOT_SURE, "partly": PARTLY}.get(found.outcome, "")


def _cited(passage: Passage, base: GuideBase) -> dict[str, str]:
    return {
        "section": passage.section,
        "title": base.section(passage.section).title,
        "passage": passage.id,
        "quote": passage.text,
    }
