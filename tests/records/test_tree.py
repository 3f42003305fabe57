import time

import pytest

from assistant.records.model import RecordError
from assistant.records.tree import front_of


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("---\na: yes\nb: 2026-11-22\n---\n", {"a": "yes", "b": "2026-11-22"}),
        ("---\nc:\nd: ~\ne: 'null'\n---\n", {"c": None, "d": None, "e": "null"}),
        ("\ufeff---\r\na: [1, {b: x}]\r\n---\r\n# T\r\n", {"a": ["1", {"b": "x"}]}),
        ("---\n# nothing\n---\n", {}),
        ("---\na: !!python/object/apply:os.system ['true']\n---\n", {"a": ["true"]}),
        ("---\na: !!timestamp x\n---\n", {"a": "x"}),
    ],
)  # fmt: skip
def test_values_stay_text(text: str, values: dict[str, object]) -> None:
    front = front_of(text)
    assert front is not None
    assert front.values == values


@pytest.mark.parametrize("text", ["", "# No front matter\n", "---\nnever closed\n", "x\n---\na: 1\n---\n"])
def test_no_front_matter_is_none(text: str) -> None:
    assert front_of(text) is None


@pytest.mark.parametrize(
    ("front", "said"),
    [
        ("a: [", "not YAML that can be read, line 3"),
        ("- a list", "holds no keys"),
        ("\x00", "not YAML"),
        ("a: 1\nb: 2\na: 3", r"has the key a twice \(line 4\)"),
        ("a: &x [*x]", r"refers to another value .* \(line 2\)"),
        ("? [a]\n: b", "a key that is no text"),
        ("a: 1\n...\n%YAML 1.1\n--- \nb: 2", "ends in the middle|not YAML"),
        *((mark * 200_000, "nested too deep|no text") for mark in ("[", "- ", "? ", "{a: ")),
    ],
)
def test_a_broken_front_matter_is_one_sentence(front: str, said: str) -> None:
    began = time.monotonic()
    with pytest.raises(RecordError, match=said):
        front_of(f"---\n{front}\n---\n")
    assert time.monotonic() - began < 5


def test_a_value_is_where_it_says() -> None:
    text = "---\nstatus: 'é' # x\nwhichflow:\n  l:\n  - a\n  - b # c\n---\n"
    front = front_of(text)
    assert front is not None
    for path, stands, line in ((("status",), "'é'", 2), (("whichflow", "l", 1), "b", 6)):
        span = front.span(*path)
        assert (text[span.start : span.end], span.line) == (stands, line)
