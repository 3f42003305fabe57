"""The doors that nobody would look at: rows of both databases, as somebody may have put them there."""
# ruff: noqa: E501  (tables of words are read better wide)

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress

from assistant.cli.common import unsteered as printed
from assistant.household import Household
from assistant.session_export import session_markdown
from assistant.session_words import export_lines, session_json, session_text, summary_json, summary_line
from assistant.sessions import FILE_NAME
from assistant.turns import Spoken
from assistant.wording import reply_text
from knowledge.base import FILE_NAME as BASE_NAME
from knowledge.base import _open_file as opened_base
from tests.fuzz import corpus
from tests.fuzz.driving import Door
from tests.fuzz.mutating import Mutator
from tests.fuzz.workshop import Workshop

_DOES = (
    "answer", "clear", "skip", "leave-out", "keep", "note", "title", "flow", "mode", "saved", "asked", "branch", "pending",
)  # fmt: skip
_PARTS = (
    "fact",
    "value",
    "text",
    "rule",
    "changes",
    "question",
    "about",
    "sections",
    "told",
    "outcome",
    "verdict",
    "note",
)
_TABLES = {
    "meta": ("key", "value"), "sections": ("id", "title", "position", "parent"), "claims": ("id", "passage", "position"),
    "passages": ("id", "section", "number", "block", "style", "text", "heading", "asked"),
    "notes": ("passage", "position", "kind", "text"), "kinds": ("id", "missing"), "words": ("word",),
    "matcher": ("feature", "weights"),
}  # fmt: skip

Value = str | int | float | bytes | None


def doors(shop: Workshop) -> tuple[Door, ...]:
    """Every door of rows."""
    house = Household(shop.folder / "kept")
    house.home.mkdir(parents=True)
    house.__dict__["base"], house.__dict__["mind"] = shop.base, shop.mind
    log = house.sessions.begin("guided")
    log.append(Spoken(1, "answer", "yes", "So noted.", ()), {})
    kept = sqlite3.connect(house.home / FILE_NAME, timeout=1)
    kept.execute("PRAGMA synchronous = OFF")
    _ = shop.base
    whole = (shop.home / BASE_NAME).read_bytes()

    def session_rows(drawn: tuple[list[Value], list[list[Value]]]) -> Iterator[str]:
        session, turns = drawn
        with suppress(sqlite3.Error), kept:
            # What the layout itself refuses never comes to be read.
            kept.execute("DELETE FROM turns")
            kept.execute("UPDATE overviews SET session = ?", session[:1])
            kept.execute("UPDATE sessions SET id = ?, title = ?, started = ?, mode = ?, verdict = ?", session)
            for turn in turns:
                kept.execute(
                    "INSERT INTO turns (session, n, at, kind, said, reply, effects) VALUES (?,?,?,?,?,?,?)",
                    [session[0], *turn],
                )
        for glance in (
            *house.sessions.glances(),
            *house.sessions.glances("so"),
            *house.sessions.glances("ß"),
        ):
            yield summary_line(glance)
            yield printed(json.dumps(summary_json(glance), ensure_ascii=False))
        found = house.session(house.sessions.glances()[0].id or None)
        yield session_text(found)
        yield "\n".join(session_markdown(found))
        yield printed(json.dumps(session_json(found), ensure_ascii=False))
        for line in export_lines(found):
            yield printed(json.dumps(line, ensure_ascii=False))
        talk = house.resume(found)
        yield reply_text(talk.open(), 80)
        talk.view()
        yield reply_text(talk.say("answers"), 80)
        yield reply_text(talk.say("yes"), 80)

    def guide_rows(drawn: list[tuple[str, str, Value, int]]) -> Iterator[str]:
        with closing(sqlite3.connect(":memory:")) as guide:
            guide.deserialize(whole)
            for table, column, value, place in drawn:
                key = "rowid" if table not in {"words", "matcher"} else _TABLES[table][0]
                where = f"(SELECT {key} FROM {table} LIMIT 1 OFFSET {place} % (SELECT max(count(*), 1) FROM {table}))"  # noqa: S608
                with suppress(sqlite3.Error):
                    change = f"UPDATE OR REPLACE {table} SET {column} = ? WHERE {key} = {where}"  # noqa: S608
                    guide.execute(change, (value,))
            guide.commit()
            # A row that was changed by hand shows in the seal: nothing of it is read, the base is built anew.
            changed = shop.file("changed.db", guide.serialize())
        assert opened_base(changed, shop.base.identity) is None or changed.read_bytes() == whole
        yield ""

    return (
        Door("session rows", _session, session_rows, 1_000, 4),
        Door("guide rows", _guide, guide_rows, 1_000, 6, len),
    )


def _value(made: Mutator) -> Value:
    match made.random.randrange(8):
        case 0:
            return made.data(corpus.SETTINGS)
        case 1:
            return made.random.choice((None, 0, -1, 3, 2**62, -(2**63), 1.5, float("inf")))
        case 2:
            return json.dumps(made.value())[:100_000]
        case _:
            return _storable(made.text(corpus.said()))


def _storable(text: str) -> str:
    return text[:300_000].encode("utf-8", "replace").decode()


def _session(made: Mutator) -> tuple[list[Value], list[list[Value]]]:
    session: list[Value] = [
        "20260101-abcd",
        "Orders",
        "2026-01-01T00:00:00+00:00",
        "guided",
        '{"start": "sequential"}',
    ]
    turns: list[list[Value]] = [
        [n, "2026-01-01T00:00:00+00:00", "answer", "yes", "So noted.", _effects(made)]
        for n in range(1, made.random.randrange(2, 4))
    ]
    for _ in range(made.random.randrange(4)):
        row = made.random.choice([session, *turns])
        row[made.random.randrange(len(row))] = _value(made)
    return session, turns


def _effects(made: Mutator) -> str:
    effects = [
        {
            "do": made.random.choice(_DOES),
            **{made.random.choice(_PARTS): _part(made) for _ in range(made.random.randrange(5))},
        }
        for _ in range(made.random.randrange(4))
    ]
    return json.dumps(effects)[:200_000]


def _part(made: Mutator) -> object:
    known = (
        "steps",
        "trigger",
        "fixed_order",
        "yes",
        "4",
        "event",
        "verdict",
        "steps=9&x",
        "models",
        "process#1",
        "answered",
        "fast",
    )
    return made.random.choice(known) if made.random.random() < 0.7 else made.value()


def _guide(made: Mutator) -> list[tuple[str, str, Value, int]]:
    tables = made.random.choices(tuple(_TABLES), k=made.random.randrange(4, 9))
    return [
        (each, made.random.choice(_TABLES[each]), _value(made), made.random.randrange(10**6))
        for each in tables
    ]
