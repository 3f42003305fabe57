"""The conversation without a screen: a line in, a reply out, each turn on disk before its reply.

Knows no SQL, no file, no clock and no face; what it needs of them comes in as ports.
"""

from __future__ import annotations

from assistant import commands, interviewing
from assistant.advice_json import verdict_json
from assistant.answer_files import AnswerSet
from assistant.answers import read_answer
from assistant.asking import contradiction_question, question_of
from assistant.exchange import Exchange
from assistant.intents import AskGuide, Command, Nothing, Said, understand
from assistant.mind import Mind
from assistant.own_part import own_part
from assistant.ports import Guide, Log, Recorder
from assistant.replies import Citation, Question, Reply
from assistant.state import State, fold
from assistant.text import MAX_LINE, clean, was_cut
from assistant.turns import Turn
from assistant.view import View
from assistant.viewing import view_of
from rules.model import Fact

_WORDS_OF_A_QUESTION = 3
"""After the verdict, shorter lines without a question mark are "yes", "thanks" and their like."""
THE_GUIDE = "What the guide says:"
"""Said only where the user's own answers have their say behind it."""
ASK_ONLY = "ask"
"""The mode of a conversation that holds no interview until it is told to."""


class Conversation:
    """One session's talk. Not to be used from two threads at once."""

    def __init__(
        self,
        mind: Mind,
        guide: Guide,
        log: Log,
        recorder: Recorder,
        *,
        mode: str,
        past: tuple[Turn, ...] = (),
    ) -> None:
        """`past` are the turns of earlier sittings; without any the talk begins."""
        self.mind, self.guide, self.recorder = mind, guide, recorder
        self._log = log
        self.mode = mode
        self.past = past
        self.state = fold(past)
        self.given: AnswerSet | None = None
        self.cited: tuple[Citation, ...] = ()
        self.ended = False

    @property
    def finished(self) -> bool:
        """Whether the interview has come to its verdict, or none was begun."""
        return "verdict" in self.state.pending or not self.state.pending

    def open(self) -> Reply:
        """The first words of a sitting, with the question that stands."""
        exchange = Exchange(self.state, self.guide.title)
        exchange.kind = "opening"
        if self.past:
            commands.welcome_back(self, exchange)
        elif self.mode == ASK_ONLY:
            exchange.words.say("Ask the guide anything; say start to be interviewed, quit to leave.")
        else:
            interviewing.begin(self, exchange, self.given)
        return self._close("", exchange)

    def say(self, text: str) -> Reply:
        """Take one line and answer it; whatever it is, there is a reply.

        Raises:
            Trouble: the turn could not be kept, or what was asked for failed; nothing of it has happened.
        """
        line = clean(text)
        exchange = Exchange(self.state, self.guide.title)
        if not line:
            self._ask_again(exchange)
            return exchange.words.reply()
        self._take(line, exchange)
        if was_cut(text):
            exchange.words.notice(f"That was long: the first {MAX_LINE:,} characters were kept.")
        return self._close(line, exchange)

    def view(self) -> View:
        """What a face may show beside the talk."""
        return view_of(
            self.state, self.mind, self.question(self.state), self.state.mode or self.mode, ended=self.ended
        )

    def question(self, state: State) -> Question | None:
        """The question that the next line answers in `state`, if one is open."""
        book = self.mind.book
        fact = self.pending_fact(state)
        if fact is not None:
            return question_of(fact)
        rule = book.rules_by_id.get(state.pending.get("rule", ""))
        return contradiction_question(rule, book) if rule else None

    def pending_fact(self, state: State) -> Fact | None:
        """The fact that is being asked for in `state`, if one is."""
        return self.mind.book.facts_by_id.get(state.pending.get("fact", ""))

    def _take(self, line: str, exchange: Exchange) -> None:
        fact = self.pending_fact(exchange.state)
        free = fact is not None and fact.kind == "text"
        own_words = fact is not None and (fact.kind == "several" or "other" in fact.values)
        if commands.suppose(self, line, exchange):
            return
        match understand(line, free=free, own_words=own_words):
            case AskGuide(question):
                self._answer_from_guide(question, exchange)
            case Command("why" | "more" as name, rest) if self._means_the_guide(
                name, rest, line, exchange.state
            ):
                self._answer_from_guide(line, exchange)
            case Command("change", rest) if (own_words or (free and rest)) and not commands.names_question(
                self, rest
            ):
                # "change in another system" tells what starts a run, and so does "change" alone.
                interviewing.take(self, fact, line, exchange)
            case Command() as command:
                commands.run(self, command, exchange)
            case Said(text) if self._goes_on(text, fact, exchange.state, told=free or own_words):
                self._answer_from_guide(text, exchange)
            case Said(text):
                if not interviewing.take(self, fact, text, exchange):
                    self._unasked(text, exchange)
            case Nothing():
                pass

    def _unasked(self, text: str, exchange: Exchange) -> None:
        """No question is open: more than a word or two can only be meant for the guide."""
        if exchange.state.pending and len(text.split()) < _WORDS_OF_A_QUESTION:
            exchange.words.notice("The advice stands. Say help for what you can say now, or ask the guide.")
        else:
            self._answer_from_guide(text, exchange)

    def _means_the_guide(self, name: str, rest: str, line: str, state: State) -> bool:
        """Whether "why" or "more" is about what the guide has just said.

        As commands, they are about the question that stands, and about a verdict.
        """
        subject = state.subject
        if subject is None or rest.lstrip("#")[:1].isdecimal() or self.guide.tie(line, subject) == "none":
            return False
        if name == "more":
            return self.mind.verdict(state.values).start is None
        # No question of the interview has rules to tell of, so that "why rules" can only mean the guide's.
        return bool(rest) or subject.turn == state.turn or not state.pending

    def _goes_on(self, text: str, fact: Fact | None, state: State, *, told: bool) -> bool:
        """Whether a line without a question mark goes on with a question to the guide, and is no answer.

        `told` says that the question that stands, for `fact`, may be answered in one's own words.
        """
        subject = state.subject
        if subject is None:
            return False
        tie = self.guide.tie(text, subject)
        if told or "rule" in state.pending:
            return tie == "sure"
        return tie != "none" and (fact is None or read_answer(fact, text).value is None)

    def _answer_from_guide(self, question: str, exchange: Exchange) -> None:
        exchange.kind = "question"
        told = self.guide.ask(question, exchange.state.subject)
        if told.own is not None:
            exchange.words.heading(THE_GUIDE)
        exchange.words.include(told)
        if told.own is not None:
            own_part(told.own, self.mind, exchange.state, exchange.words)
        if exchange.hint:
            exchange.words.notice(exchange.hint)
        if told.subject is not None:
            exchange.do(**told.subject.effect())
        elif exchange.state.pending.get("fact") in self.mind.book.facts_by_id:
            exchange.words.notice("Say why again to hear why the question below is asked.")

    def _ask_again(self, exchange: Exchange) -> None:
        question = self.question(exchange.state)
        if question is not None:
            exchange.words.add(question)

    def _close(self, said: str, exchange: Exchange) -> Reply:
        """Put the turn on disk, then make it so, then hand out the reply."""
        if not exchange.ends:
            self._ask_again(exchange)
        verdict = self.mind.verdict(exchange.state.values)
        self._log.append(exchange.spoken(said), verdict_json(verdict, self.mind.book, exchange.state.title))
        exchange.state.turn = exchange.n
        self.state = exchange.state
        self.ended = exchange.ends
        reply = exchange.words.reply(ends=exchange.ends)
        if reply.citations:
            self.cited = reply.citations
        return reply
