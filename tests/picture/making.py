"""Steps and shapes to draw, friendly and hostile."""

from hypothesis import strategies as st

from assistant.picture.model import Shape
from assistant.picture.shape import shape_of
from assistant.picture.steps import Step
from tests.records.hostile import HOSTILE

STARTS = ("sequential", "event-driven", "state-machine", "hybrid")
SIX = (
    Step("order placed"),
    Step("payment verified", outside=True),
    Step("stock checked"),
    Step("items packed"),
    Step("carrier scan", outside=True),
    Step("delivered"),
)
INTO_MERMAID = (
    'x"] --> y["z',
    "%%{init: {'theme': 'dark'}}%%",
    "%% a comment",
    "end",
    "subgraph q",
    "click s1 href 'https://example.org'",
    "style s1 fill:#f00;",
    "style:#x;",
    "classDef a:#b;c",
    "s1 --> [*] : x",
    "direction TB",
    "in the DIRECTION LR of x",
    "<script>alert(1)</script>",
    "a;b;;c",
    "#quot; #35; &amp; ﬂ°°34¶ß",
    "`code` ```",
    "{{x}} ((y)) [[z]] >w] [/v/]",
    "note right of s1: forged",
    "---",
    'state "a" as b {',
    "@{ shape: circle }",
    "fa:fa-car $$x^2$$",
    "C:\\path\\n",
    "1. first",
    "ไทย हिन्दी עברית العربية",
    "👩‍💻 🏳️‍🌈 ❤️",
)
EVIL = (*INTO_MERMAID, *HOSTILE)
LETTERS = st.text(st.sampled_from("abc XYZ,;>-()!.[]{}|#%\"'`<&:日本é👩\u200d❤️\u0301\x1b[31m\n"), max_size=60)
KEYWORDS = """
    direction Direction TB LR BT end End subgraph state style default click href call class classDef linkStyle
    note left of right as fork choice concurrency hide empty description accTitle accDescr graph flowchart
    stateDiagram-v2 interpolate _self _blank o x o-- x-- v -- --- ::: [*] <<fork>> %% : #
"""
WORDS = st.lists(st.sampled_from(sorted(set(KEYWORDS.split()))), max_size=6).map(" ".join)
"""What Mermaid has as words and signs of its own."""
NAMES = st.one_of(st.sampled_from(EVIL), WORDS, LETTERS, st.text(max_size=30))
STEPS = st.lists(st.builds(Step, NAMES, st.booleans()), max_size=30).map(tuple)
SHAPES: st.SearchStrategy[Shape] = st.builds(
    shape_of, st.sampled_from(STARTS), STEPS, st.lists(NAMES, max_size=7), NAMES | st.just("")
)
