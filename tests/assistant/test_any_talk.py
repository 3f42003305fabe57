"""Whatever is said in whatever order: there is a reply, it is kept, and the log leads to the same state."""

import unicodedata

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.answering.desk import GuideDesk
from assistant.mind import Mind
from assistant.state import fold
from assistant.wording import reply_text
from tests.assistant.talks import Talker, told

NUMBERS = st.integers(-1, 20).map(str)
WORDS = st.sampled_from(
    [
        "why", "help", "?", "back", "skip", "unsure", "how", "answers", "verdict", "again", "start",
        "note", "title",
        "change", "read", "guide", "note slow on Mondays", "title Orders", "read 1", "guide growth",
        "guide xx", "save",
        "save it", "yes", "no", "yep", "nope", "yes but", "mostly, but refunds jump back", "no idea",
        "kafka", "both",
        "about 7", "1,3", "seven", "timeouts and bad data", "independent", "core rules", "a customer",
        "when it is done",
        "what is a saga?", "is kafka enough", "", "  ", "state machines or events", "keep", "both hold",
    ]
)  # fmt: skip
HOSTILE = st.sampled_from(
    [
        "\x1b]52;c;aGFjaw==\x07", "\x1b[2Jyes", "[/red]", "[@click=app.quit]x[/]",
        "'; DROP TABLE turns; --", "\x00" * 9,
        "\u202eon", "y\u200bes", "x" * 30_000, '" OR 1=1 NEAR(', "change \u0663", "title \ud800",
        "note \x9b31m", "read \u00b2",
        "change 6 " + "9" * 400, "../../etc/passwd", "guide ../secret", "%s %d {0}", "\\", "change 6 ²",
    ]
)  # fmt: skip
CHANGES = st.builds("change {} {}".format, NUMBERS, st.one_of(NUMBERS, WORDS)).map(str.strip)
LINES = st.lists(st.one_of(NUMBERS, WORDS, WORDS, CHANGES, HOSTILE, st.text(max_size=30)), max_size=30)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=LINES, mode=st.sampled_from(["guided", "full", "ask"]))
def test_any_talk_is_answered_kept_and_remembered(
    mind: Mind, desk: GuideDesk, lines: list[str], mode: str
) -> None:
    talker = Talker(mind, desk, mode).open()
    for line in lines:
        turns = len(talker.log.turns)
        reply = talker.talk.say(line)
        assert reply.blocks or not line.strip() or talker.talk.finished
        assert len(talker.log.turns) - turns in {0, 1}
        text = reply_text(reply)
        assert not [c for c in text if c not in "\n\u200d" and unicodedata.category(c) in {"Cc", "Cf", "Cs"}]
        if not reply.ends:
            question = talker.talk.question(talker.talk.state)
            assert question is None or reply.blocks[-1] == question
        assert told(fold(talker.log.turns)) == told(talker.talk.state)
        talker.talk.view()
    assert set(talker.values) <= set(mind.book.facts_by_id)
    talker.resume()
    assert told(fold(talker.log.turns)) == told(talker.talk.state)
