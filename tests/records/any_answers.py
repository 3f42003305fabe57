"""Answers and effects of any session at all, for hypothesis."""

from collections.abc import Mapping

from hypothesis import strategies as st

from rules.model import UNSURE, Fact
from rules.reading import shipped_book
from tests.records.hostile import HOSTILE

Answers = Mapping[str, tuple[str, str]]
TEXTS = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=60))


def values(fact: Fact) -> st.SearchStrategy[str]:
    if fact.kind == "text":
        return TEXTS
    if fact.kind == "count":
        return st.one_of(st.integers(1, 400).map(str), st.sampled_from((*fact.values, UNSURE)))
    choices = st.sampled_from((*fact.values, UNSURE))
    if fact.kind == "several":
        return st.lists(choices, min_size=1, max_size=3, unique=True).map(",".join)
    return choices


FACTS = shipped_book().facts
ANSWERS = st.fixed_dictionaries({}, optional={fact.id: st.tuples(values(fact), TEXTS) for fact in FACTS})
EFFECTS = st.lists(
    st.one_of(
        st.fixed_dictionaries({"do": st.just("note"), "text": TEXTS}),
        st.fixed_dictionaries(
            {"do": st.just("note"), "fact": st.sampled_from([fact.id for fact in FACTS]), "text": TEXTS}
        ),
        st.fixed_dictionaries({"do": st.just("flow"), "text": TEXTS}),
        st.fixed_dictionaries({"do": st.just("title"), "text": TEXTS}),
        st.fixed_dictionaries({"do": st.just("leave-out"), "fact": TEXTS, "rule": TEXTS}),
    ),
    max_size=4,
)
