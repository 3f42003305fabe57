"""The doors through which words come: the prompt, questions to the guide, words to search for."""

from __future__ import annotations

import json
from collections.abc import Iterator

from assistant.answering.telling import answer_json, answer_reply, why_lines
from assistant.answers import read_answer
from assistant.cli.common import unsteered as printed
from assistant.intents import understand
from assistant.picture.steps import read_steps, steps_text
from assistant.session_words import summary_json, summary_line
from assistant.sessions import Sessions
from assistant.text import clean, clean_lines, was_cut
from assistant.turns import Spoken
from assistant.wording import reply_text
from knowledge.search import search
from tests.assistant.talks import Talker
from tests.fuzz import corpus
from tests.fuzz.driving import Door
from tests.fuzz.mutating import Mutator
from tests.fuzz.workshop import Workshop

LINES_OF_A_TALK = 12
MODES = ("guided", "fast", "full", "check", "ask")


def doors(shop: Workshop) -> tuple[Door, ...]:
    """Every door of words."""
    sessions = _with_sessions(shop)

    def texts(text: str) -> Iterator[str]:
        yield clean(text)
        yield clean(text, limit=60)
        yield clean_lines(text)
        was_cut(text)
        assert clean(clean(text)) == clean(text)
        assert "\n" not in clean(text)

    def steps(text: str) -> Iterator[str]:
        found = read_steps(text)
        yield steps_text(found)
        assert read_steps(steps_text(found)) == found

    facts = shop.mind.book.facts

    def meant(drawn: tuple[str, int]) -> Iterator[str]:
        line, place = clean(drawn[0]), drawn[1]
        understand(line, free=bool(place & 1), own_words=bool(place & 2))
        fact = facts[place % len(facts)]
        value = read_answer(fact, line).value
        if value is not None and fact.kind != "text":
            fact.atoms(value)
            yield value

    def ask(question: str) -> Iterator[str]:
        found = shop.answerer.answer(question)
        yield reply_text(answer_reply(found, shop.base), 88)
        yield "\n".join(why_lines(found))
        yield printed(json.dumps(answer_json(found, shop.base), ensure_ascii=False))

    def guide_search(words: str) -> Iterator[str]:
        for hit in search(shop.base, clean(words)):
            yield hit.passage.text

    def session_search(words: str) -> Iterator[str]:
        for each in (*sessions.glances(words), *sessions.glances(words, limit=3, offset=1)):
            yield summary_line(each)
            yield printed(json.dumps(summary_json(each), ensure_ascii=False))

    return (
        Door("text", lambda made: made.text(corpus.said()), texts, 106_000, 100),
        Door("steps", lambda made: made.text(corpus.said()), steps, 16_000, 30),
        Door("answer", _meant, meant, 56_000, 100),
        Door("prompt", _talk, lambda talk: _said(shop, talk), 1_500, 20, lambda talk: len(talk[1])),
        Door("question", lambda made: made.text(corpus.questions()), ask, 1_000, 5),
        Door("guide search", lambda made: made.text(corpus.questions()), guide_search, 2_000, 10),
        Door("session search", lambda made: made.text(corpus.said()), session_search, 1_500, 10),
    )


def _meant(made: Mutator) -> tuple[str, int]:
    return made.text(corpus.said()), made.random.randrange(1 << 16)


def _talk(made: Mutator) -> tuple[str, list[str]]:
    """A mode, and lines of which half are what somebody who goes on would say."""
    lines = [
        str(made.random.randrange(1, 4)) if made.random.random() < 0.5 else made.text(corpus.said())
        for _ in range(made.random.randrange(1, LINES_OF_A_TALK))
    ]
    return made.random.choice(MODES), lines


def _said(shop: Workshop, talk: tuple[str, list[str]]) -> Iterator[str]:
    mode, lines = talk
    talker = Talker(shop.mind, shop.desk, mode)
    talker.recorder.folder = shop.folder / "none"
    yield reply_text(talker.talk.open(), 80)
    for line in lines:
        yield reply_text(talker.talk.say(line), 80)
    talker.talk.view()
    yield talker.resume()


def _with_sessions(shop: Workshop) -> Sessions:
    """A few sessions, in which things were said that look like what is searched for."""
    sessions = Sessions(shop.folder / "searched")
    for number, text in enumerate(corpus.said()[::12], 1):
        log = sessions.begin("guided")
        for n in (1, 2):
            log.append(
                Spoken(
                    n, "answer", clean(text), f"So: {clean(text)}", ({"do": "title", "text": f"T{number}"},)
                ),
                {},
            )
    return sessions
