# SPDX-License-Identifier: Apache-2.0
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.models.search_query import (
    FIELDS,
    Begun,
    SearchQuery,
    Token,
    begun,
    parse,
    places_of,
    split,
    without_begun,
)

VALUES = st.text(st.sampled_from('abc é-:."'), min_size=1, max_size=8).filter(
    lambda value: bool(value.replace('"', "").strip()) and '"' not in value
)
TOKENS = st.builds(Token, st.sampled_from(FIELDS), VALUES.map(str.strip).filter(bool))
WORDS = st.lists(st.text(st.sampled_from("xyz"), min_size=1, max_size=5), max_size=4)
QUERIES = st.builds(
    lambda tokens, words: SearchQuery(tuple(dict.fromkeys(tokens)), " ".join(words)),
    st.lists(TOKENS, max_size=4),
    WORDS,
)


@given(QUERIES)
def test_a_query_is_read_from_its_text(query):
    assert parse(query.text) == query


@given(st.text(max_size=80))
def test_no_text_is_too_strange(text):
    query = parse(text)
    assert parse(query.text).tokens == query.tokens
    begun(text)


@pytest.mark.parametrize(
    ("text", "tokens", "words"),
    [
        ("rotation", (), "rotation"),
        ("customer:Kestrel tag:a rotation", (("customer", "Kestrel"), ("tag", "a")), "rotation"),
        ('fire customer:"Hana Ito" now', (("customer", "Hana Ito"),), "fire now"),
        ("IS:Open", (("is", "Open"),), ""),
        ("tag: x", (), "tag: x"),
        ("http://is:open", (), "http://is:open"),
        ("colour:red", (), "colour:red"),
    ],
)
def test_tokens_and_words(text, tokens, words):
    query = parse(text)
    assert (tuple((each.field, each.value) for each in query.tokens), query.words) == (
        tokens,
        words,
    )


def test_while_typing_a_token_is_finished_by_a_blank():
    assert split("tag:web") == ((), "tag:web")
    assert split("tag:web ") == ((Token("tag", "web"),), "")
    assert split('customer:"Hana I') == ((), 'customer:"Hana I')


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("fire tag:we", Begun("tag", "we")),
        ("tag:", Begun("tag", "")),
        ('customer:"Hana I', Begun("customer", "Hana I")),
        ("cust", Begun("", "cust")),
        ("fire", None),
        ("tag:a x", None),
        ("", None),
    ],
)
def test_what_the_end_of_a_text_begins(text, expected):
    assert begun(text) == expected


def test_a_begun_token_can_be_left_out():
    assert without_begun("fire tag:we") == "fire "
    assert without_begun("fire cu") == "fire "


def test_tokens_come_and_go():
    query = parse("is:open fire").having(Token("tag", "a"), Token("is", "open"))
    assert query.text == "is:open tag:a fire"
    assert query.without("is").text == "tag:a fire"
    assert query.values("tag") == ("a",)
    assert not SearchQuery()


def test_hits_are_words_that_begin_like_it():
    assert places_of("rota api", "The API rotation, rotations") == ((4, 7), (8, 12), (18, 22))
    assert places_of("", "text") == ()


@given(st.text(max_size=20), st.text(max_size=60))
def test_hits_stand_apart_and_in_order(words, text):
    ends = [0, *(place for hit in places_of(words, text) for place in hit)]
    assert ends == sorted(ends)
    assert ends[-1] <= len(text)
