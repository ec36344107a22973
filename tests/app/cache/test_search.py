# SPDX-License-Identifier: Apache-2.0
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.cache.apply import apply
from app.cache.engine import open_file
from app.cache.search import match_expression, search
from app.cache.tables import CACHE
from tests.support.client_frames import (
    a_contact,
    a_message,
    a_ticket,
    changes,
    ready,
    snapshot,
    update,
)


@pytest.fixture
def filled(file):
    rows = (
        (1, a_ticket("t1", subject="Invoice NEAR the quay")),
        (2, a_message("m1", ticket="t1", text="Der Müller fragt nach OR und 1=1")),
        (3, a_ticket("t2", subject="Printer on fire")),
    )
    apply(file, snapshot("team:billing", *rows))
    apply(file, ready("team:billing"))
    apply(file, snapshot("directory", (4, a_contact(id="c1", name="Hana Kestrel"))))
    return file


def found(file, text):
    return [hit.id for hit in search(file, text, limit=10)]


def test_all_words_must_be_there_and_the_last_may_be_unfinished(filled):
    assert found(filled, "invoice qua") == ["t1"]
    assert found(filled, "invoice fire") == []


def test_accents_and_case_make_no_difference(filled):
    assert found(filled, "MULLER") == ["m1"]


def test_a_message_leads_to_its_ticket(filled):
    assert search(filled, "fragt", limit=5)[0].ticket == "t1"


def test_contacts_are_found_by_name(filled):
    assert found(filled, "kestrel") == ["c1"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [('" OR 1=1', ["m1"]), ("NEAR(", ["t1"]), ("*", []), ('"', []), ("", []), ("NOT", [])],
)
def test_promise_52_syntax_is_words(filled, text, expected):
    assert found(filled, text) == expected


@given(st.text(max_size=60))
def test_promise_52_no_text_is_a_syntax_error(text):
    file = open_file(None, bytes(32), shape=CACHE)
    assert search(file, text, limit=5) == ()
    file.close()


def test_a_changed_subject_is_found_by_its_new_words_only(filled):
    apply(
        filled,
        changes(update(9, a_ticket("t2"), scope="team:billing", subject="Scanner on ice")),
    )
    assert found(filled, "printer") == []
    assert found(filled, "scanner") == ["t2"]


def test_a_query_has_a_bound():
    assert str(match_expression("word " * 1000)).count('"') == 32
