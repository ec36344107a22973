# SPDX-License-Identifier: Apache-2.0
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.models.palette_match import NO_TEXT, Match, Rank, fold, match

TITLES = st.text(min_size=1, max_size=60)
WORDS = st.lists(st.text(st.sampled_from("abcdeé"), min_size=1, max_size=6), min_size=1, max_size=5)


def fit(query: str, title: str) -> Match:
    found = match(query, title)
    assert found is not None
    return found


def marked(query, title):
    found = fit(query, title)
    return found.rank, "".join(title[place] for place in found.marks)


@pytest.mark.parametrize(
    ("query", "title", "expected"),
    [
        ("reply", "Reply", (Rank.EXACT, "Reply")),
        ("re", "Reply with macro", (Rank.PREFIX, "Re")),
        ("mac", "Reply with macro", (Rank.WORD, "mac")),
        ("re ma", "Reply with macro", (Rank.WORD, "Rema")),
        ("re", "Why was this routed here?", (Rank.LETTERS, "re")),
        ("itn", "Internal note", (Rank.LETTERS, "Itn")),
        ("muller", "Der Müller", (Rank.WORD, "Müller")),
        ("  RE  ", "reply", (Rank.PREFIX, "re")),
    ],
)
def test_a_text_fits_in_one_of_four_ways(query, title, expected):
    assert marked(query, title) == expected


@pytest.mark.parametrize(("query", "title"), [("zz", "Reply"), ("eply note", "Note"), ("ly", "lo")])
def test_what_does_not_fit(query, title):
    assert match(query, title) is None


def test_nothing_typed_fits_everything():
    assert match(" ", "Reply") == NO_TEXT


def test_letters_are_taken_where_they_stand_closest():
    assert match("pf", "pale pink fish") == Match(Rank.LETTERS, (5, 10), 4)


@given(TITLES)
def test_a_text_keeps_its_places_when_it_is_folded(title):
    assert len(fold(title)) == len(title)


@given(WORDS)
def test_every_title_is_exactly_itself(words):
    assert fit(" ".join(words), " ".join(words)).rank is Rank.EXACT


@given(WORDS, st.data())
def test_marks_spell_what_was_typed(words, data):
    title = " ".join(words)
    picked = data.draw(st.sets(st.integers(0, len(title) - 1), min_size=1))
    query = " ".join("".join(title[place] for place in sorted(picked)).split())
    found = match(query, title)
    for hit in [] if found is None else [found]:
        spelled = "".join(title[place] for place in hit.marks)
        assert fold(spelled) == fold(query.replace(" ", ""))
        assert list(hit.marks) == sorted(set(hit.marks))


@given(WORDS, st.data())
def test_every_beginning_fits_as_a_beginning(words, data):
    title = " ".join(words)
    length = data.draw(st.integers(1, len(title)))
    assert fit(title[:length], title).rank <= Rank.PREFIX


@given(WORDS, st.data())
def test_a_longer_text_never_fits_what_the_shorter_did_not(words, data):
    title = " ".join(words)
    letters = data.draw(st.text(st.sampled_from("abcde"), min_size=1, max_size=4))
    more = data.draw(st.sampled_from("abcde"))
    assert match(letters, title) is not None or match(letters + more, title) is None


@given(st.text(max_size=40), st.text(max_size=400))
def test_no_text_is_too_strange(query, title):
    found = match(query, title)
    assert found is None or all(0 <= place < len(title) for place in found.marks)
