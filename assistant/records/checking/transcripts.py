"""Whether a record's transcript is as it was, and says the same as the answers in the front matter."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path

from assistant.records.files import PUT_BACK, read_transcript
from assistant.records.model import RecordError
from assistant.records.reading import KeptAnswer, KeptBlock
from assistant.records.transcript import first_broken_line, turns_of
from assistant.state import Given, fold
from assistant.text import clean


def transcript_faults(folder: Path, kept: KeptBlock, facts: Container[str]) -> Iterator[str]:
    """What is wrong with a record's transcript, a sentence each.

    Args:
        folder: Where the record and its transcript lie.
        kept: What the record's front matter says.
        facts: Those of today's rule book; a record leaves out what its own did not know.
    """
    path = folder / kept.transcript.file
    try:
        content = read_transcript(path)
    except RecordError as error:
        yield str(error)
        return
    try:
        broken = first_broken_line(content)
        given = fold(turns_of(content)).answers if broken is None else None
    except (RecordError, KeyError, RecursionError):
        # No line of it is out of place, so it was written like that: by no whichflow of today.
        yield f"The transcript {kept.transcript.file} holds a line that is no turn of a session; {PUT_BACK}."
        return
    yield from _touched(kept, content, broken)
    if given is not None:
        yield from _differing(kept.answers, given, facts)


def _touched(kept: KeptBlock, content: bytes, broken: int | None) -> Iterator[str]:
    """Whether the file is another than the one that was written, and where that shows."""
    name, wanted = kept.transcript.file, kept.transcript.sha256
    whole = sha256(content).hexdigest() == wanted
    if whole and broken is None:
        return
    if sha256(content.replace(b"\r\n", b"\n")).hexdigest() == wanted and not whole:
        yield (
            f"The line breaks of the transcript {name} were changed, as git does where core.autocrlf is on: "
            "write *.session.jsonl -text into .gitattributes and check it out again."
        )
    elif broken is None:
        yield (
            f"The transcript {name} is not the one that was written, though its lines fit together: its "
            f"last line was changed, its end was cut or added to, or all was written anew; {PUT_BACK}."
        )
    else:
        where = f"line {broken}" if broken == 1 else f"line {broken} or the one before it"
        yield f"The transcript {name} was changed: it breaks at {where}; {PUT_BACK}."


def _differing(
    recorded: Mapping[str, KeptAnswer], given: Mapping[str, Given], facts: Container[str]
) -> Iterator[str]:
    """Where the answers of the front matter are not those that the turns come to."""
    said = {fact: answer for fact, answer in given.items() if clean(answer.value)}
    for fact in dict.fromkeys([*recorded, *(fact for fact in said if fact in facts)]):
        if fact not in recorded:
            yield f"The answer to {fact} stands in the transcript only; put it back into the front matter."
        elif fact not in said:
            yield f"The answer to {fact} stands in the front matter only, not in the transcript; take it out."
        else:
            for what, here, there in _pairs(recorded[fact], said[fact]):
                yield (
                    f"The {what} of {fact} is {_shown(here)} in the front matter and {_shown(there)} in the "
                    "transcript; put the front matter back as it was."
                )


def _pairs(recorded: KeptAnswer, given: Given) -> Iterable[tuple[str, str, str]]:
    pairs = [("answer", recorded.value, clean(given.value)), ("note", recorded.note, clean(given.note))]
    # A record leaves words out that say no more than the answer, and may not name the turn.
    if recorded.text:
        pairs.append(("text", recorded.text, clean(given.text)))
    if recorded.turn is not None:
        pairs.append(("turn", str(recorded.turn), str(given.turn)))
    return (pair for pair in pairs if pair[1] != pair[2])


def _shown(text: str) -> str:
    return clean(text, limit=80) or "nothing"
