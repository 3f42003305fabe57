"""A scripted conversation and its doors: what the screens are driven with, no core behind them."""

from __future__ import annotations

from dataclasses import dataclass, field

from assistant.errors import Trouble
from assistant.option import Option
from assistant.picture.shape import shape_of
from assistant.picture.steps import read_steps
from assistant.replies import (
    Block,
    Bullet,
    Bullets,
    Citation,
    GuideText,
    Notice,
    Paragraph,
    Question,
    Reply,
    VerdictBlock,
)
from assistant.tui.doors import Talk
from assistant.turns import Turn
from assistant.view import AnswerLine, Standing, View, Warned
from tests.tui.fake_kept import FakeKept

FULL = "The session file cannot be written: the disk is full."
UNSURE = Option("3", "Not sure")
TRIGGER = Question(1, "What starts a run?", "A clear start keeps unrelated work out.", (), free=True)
FAILS = Question(
    2,
    "In which ways can a run fail? Several may apply.",
    "Ways to fail that are named now become states, retries and alarms.",
    (
        Option("1", "It times out", "an answer comes late or never"),
        Option("2", "Bad input", "data is missing or wrong"),
        Option("3", "Half done", "a step took effect and a later one failed"),
    ),
    several=True,
    free=True,
)
STEPS = Question(
    3,
    "About how many steps does one run take?",
    "Under five steps is the guide's own mark for starting simple.",
    (
        Option("few", "Few", "under five"),
        Option("many", "Many", "five or more"),
        Option("unsure", "Not sure"),
    ),
    free=True,
)
WAITS = Question(
    4,
    "Must a run wait for things outside that come at no known time?",
    "One of the two needs that nothing outweighs.",
    (
        Option("1", "Yes", "a payment's answer, a carrier's scan, a customer's change"),
        Option("2", "No", "all that a step needs is there when it starts"),
        UNSURE,
    ),
)
TODAY = Question(
    19,
    "What runs today?",
    "What exists is weighed against what the work needs.",
    (Option("1", "One program, step by step"), Option("2", "Events over a broker"), UNSURE),
)
QUESTIONS = (TRIGGER, FAILS, STEPS, WAITS)
SHORT = ("starts", "fails", "steps", "waits outside")
CITATIONS = (
    Citation(1, "models/sequential", "Sequential workflows", "models/sequential#2"),
    Citation(2, "pitfalls/error-handling", "Errors that come too late", "pitfalls/error-handling#1"),
)
VERDICT = VerdictBlock(
    "Start with a hybrid",
    "settled, one voice against",
    Paragraph(
        "A state machine for the order, events for payment and shipping: forbidden moves and outside events "
        "are both needs.",
        (1, 2),
    ),
    (
        ("Against", (Bullet("four steps, nothing in parallel: sequential would do", (1,)),)),
        ("Watch", (Bullet("errors are dealt with too late", (2,)), Bullet("nobody can follow one run"))),
        ("Duties", (Bullet("name every way to fail before the first version runs", (2,)), Bullet("9 more"))),
        ("First", (Bullet("draw the border between core and edge", (1,)), Bullet("2 more"))),
        ("Turns on", (Bullet("answer 4 no: state machine"), Bullet("answer 3 few: sequential"))),
    ),
    shape_of("hybrid", read_steps("placed, paid (event), packed, shipped (event)")),
)
PITFALLS = (
    Warned("errors dealt with too late", "pitfalls/error-handling"),
    Warned("a sequence that slows each change down as it grows", "models/sequential"),
)
FLIPS = (
    "answer 3 many: hybrid",
    "answer 2 none: sequential",
    "answer 1 event: event-driven",
    "answer 4 no: x",
)
SECTIONS = [
    ("models/sequential", "Sequential workflows"),
    ("models/event-driven", "Event-driven workflows"),
    ("pitfalls/error-handling", "Errors that come too late"),
]


def section(name: str) -> GuideText:
    """A section with a passage of every kind."""
    title = dict(SECTIONS).get(name)
    if title is None:
        raise Trouble(f"The guide has no section {name}.")
    return GuideText(
        name,
        title,
        (
            (f"{name}#1", "prose", "Steps follow one another, each with what the one before it made."),
            (f"{name}#2", "item", "It fits where the order is known and rarely changes."),
            (f"{name}#3", "item", "It breaks where things come from outside at no known time."),
            (f"{name}#4", "tension", "Simple first, or right first."),
            (f"{name}#5", "verify", "The figures are a vendor's."),
        ),
    )


PAST = (
    Turn(1, "answer", "a customer's call", "You said: a customer's call."),
    Turn(2, "answer", "1", "You said: it times out."),
)


@dataclass
class FakeTalk:
    """Asks four questions in order, whatever is said; some words do something else."""

    asks: bool = True
    at: int = 0
    title: str = "Order fulfilment"
    heard: list[str] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    past: tuple[Turn, ...] = ()
    questions: tuple[Question, ...] = QUESTIONS
    full: bool = False
    """Whether nothing can be kept any more."""

    @property
    def question(self) -> Question | None:
        """The question that stands."""
        return self.questions[self.at] if self.asks and self.at < len(self.questions) else None

    @property
    def finished(self) -> bool:
        """Whether there is nothing left to ask."""
        return self.question is None

    def open(self) -> Reply:
        """A greeting."""
        return self._reply(Paragraph("Welcome. Tell me about one workflow."))

    def say(self, text: str) -> Reply:
        """A scripted reply."""
        self.heard.append(text)
        if self.full:
            raise Trouble(FULL)
        scripted: dict[str, Block] = {
            "why": Paragraph("Yes would rule out plain sequential; no would leave it in.", (1,)),
            "maybe": Paragraph("I cannot tell for sure. Your words are kept as a note; which is it?"),
            "sources": Paragraph("Nine places say so.", tuple(range(1, 10))),
            "read 1": section("models/sequential"),
            "long": Bullets(tuple(Bullet(f"Thing number {number}.") for number in range(60))),
        }
        if text == "quit":
            return Reply((Paragraph("Goodbye."),), ends=True)
        if text == "broken":
            raise Trouble(FULL)
        if text.startswith("change ") or text == "back":
            self.at = int(text.removeprefix("change ")) - 1 if text != "back" else max(0, self.at - 1)
            self.answers = self.answers[: self.at]
            return self._reply(Notice("That answer is taken back."))
        if text in scripted:
            return self._reply(scripted[text])
        if text.endswith("?") or not self.asks:
            return self._reply(Paragraph(f"The guide on {text}: start with the simplest.", (1, 2)))
        return self._answer(text)

    def view(self) -> View:
        """The state."""
        lines = tuple(
            AnswerLine(number, short, short, value, "")
            for number, (short, value) in enumerate(self._pairs(), 1)
        )
        chosen = "chosen" if self.finished else "leads"
        standing = (
            Standing("sequential", "out", (1, 2)),
            Standing("event-driven", "in"),
            Standing("state-machine", "in"),
            Standing("hybrid", chosen),  # type: ignore[arg-type]
        )
        stability = "settled" if self.finished else "provisional"
        about = len(self.questions) if self.asks else 0
        return View(
            self.title, len(lines), about, stability, lines, standing, self.question, ended=False,
            turning=() if self.finished else tuple(range(self.at + 1, len(self.questions) + 1)),
            flips=FLIPS[: 2 * len(lines)] if lines else (),
            pitfalls=PITFALLS[: len(lines)],
        )  # fmt: skip

    def _pairs(self) -> list[tuple[str, str]]:
        return list(zip(SHORT, self.answers, strict=False))

    def _answer(self, text: str) -> Reply:
        self.answers.append(text)
        self.at += 1
        if self.finished:
            return self._reply(VERDICT)
        return self._reply(Paragraph(f"You said: {text}."))

    def _reply(self, *blocks: Block) -> Reply:
        said = [str(block) for block in blocks]
        cites: tuple[Citation, ...] = CITATIONS if any("cites=(1" in text for text in said) else ()
        if any("Nine places" in text for text in said):
            cites = tuple(Citation(n, SECTIONS[n % 3][0], SECTIONS[n % 3][1]) for n in range(1, 10))
        asked = (self.question,) if self.question else ()
        return Reply((*blocks, *asked), cites)


@dataclass
class FakeDoors(FakeKept):
    """Opens scripted conversations and keeps them, to look at what was said."""

    edition: str = "guide of May 2026, 40 sections"
    line: str | None = "Order fulfilment, question 3 of about 4, yesterday 17:20"
    talks: list[FakeTalk] = field(default_factory=list)
    broken: bool = False

    @property
    def talk(self) -> FakeTalk:
        """The conversation that was opened last."""
        return self.talks[-1]

    def choose(self) -> Talk:
        """A new interview."""
        if self.broken:
            raise Trouble("The sessions cannot be read: the file is damaged.")
        return self._open(FakeTalk())

    def check(self) -> Talk:
        """An interview that begins with what runs today."""
        return self._open(FakeTalk(questions=(TODAY, *QUESTIONS)))

    def ask(self) -> Talk:
        """Only questions."""
        return self._open(FakeTalk(asks=False, title="Questions to the guide"))

    def last(self) -> str | None:
        """The last session's line."""
        if self.broken:
            raise Trouble("The sessions cannot be read: the file is damaged.")
        return self.line

    def go_on(self) -> Talk:
        """The interview, at its third question."""
        return self._open(FakeTalk(at=2, answers=["a customer's call", "it times out"], past=PAST))

    def sections(self) -> list[tuple[str, str]]:
        """Three sections."""
        return SECTIONS

    def read(self, name: str) -> GuideText:
        """One of them."""
        return section(name)

    def _open(self, talk: FakeTalk) -> Talk:
        self.talks.append(talk)
        return talk
