"""Puts the parts together for one home folder: guide base, sessions, recorder, conversation."""

from __future__ import annotations

import os
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from assistant import clock
from assistant.errors import Trouble

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.answering.desk import GuideDesk
    from assistant.conversation import Conversation
    from assistant.mind import Mind
    from assistant.records.checking import Checked
    from assistant.records.listing import Watch
    from assistant.records.pages.page import Page
    from assistant.records.shelf import Changed, Shelf
    from assistant.sessions import Sessions
    from assistant.turns import Session
    from knowledge.base import GuideBase

HOME_VARIABLE = "WHICHFLOW_HOME"
RECORDS = Path("docs/decisions")
"""Where decision records go unless --dir says otherwise, seen from the working folder."""


def home_folder(given: str | None) -> Path:
    """The folder for sessions and the guide's base: --home, WHICHFLOW_HOME, or the user's data folder."""
    chosen = given or os.environ.get(HOME_VARIABLE)
    if chosen:
        return Path(chosen).expanduser()
    from platformdirs import user_data_dir  # noqa: PLC0415  (a folder that was named needs none of it)

    return Path(user_data_dir("whichflow", appauthor=False))


class Household:
    """Everything over one home folder; parts are made on the first need."""

    def __init__(self, home: Path, records: Path = RECORDS) -> None:
        self.home = home
        self.records = records

    @cached_property
    def base(self) -> GuideBase:
        """The guide.

        Raises:
            Trouble: the guide's own files are damaged.
        """
        from knowledge.base import open_base  # noqa: PLC0415  (readers load only what they need)
        from knowledge.files import ContentError  # noqa: PLC0415

        try:
            return open_base(self.home)
        except ContentError as error:
            raise Trouble(str(error)) from None

    @cached_property
    def mind(self) -> Mind:
        """What reasons."""
        from assistant.mind import mind_at  # noqa: PLC0415

        return mind_at(self.home)

    @cached_property
    def desk(self) -> GuideDesk:
        """The guide as the conversation meets it."""
        from assistant.answering.desk import GuideDesk  # noqa: PLC0415

        return GuideDesk(self.base)

    @cached_property
    def sessions(self) -> Sessions:
        """The sessions of this home."""
        from assistant.sessions import Sessions  # noqa: PLC0415

        return Sessions(self.home)

    @cached_property
    def shelf(self) -> Shelf:
        """The decision records."""
        from assistant.records.shelf import Shelf  # noqa: PLC0415

        return Shelf(self.records, clock.today)

    def session(self, session_id: str | None) -> Session:
        """The session of that id, or the last one.

        Raises:
            Trouble: there is none.
        """
        if session_id is not None:
            return self.sessions.load(session_id)
        found = self.sessions.latest()
        if found is None:
            raise Trouble("There is no session yet; whichflow interview begins one.")
        return found

    def interview(self, session_id: str | None) -> Session:
        """As `session`, but the last one that held an interview."""
        found = (
            self.sessions.latest(interviews=True) if session_id is None else self.sessions.load(session_id)
        )
        if found is None:
            raise Trouble("There is no interview yet; whichflow interview begins one.")
        return found

    def talk(self, mode: str, answers: Path | None, resume: str | None, *, go_on: bool) -> Conversation:
        """The conversation that the command line asks for: new, from an answer file, or gone on with.

        Raises:
            Trouble: there is nothing to go on with, or the answer file cannot be read.
        """
        if resume is not None:
            return self.resume(self.sessions.load(resume))
        if go_on:
            return self.resume(self.interview(None))
        if answers is None:
            return self.begin(mode)
        from assistant.answer_files import read_answer_file  # noqa: PLC0415

        given = read_answer_file(answers, self.mind.book)
        conversation = self.begin(mode)
        conversation.given = given
        return conversation

    def begin(self, mode: str) -> Conversation:
        """A conversation in a new session."""
        # A damaged guide or engine must show before a session is begun that could not be held.
        _ = self.desk, self.mind
        return self._conversation(self.sessions.begin(mode).id, mode, None)

    def resume(self, session: Session) -> Conversation:
        """A conversation that goes on where `session` stands."""
        return self._conversation(session.id, session.mode, session)

    def save_record(self, session_id: str, title: str = "") -> Path:
        """Write the decision record of a session and return its path.

        Raises:
            Trouble: the session has no verdict, or the record cannot be written.
        """
        from assistant.recording import write_record  # noqa: PLC0415

        return write_record(self.sessions.load(session_id), self.records, self.mind, self.base, title)

    def check_records(self, refs: Sequence[str], watch: Watch = iter) -> list[Checked]:
        """Whether the records named still hold today, or all of the folder.

        It opens guide and rules for itself, so that a thread of its own may do it; `watch` sees every file.

        Raises:
            Trouble: there is no such record, or guide or rules cannot be used.
        """
        from assistant.records.checking import Checker  # noqa: PLC0415
        from rules.errors import RulesError  # noqa: PLC0415

        apart = Household(self.home, self.records)
        try:
            return Checker(self.records, apart.mind, apart.base, clock.today()).check(refs, watch)
        except RulesError as error:
            raise Trouble(str(error)) from None

    def record_page(self, ref: str, form: str) -> Page:
        """A record in another form; see `assistant.records.pages.page`.

        Raises:
            Trouble: there is no such record, or it cannot be told so.
        """
        from assistant.records.pages.page import page_of  # noqa: PLC0415

        return page_of(self.shelf.record(ref).path, form, lambda: self.mind)

    def write_page(self, ref: str, form: str, folder: Path = Path()) -> tuple[Path, Page]:
        """The same as a new file in `folder`, with its whole path."""
        from assistant.new_file import write_new  # noqa: PLC0415
        from assistant.records.pages.page import ENDINGS  # noqa: PLC0415

        # A name that began with the record's number would be a second record of it in their own folder.
        stem = f"record-{self.shelf.record(ref).path.stem}"
        page = self.record_page(ref, form)
        return write_new(folder, stem, ENDINGS[form], page.text, "The page"), page

    def renew_record(self, ref: str) -> Changed:
        """Write a record's generated parts anew, by the rules and the guide of today.

        Raises:
            Trouble: there is no such record, or it or its transcript is broken.
        """
        from assistant.recording import renewed  # noqa: PLC0415

        return self.shelf.rewrite(
            ref, lambda text, transcript: renewed(text, transcript, self.mind, self.base, clock.today())
        )

    def _conversation(self, session_id: str, mode: str, session: Session | None) -> Conversation:
        from assistant.conversation import Conversation  # noqa: PLC0415
        from assistant.session_recorder import SessionRecorder  # noqa: PLC0415

        return Conversation(
            self.mind,
            self.desk,
            self.sessions.log(session_id),
            SessionRecorder(self, session_id),
            mode=mode,
            past=session.turns if session else (),
        )
