import pytest

from assistant.records.frontmatter import split_record
from assistant.records.model import RecordError


@pytest.mark.parametrize(
    ("text", "front", "body"),
    [
        ("# No front matter\n", {}, "# No front matter\n"),
        ("---\n---\n# Empty\n", {}, "\n# Empty\n"),
        ("---\na: 1\n---\nbody", {"a": 1}, "\nbody"),
        ("---\na: |\n  ---\n  x\n---\n", {"a": "---\nx\n"}, "\n"),
        ("---\nnever closed\n", {}, "---\nnever closed\n"),
        ("text\n---\na: 1\n---\n", {}, "text\n---\na: 1\n---\n"),
    ],
)
def test_a_record_is_parted(text: str, front: dict[str, object], body: str) -> None:
    assert split_record(text) == (front, body)


@pytest.mark.parametrize(
    "front",
    ["a: [", "- a list", "date: 2026-13-45", "[" * 5000, "!!python/object/apply:os.system ['true']", "\x00"],
)
def test_a_broken_front_matter_is_refused_in_a_sentence(front: str) -> None:
    with pytest.raises(RecordError, match=r"^The front matter .*\.$"):
        split_record(f"---\n{front}\n---\n")
