import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.picture.svg import svg
from assistant.records.guide_facts import GuideFacts
from assistant.records.model import RecordError
from assistant.records.pages.html import POLICY, page_html
from assistant.records.pages.style import STYLE
from assistant.records.pages.workflow import from_record
from assistant.records.picturing import told_shape
from assistant.records.reading import read_record
from rules.reading import shipped_book
from tests.records.hostile import HOSTILE
from tests.records.paged import STEPS, paged, sound, whole
from tests.records.scripted import ORDERS, drafted
from tests.records.shelved import ours

OTHER = """---
status: "superseded by [ADR-0007](0007-x.md)"
date: 2026-11-22
deciders: Ada, Grace
---

# Use `PostgreSQL` & nothing else

<!-- an optional
comment -->

## Drivers

1. cheap
2. [known](https://example.org/a?b=c&d=e "told")

| a | b |
|---|:--|
| 1 | **2** |

#### Deep

- [x] done
- [ ] not *yet*
"""
BODY = """<body>
<main>
<header>
<h1>Use PostgreSQL &amp; nothing else</h1>
<dl>
<dt>Status</dt><dd>superseded by [ADR-0007](0007-x.md)</dd>
<dt>Date</dt><dd>2026-11-22</dd>
<dt>Decision-makers</dt><dd>Ada, Grace</dd>
</dl>
</header>
<h2>Drivers</h2>
<ol>
<li>cheap</li>
<li><a href="https://example.org/a?b=c&amp;d=e" rel="noopener noreferrer">known</a></li>
</ol>
<div class="wide" role="region" aria-label="Table" tabindex="0"><table>
<thead>
<tr>
<th scope="col">a</th>
<th scope="col">b</th>
</tr>
</thead>
<tbody>
<tr>
<td>1</td>
<td><strong>2</strong></td>
</tr>
</tbody>
</table>
</div><h3>Deep</h3>
<ul>
<li>☑ done</li>
<li>☐ not <em>yet</em></li>
</ul>
</main>
</body>
</html>
"""


@pytest.fixture(scope="module")
def record(guide: GuideFacts) -> tuple[str, bytes]:
    return whole(drafted(guide, ORDERS, title="Orders", notes=("In spring.",), effects=(STEPS,)))


def test_a_record_of_another_tool_is_a_page() -> None:
    html = page_html(OTHER, None)
    assert html[html.index("<body>") :] == BODY
    assert paged(OTHER).headings == ["h1", "h2", "h3"]


def test_a_record_of_ours_begins_with_what_it_decided(record: tuple[str, bytes]) -> None:
    html = page_html(*record)
    page = sound(html)
    top = html[html.index("<dl>") : html.index("</dl>")]
    assert re.findall("<dt>(.*)</dt><dd>(.*)</dd>", top) == [
        ("Record", "ADR-0004"),
        ("Status", "proposed"),
        ("Date", "2026-11-22"),
        ("Decision-makers", "not named"),
        ("To be reviewed by", "2027-05-22"),
    ]
    assert (page.tags.count("details"), page.tags.count("svg")) == (1, 1)
    assert "whichflow:begin" not in html
    assert "<summary>Transcript, 12 turns</summary>\n<pre><code>Turn 1," in html
    assert "☐ Watch how far" in page.words


def test_it_loads_nothing_and_runs_nothing(record: tuple[str, bytes]) -> None:
    html = page_html(*record)
    assert POLICY.startswith("default-src 'none';")
    assert html.index("Content-Security-Policy") < html.index("<style>")
    assert not re.search(r"<(?:script|link|iframe|img|base|object|form)|url\(|@import", html)
    assert "</" not in STYLE


def test_the_diagram_is_drawn_from_the_records_own_steps(record: tuple[str, bytes]) -> None:
    text, transcript = record
    kept = read_record(text)
    told = from_record(kept, transcript)
    shape = told_shape("hybrid", told.told(shipped_book()), told.flow)
    assert svg(shape, "Hybrid: Orders") in page_html(text, transcript)
    assert "payment verified" in svg(shape, "")


@pytest.mark.parametrize(
    "change",
    [
        lambda text, _transcript: (text, None),
        lambda text, transcript: (text, transcript.replace(b"reserve", b"deserve")),
        lambda text, transcript: (text.replace('s4("ship")', 's4("sink")'), transcript),
        lambda text, transcript: (text.replace("    start: hybrid", "    start: monolith"), transcript),
        lambda text, transcript: (text.replace("  id: ADR-0004", "  id: 4"), transcript),
    ],
)
def test_a_diagram_that_its_steps_do_not_give_stays_source(record: tuple[str, bytes], change: object) -> None:
    assert callable(change)
    page = paged(*change(*record))
    assert "svg" not in page.tags
    assert "flowchart LR" in page.words
    assert "Mermaid's source" in page.words


def test_steps_that_were_never_named_need_no_transcript(guide: GuideFacts) -> None:
    text, _transcript = whole(drafted(guide, ORDERS))
    assert "svg" in paged(text).tags


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("[a](https://example.org)", "https://example.org"),
        ("[a](HTTP://example.org)", "HTTP://example.org"),
        ("<mailto:ada@example.org>", "mailto:ada@example.org"),
        ("[a](0007-x.md#b)", "0007-x.md#b"),
        ("[a](/b)", "/b"),
        ("[a][b]\n\n[b]: ./c 'told'", "./c"),
        ("![a](https://example.org/x.png)", "https://example.org/x.png"),
        ("[a](javascript:alert(1))", None),
        ("[a](JavaScript&colon;alert(1))", None),
        ("[a](&#1;javascript:alert(1))", "&#1;javascript:alert(1)"),
        ("[a](java&Tab;script:alert(1))", "java%09script:alert(1)"),
        ("[a](data:text/html,b)", None),
        ("![a](data:image/svg+xml;base64,b)", None),
        ("<vbscript:b>", None),
        ("[a](file:///etc/passwd)", None),
        ("[a](//example.org)", None),
        ("[a](\\\\\\\\example.org)", "%5C%5Cexample.org"),
        ("https://example.org", None),
    ],
)
def test_links_lead_to_the_web_to_people_or_beside_the_page(link: str, address: str | None) -> None:
    assert paged(f"# T\n\n{link}\n").links == ([] if address is None else [address])


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hand_edits_stay_text(hostile: str) -> None:
    for before in ("", "a ", "- ", "> ", "## ", "| a |\n|---|\n| ", "<details>\n"):
        page = paged(f"# T\n\n{before}{hostile}\n\nthe end\n")
        assert "the end" in page.words
        assert "details" not in page.tags


def test_what_is_hostile_can_be_read() -> None:
    page = paged("# T\n\n<script>alert(1)</script>\n\na <b onclick=x>c</b> <!-- d\n")
    assert "<script>alert(1)</script>" in page.words
    assert "a <b onclick=x>c</b> <!-- d" in page.words


@pytest.mark.parametrize("hostile", HOSTILE)
def test_front_matter_stays_text(hostile: str) -> None:
    quoted = "'" + " ".join(hostile.encode("utf-8", "ignore").decode().split()).replace("'", "''") + "'"
    quoted = "".join(character for character in quoted if character.isprintable())
    paged(ours(4, name=quoted, status=quoted))
    page = paged(f"---\nstatus: {quoted}\nconsulted: [{quoted}]\n---\n# {hostile}\n")
    assert page.tags.count("svg") == 0


def test_hostile_sessions_stay_text(guide: GuideFacts) -> None:
    answers = {fact: (value, HOSTILE[place]) for place, (fact, (value, _)) in enumerate(ORDERS.items())}
    flow = ", ".join(HOSTILE[:40])
    for title in ("</title><script>alert(1)</script>", '" onload="alert(1)', "<!-- a comment"):
        notes = [*HOSTILE, "</details>", "<!-- whichflow:end transcript -->"]
        draft = drafted(guide, answers, title=title, notes=notes, effects=({"do": "flow", "text": flow},))
        page = paged(*whole(draft))
        assert (page.tags.count("details"), page.tags.count("svg")) == (1, 1)
        assert page.words.count(title) >= 3


@pytest.mark.parametrize(
    "edit",
    [
        "<details>\n<summary>Transcript, 3 turns</summary>\n\nx\n\n</details>",
        "<!-- whichflow:begin transcript -->\n<details>\n<summary><b>x</b></summary>\n\nx\n\n</details>",
        "<!-- whichflow:begin transcript -->\n<details>\n<summary>Transcript, 3 turns</summary>\n\nx",
        "<!-- whichflow:begin transcript -->\n<!-- whichflow:end transcript -->\n<details>",
    ],
)
def test_only_the_transcript_is_folded(edit: str) -> None:
    page = paged(f"# T\n\n{edit}\n\nthe end\n")
    assert "details" not in page.tags
    assert "<details>" in page.words
    assert "the end" in page.words


def test_comments_are_not_shown_and_hide_nothing() -> None:
    ended = "a\n<!-- b -->\nc\n\n<!-- d\n\ne -->"
    text = f"# T\n\n{ended}\n\n<!-- f --> g\n\n<!-- h --> i <!-- j -->\n\n<!-- k\n\nl\n"
    words = paged(text).words
    assert re.findall(r"\b[a-l]\b", words) == list("acfghijkl")


def test_what_is_hidden_in_text_is_left_out() -> None:
    page = paged("# T\u202e\n\n\x1b[31mred\x00 \u2066x\u2069 \ud800 👩‍💻\n")
    assert "[31mred x  👩‍💻" in page.words


def test_line_breaks_of_another_system_change_nothing(record: tuple[str, bytes]) -> None:
    text, transcript = record
    html = page_html(text, transcript)
    assert page_html("\ufeff" + text.replace("\n", "\r\n"), transcript) == html


def test_front_matter_that_cannot_be_read_is_a_sentence() -> None:
    with pytest.raises(RecordError, match="not YAML"):
        page_html("---\na: [\n---\n# T\n", None)
    assert paged("").words.split() == ["Decision", "record", "Decision", "record"]


def test_colours_can_be_told_apart() -> None:
    for block in re.findall(r":root \{(.*?)\}", STYLE, re.DOTALL):
        colours = dict(re.findall(r"--([a-z]+): (#[0-9a-f]+)", block))
        for ink in ("ink", "quiet", "link"):
            for paper in ("paper", "soft"):
                assert _contrast(colours[ink], colours[paper]) >= 4.5, (ink, paper, block)


def _contrast(one: str, other: str) -> float:
    lighter, darker = sorted(map(_luminance, (one, other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


PIECES = st.sampled_from(
    [
        "<", ">", "<!--", "-->", "<details>", "</details>", "<summary>Transcript, 1 turn</summary>", "\n",
        "\n\n", "```", "```mermaid\n", "- ", "> ", "# ", "###### ", "[a](", "javascript:", ")", "&lt;", '"',
        "' onx=", "|", "|---|\n", "    ", "a", "<!-- whichflow:begin transcript -->\n", "<svg/onload=x>",
        "![", "]", "\\", "\t",
    ]
)  # fmt: skip


@given(st.lists(st.one_of(PIECES, st.text(max_size=5)), max_size=25).map("".join))
def test_no_text_makes_a_page_unsound(text: str) -> None:
    paged(f"# T\n{text}\n")
