# SPDX-License-Identifier: Apache-2.0
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.cache.beginnings import MOST, beginning, folded
from app.cache.engine import open_file
from app.cache.search import wanted_words
from app.cache.tables import CACHE

LATIN = [chr(code) for code in range(0x30, 0x180) if chr(code).isalnum()]
WORDS = (
    *("c", "ca", "cab", "cable", "cables", "Cabling", "cäbin", "cafe", "c3po", "customs"),
    *("carrier", "carriers", "carrying", "Ćma", "zebra", "日本", "1", "12", "1234", "12345"),
)


@pytest.fixture
def index():
    """A cache in whose search index one can put whatever one likes."""
    file = open_file(None, bytes(32), shape=CACHE)
    yield file
    file.close()


def fill(file, texts):
    file.run_many("INSERT INTO words (rowid, text) VALUES (?, ?)", enumerate(texts, 1))


def places(file, expression, limit=1000):
    return [
        place
        for (place,) in file.rows(
            "SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid DESC LIMIT ?",
            (expression, limit),
        )
    ]


@given(
    st.lists(st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join), max_size=30),
    st.sampled_from(WORDS).flatmap(
        lambda word: st.integers(1, len(word)).map(lambda end: word[:end])
    ),
    st.integers(1, 8),
)
def test_what_is_found_is_what_a_star_would_find(texts, word, limit):
    file = open_file(None, bytes(32), shape=CACHE)
    fill(file, texts)
    assert places(file, beginning(file, word), limit) == places(file, f'"{word}"*', limit)
    file.close()


@given(st.lists(st.text(max_size=12), max_size=12), st.from_regex(r"\w{1,6}", fullmatch=True))
def test_that_is_so_for_any_texts_and_any_word(texts, word):
    file = open_file(None, bytes(32), shape=CACHE)
    fill(file, [*texts, f"{word}s", word])
    for part in wanted_words(f"{word} "):
        assert places(file, beginning(file, part)) == places(file, f'"{part}"*')
    file.close()


def test_no_star_is_left_where_it_would_gather_everything(index):
    fill(index, WORDS)
    assert beginning(index, "carr") == '("carrier" OR "carriers" OR "carrying")'
    assert beginning(index, "CÄBI") == '("cabin")'
    assert beginning(index, "z") == '("z" OR "ze"*)'
    assert beginning(index, "ca") == '"ca"*'


def test_many_words_are_left_to_the_star(index):
    fill(index, [f"part{n}" for n in range(MOST)])
    assert beginning(index, "part").count(" OR ") == MOST - 1
    index.run("INSERT INTO words (rowid, text) VALUES (?, ?)", (1000, "partition"))
    assert beginning(index, "part") == '"part"*'


def test_words_in_other_alphabets_are_left_to_the_star(index):
    fill(index, ["日本語の", "cable日"])
    assert beginning(index, "日") == '"日"*'
    assert beginning(index, "cabl") == '"cabl"*'


def test_letters_are_folded_as_the_index_does(index):
    fill(index, [f"zq{letter}" for letter in LATIN])
    for place, letter in enumerate(LATIN, 1):
        plain = folded(letter)
        assert plain is None or place in places(index, f'"zq{plain}"')
    assert folded("Ü") == "u"
    assert folded("ß") is None
    assert folded("ǡ") is None
