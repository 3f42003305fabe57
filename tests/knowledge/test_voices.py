"""How people ask: what ships is all there and in order; what is malformed is refused where it stands."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.content import load_sections
from knowledge.files import ContentError
from knowledge.model import Passage, Section
from knowledge.voices import (
    HELD_BACK,
    MAX_QUESTION,
    PHRASINGS,
    VOICES,
    Covered,
    Phrasings,
    Uncovered,
    folded,
    read_phrasings,
)


def section(name: str, *claims: int) -> Section:
    passages = [
        Passage(f"{name}#{n}", name, place, 1, "prose", "It is so.", (f"{name}#{n}",), ())
        for place, n in enumerate(claims, 1)
    ]
    return Section(name, name.title(), 1, None, tuple(passages))


GUIDE = (section("start", 1), section("travel", 1, 2), section("travel/boat", 1, 12))
TRAVEL = "covered/travel.txt"
BOAT = "covered/travel/boat.txt"
PRICE = "uncovered/price.txt"
SMALL: dict[str, str | bytes] = {
    TRAVEL: "# travel\n## 1, 2\nplain | How do I get there?\nterse | way there?\n## all\n\ncto | Travel?\n",
    BOAT: "# travel/boat\n## 12 also: travel, start, travel/boat\njunior | do boats | sink\n",
    PRICE: "# price | what it costs\n## near: travel | missing: the fare\nsre | fare?\n"
    "## near: none | missing: any price\nplain | How much is bread?\n",
}


def write(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def read(folder: Path) -> Phrasings:
    return read_phrasings(folder, GUIDE)


@pytest.fixture(scope="module")
def shipped() -> dict[Path, Phrasings]:
    """The phrasings to train on and those held back, by their folders."""
    sections = load_sections()
    return {folder: read_phrasings(folder, sections) for folder in (PHRASINGS, HELD_BACK)}


def texts(phrasings: Phrasings) -> list[str]:
    return [*(each.text for each in phrasings.covered), *(each.text for each in phrasings.uncovered)]


def test_there_are_many_ways_of_asking_for_every_section(shipped: dict[Path, Phrasings]) -> None:
    covered = shipped[PHRASINGS].covered
    asked = Counter(each.section for each in covered)
    assert set(asked) == {section.id for section in load_sections()}
    assert len(asked) == 40
    assert min(asked.values()) >= 100, asked.most_common()[-3:]
    assert len(covered) >= 5_000
    assert {each.voice for each in covered} == VOICES


def test_there_are_many_questions_that_the_guide_does_not_answer(shipped: dict[Path, Phrasings]) -> None:
    uncovered = shipped[PHRASINGS].uncovered
    assert len(uncovered) >= 2_000
    assert sum(each.voice in {"issue", "forum", "ticket"} for each in uncovered) >= 1_000
    assert {each.voice for each in uncovered} == VOICES
    assert {each.kind for each in uncovered} == set(shipped[PHRASINGS].kinds)


def test_every_passage_is_asked_for(shipped: dict[Path, Phrasings]) -> None:
    asked = {claim for each in shipped[PHRASINGS].covered for claim in each.claims}
    silent = [
        passage.id
        for section in load_sections()
        for passage in section.passages
        if not asked & set(passage.claims)
    ]
    assert silent == []


def test_what_is_held_back_asks_for_the_same_things_in_other_words(shipped: dict[Path, Phrasings]) -> None:
    trained_on, held_back = shipped[PHRASINGS], shipped[HELD_BACK]
    assert {each.section for each in held_back.covered} == {each.section for each in trained_on.covered}
    assert set(held_back.kinds) <= set(trained_on.kinds)
    known = {folded(text) for text in texts(trained_on)}
    both = sorted(text for text in texts(held_back) if folded(text) in known)
    assert both == [], f"{len(both)} held-back questions are trained on too; say them otherwise"


def test_a_small_set_is_read_as_it_is_written(tmp_path: Path) -> None:
    assert read(write(tmp_path, dict(SMALL))) == Phrasings(
        covered=(
            Covered("How do I get there?", "plain", "travel", ("travel#1", "travel#2"), ()),
            Covered("way there?", "terse", "travel", ("travel#1", "travel#2"), ()),
            Covered("Travel?", "cto", "travel", (), ()),
            Covered("do boats | sink", "junior", "travel/boat", ("travel/boat#12",), ("travel", "start")),
        ),
        uncovered=(
            Uncovered("fare?", "sre", "price", "travel", "the fare"),
            Uncovered("How much is bread?", "plain", "price", None, "any price"),
        ),
        kinds={"price": "what it costs"},
    )


@dataclass(frozen=True)
class Broken:
    """What a file of the small set is replaced by, and where and how that must be refused.

    `at` is the file that is refused where it is another one.
    """

    name: str
    file: str
    text: str | bytes
    line: int
    says: str
    at: str = ""


def covered(name: str, lines: str | bytes, line: int, says: str, at: str = "") -> Broken:
    head = "# travel\n"
    text = head.encode() + lines if isinstance(lines, bytes) else head + lines
    return Broken(name, TRAVEL, text, line, says, at)


def uncovered(name: str, lines: str, line: int, says: str) -> Broken:
    return Broken(f"uncovered, {name}", PRICE, f"# price | what it costs\n{lines}", line, says)


NO_HEADING = "write ## and the passages' numbers, or ## all"
NO_NEAR = "write ## near: <section or none> | missing: <what>"
TABLE = [
    Broken("empty", TRAVEL, "", 1, "begin it with #"),
    Broken("only blanks", TRAVEL, " \n\n\t\n", 1, "begin it with #"),
    Broken("byte-order mark", TRAVEL, b"\xef\xbb\xbf# travel\n", 1, "U+FEFF; delete it"),
    Broken("UTF-16", TRAVEL, "# travel\n".encode("utf-16"), 0, "cannot be read as UTF-8"),
    Broken("of no section", "covered/train.txt", "# train\n", 1, "'train'; name the file after one"),
    Broken("of a folder", "covered/travel/start.txt", "# start\n", 1, "no section 'travel/start'"),
    Broken("hidden", "covered/.travel.txt", "# travel\n", 1, "no section '.travel'"),
    Broken("other section's", TRAVEL, "# start\n## 1\nplain | x\n", 1, "begin the file with: # travel"),
    Broken("no first line", TRAVEL, "## 1\nplain | x\n", 1, "begin the file with: # travel"),
    Broken("no space", TRAVEL, "#travel\n", 1, "begin the file with: # travel"),
    covered("no heading", "plain | x\n", 2, NO_HEADING),
    covered("a comment", "## 1\nplain | x\n# why\n", 4, NO_HEADING),
    covered("heading of words", "## one\nplain | x\n", 2, NO_HEADING),
    covered("heading of nothing", "##\nplain | x\n", 2, NO_HEADING),
    covered("heading too deep", "### 1\nplain | x\n", 2, NO_HEADING),
    covered("heading with a dash", "## 1-2\nplain | x\n", 2, NO_HEADING),
    covered("heading with a comma too many", "## 1, \nplain | x\n", 2, NO_HEADING),
    covered("digits of another script", "## ١\nplain | x\n", 2, NO_HEADING),
    covered("uncovered heading", "## near: none | missing: x\n", 2, NO_HEADING),
    covered("claim that is none", "## 1, 3\nplain | x\n", 2, "no travel#3; correct the number"),
    covered("claim zero", "## 0\nplain | x\n", 2, "no travel#0; correct the number"),
    covered("also nowhere", "## 1 also: train\nplain | x\n", 2, "'train'; correct the id after also:"),
    covered("no voice", "## 1\nHow do I get there?\n", 3, "begins with no voice; write one of american,"),
    covered("strange voice", "## 1\nprincess | x\n", 3, "begins with no voice"),
    covered("capital voice", "## 1\nPlain | x\n", 3, "begins with no voice"),
    covered("no bar", "## 1\nplain x\n", 3, "begins with no voice"),
    covered("no question", "## 1\nplain |\n", 3, "no question after the bar; write one or delete the line"),
    covered("blank question", "## 1\nplain |  \t\n", 3, "no question after the bar"),
    covered("too long", f"## 1\nplain | {'x' * (MAX_QUESTION + 1)}\n", 3, "characters; shorten it"),
    covered("tab", "## 1\nplain | one\tway\n", 3, "U+0009; delete it"),
    covered("escape sequence", "## 1\nplain | x\nplain | \x1b[31mred\n", 4, "U+001B"),
    covered("NUL", "## 1\nplain | a\0b\n", 3, "U+0000"),
    covered("line separator", "## 1\nplain | a\u2028plain | b\n", 3, "U+2028"),
    covered("vertical tab", "## 1\nplain | a\vplain | b\n", 3, "U+000B"),
    covered("direction override", "## 1\nplain | a\u202eb\n", 3, "U+202E"),
    covered("hidden space", "## 1\nplain | a\u200bb\n", 3, "U+200B"),
    covered("not UTF-8", b"## 1\nplain | caf\xe9\n", 0, "cannot be read as UTF-8"),
    covered("asked twice", "## 1\nplain | Why?\n\nterse | WHY ?!\n", 5, "travel.txt, line 3; keep one"),
    covered(
        "asked elsewhere", "## 1\nplain | x\ncto | Do boats, sink?\n", 3, "travel.txt, line 4; keep", BOAT
    ),
    covered("asked in vain too", "## 1\nplain | how much is bread\n", 5, "travel.txt, line 3; keep", PRICE),
    uncovered("no heading", "plain | x\n", 2, NO_NEAR),
    uncovered("covered heading", "## 1\nplain | x\n", 2, NO_NEAR),
    uncovered("nothing missing", "## near: none | missing:\nplain | x\n", 2, NO_NEAR),
    uncovered("no bar", "## near: none missing: x\nplain | x\n", 2, NO_NEAR),
    uncovered("near nowhere", "## near: train | missing: x\n", 2, "'train'; correct it or write none"),
    uncovered("no voice", "## near: none | missing: x\nx\n", 3, "begins with no voice"),
    uncovered("asked twice", "## near: none | missing: x\nsre | é?\nsre | E\n", 4, "price.txt, line 3"),
    Broken("uncovered, empty", PRICE, "", 1, "begin it with #"),
    Broken("uncovered, other kind's", PRICE, "# limits | x\n", 1, "begin the file with: # price |"),
    Broken("uncovered, nothing missing", PRICE, "# price\n", 1, "begin the file with: # price |"),
    Broken("uncovered, blank missing", PRICE, "# price | \n", 1, "begin the file with: # price |"),
    Broken("uncovered, kind in capitals", "uncovered/Fee.txt", "# Fee | x\n", 1, "begin the file with"),
]


@pytest.mark.parametrize("broken", TABLE, ids=lambda broken: broken.name)
def test_a_broken_file_is_refused_with_its_line(tmp_path: Path, broken: Broken) -> None:
    write(tmp_path, SMALL | {broken.file: broken.text})

    with pytest.raises(ContentError) as caught:
        read(tmp_path)

    path = tmp_path / (broken.at or broken.file)
    assert (caught.value.path, caught.value.line) == (path, broken.line)
    assert broken.says in caught.value.message
    assert "\n" not in str(caught.value)


def test_the_same_question_on_the_same_line_of_files_of_the_same_name_is_refused(tmp_path: Path) -> None:
    write(tmp_path, dict(SMALL))
    write(
        tmp_path,
        {"uncovered/travel.txt": "# travel | x\n## near: none | missing: x\ncto | how do i get THERE\n"},
    )

    with pytest.raises(ContentError, match="keep one") as caught:
        read(tmp_path)

    assert caught.value.path == tmp_path / "uncovered/travel.txt"
    assert str(tmp_path / TRAVEL) in caught.value.message


@pytest.mark.parametrize("part", ["covered", "uncovered"])
def test_a_folder_without_phrasings_is_refused(tmp_path: Path, part: str) -> None:
    write(tmp_path, {name: text for name, text in SMALL.items() if not name.startswith(f"{part}/")})

    with pytest.raises(ContentError, match="no phrasings; the files of questions belong here") as caught:
        read(tmp_path)

    assert caught.value.path == tmp_path / part


@pytest.mark.parametrize("name", ["covered/start.txt", "uncovered/limits.txt"])
def test_what_is_no_file_is_refused(tmp_path: Path, name: str) -> None:
    write(tmp_path, dict(SMALL))
    (tmp_path / name).mkdir()

    with pytest.raises(ContentError, match="cannot be read") as caught:
        read(tmp_path)

    assert caught.value.path == tmp_path / name


def test_a_kind_in_a_folder_of_its_own_is_refused(tmp_path: Path) -> None:
    write(
        tmp_path, SMALL | {"uncovered/more/price.txt": "# price | x\n## near: none | missing: x\nsre | y\n"}
    )

    with pytest.raises(ContentError, match="put it into") as caught:
        read(tmp_path)

    assert caught.value.path == tmp_path / "uncovered/more/price.txt"


def test_windows_line_ends_are_read_and_joined_emoji_kept(tmp_path: Path) -> None:
    text = "# travel\r\n## 1\r\nplain | is it 👩\u200d🚀 or 🚢?\r\n"
    found = read(write(tmp_path, SMALL | {TRAVEL: text}))
    assert found.covered[0].text == "is it 👩\u200d🚀 or 🚢?"


@given(st.text(max_size=40))
def test_a_question_folds_to_itself_in_capitals_and_with_signs(text: str) -> None:
    assert folded(text) or not text
    assert folded(f"{text}?!").startswith(folded(text)) or folded(text) == text


@given(st.binary(max_size=40), st.integers(0, 60), st.integers(0, 20))
def test_any_damage_is_either_read_or_refused_in_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, junk: bytes, at: int, cut: int
) -> None:
    whole = str(SMALL[TRAVEL]).encode()
    folder = write(tmp_path_factory.mktemp("voices"), SMALL | {TRAVEL: whole[:at] + junk + whole[at + cut :]})

    try:
        outcome: int | str = len(read(folder).uncovered)
    except ContentError as error:
        outcome = str(error)

    files = tuple(str(folder / name) for name in SMALL)
    assert outcome == 2 or (str(outcome).startswith(files) and "\n" not in str(outcome))
