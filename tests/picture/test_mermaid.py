import re

import pytest
from hypothesis import given

from assistant.picture.mermaid import escaped, mermaid
from assistant.picture.model import Shape
from assistant.picture.shape import shape_of
from tests.picture.making import INTO_MERMAID, NAMES, SHAPES, SIX

LINE = re.compile(
    r"""
    flowchart\ (?:LR|TB)
  | stateDiagram-v2
  | \ +(?:
        direction\ (?:LR|TB)
      | subgraph\ (?:core|edge)\["[^"]+"\]
      | end
      | (?P<node>\w+)(?P<open>\[\(?|\(\[?|>|\{\{)"(?P<label>[^"]+)"[\])}]{1,2}
      | state\ "(?P<said>[^"]+)"\ as\ (?P<state>\w+)
      | \w+(?:\ &\ \w+)*\ -(?:-|\.-)>\ \w+
      | (?:\[\*\]|\w+)\ -->\ (?:\[\*\]|\w+)(?:\ :\ [^:;]+|\ :\ (?:[^:;\#]|\#\d+;)+)?
    )
    """,
    re.VERBOSE,
)
SAFE = re.compile(r"(?:[^\W_]|[ ,'-]|[^\x00-\x7f]|#\d+;)*")


def plain(text: str) -> str:
    return re.sub(r"#(\d+);", lambda code: chr(int(code[1])), text)


def test_a_flow_is_a_flowchart() -> None:
    assert (
        mermaid(shape_of("sequential", SIX[:2], ["declined"], "a call"))
        == """\
flowchart LR
    start(["a call"])
    s1["order placed"]
    s2>"payment verified"]
    done(["done"])
    f1{{"declined"}}
    start --> s1
    s1 --> s2
    s2 --> done
    s1 & s2 -.-> f1
"""
    )


def test_states_are_a_state_diagram() -> None:
    assert (
        mermaid(shape_of("state-machine", SIX[:2], (), "a call"))
        == """\
stateDiagram-v2
    direction LR
    state "order placed" as s1
    state "payment verified" as s2
    state "failed" as f1
    [*] --> s1 : a call
    s1 --> s2 : from outside
    s2 --> [*]
    s1 --> f1
    f1 --> [*]
"""
    )


def test_topics_stand_between_steps() -> None:
    text = mermaid(shape_of("event-driven", SIX[:2]))
    assert 't1[("topic 1#58; order placed")]' in text
    assert "s1 --> t1\n    t1 --> s2\n    s2 --> t2\n    t2 --> others" in text


def test_the_border_of_a_hybrid_is_drawn() -> None:
    assert (
        mermaid(shape_of("hybrid", SIX[:3]))
        == """\
flowchart LR
    subgraph core["the core, a state machine"]
        s1("order placed")
        s3("stock checked")
        f1{{"failed"}}
    end
    subgraph edge["the edge, events"]
        s2[("payment verified")]
    end
    s1 --> s3
    s2 --> s3
    s1 -.-> f1
"""
    )


@given(SHAPES)
def test_a_diagram_is_made_of_our_lines_alone(shape: Shape) -> None:
    text = mermaid(shape)
    found = {}
    for line in text.splitlines():
        match = LINE.fullmatch(line)
        assert match, line
        name, label = match["node"] or match["state"], match["label"] or match["said"]
        if name:
            assert SAFE.fullmatch(label), line
            found[name] = plain(label)
    dots = {"start", "end"} if shape.start == "state-machine" else set()
    assert found == {node.id: node.label for node in shape.nodes if node.kind not in dots}
    assert all(dot not in text for dot in ("`", "%%", "://"))
    assert text == mermaid(shape)


@given(NAMES)
def test_an_escaped_label_says_the_same(label: str) -> None:
    assert SAFE.fullmatch(escaped(label))
    assert plain(escaped(label)) == label


@pytest.mark.parametrize("label", INTO_MERMAID)
def test_nothing_that_mermaid_reads_is_left(label: str) -> None:
    assert not re.search(r"direction\s", escaped(label), re.IGNORECASE)
    assert not set(re.sub(r"#\d+;", "", escaped(label))) & set('"`%{}[]()<>|;:#&@/\\=~^$*_.°¶\n')
