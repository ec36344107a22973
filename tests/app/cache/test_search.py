# SPDX-License-Identifier: Apache-2.0
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.cache.apply import apply
from app.cache.engine import Shape, open_file
from app.cache.search import EXCERPT, excerpt, search, wanted_words
from app.cache.tables import CACHE
from sync_server.contract.entities import Organisation
from sync_server.contract.ids import OrganisationId
from tests.support.client_frames import (
    a_contact,
    a_message,
    a_ticket,
    changes,
    insert,
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


@pytest.mark.parametrize("asked", ["invoice", "in\u200bvoice", "quay", "\u202equay"])
def test_promise_40_unseen_characters_part_no_word(file, asked):
    ticket = a_ticket("t1", subject="In\u200bvo\u00adice for the \u202equ\u2060ay")
    apply(file, snapshot("team:billing", (1, ticket)))
    apply(file, ready("team:billing"))
    assert found(file, asked) == ["t1"]


def test_promise_40_a_hit_is_shown_in_whole_words(file):
    message = a_message("m1", ticket="t1", text="The in\u200bvoice is late")
    apply(file, snapshot("team:billing", (1, a_ticket("t1")), (2, message)))
    apply(file, ready("team:billing"))
    (hit,) = search(file, "invoice", limit=5)
    assert hit.excerpt == "The invoice is late"


def test_a_changed_subject_is_found_by_its_new_words_only(filled):
    apply(
        filled,
        changes(update(9, a_ticket("t2"), scope="team:billing", subject="Scanner on ice")),
    )
    assert found(filled, "printer") == []
    assert found(filled, "scanner") == ["t2"]


def test_a_query_has_a_bound():
    assert len(wanted_words("word " * 1000)) == 16


def test_the_newest_comes_first_in_whatever_order_rows_came(file):
    rows = [(n, a_ticket(f"t{n}", subject=f"fire {n}", opened_at=100 - n)) for n in range(1, 6)]
    apply(file, snapshot("team:billing", *rows))
    apply(file, ready("team:billing"))
    late = a_message("m1", ticket="t5", text="fire again", at=500)
    apply(file, changes(insert(9, late, scope="team:billing")))
    apply(file, snapshot("directory", (4, a_contact(id="c1", name="Fire Brigade"))))
    assert found(file, "fire") == ["m1", "t1", "t2", "t3", "t4", "t5", "c1"]
    assert [hit.id for hit in search(file, "fire", limit=2)] == ["m1", "t1"]


def test_any_number_of_rows_may_be_of_one_moment(file):
    rows = [(n, a_ticket(f"t{n}", subject="fire", opened_at=7)) for n in range(1, 40)]
    apply(file, snapshot("team:billing", *rows))
    assert len({hit.id for hit in search(file, "fire", limit=100)}) == 39


def test_words_of_a_row_that_changes_twice_in_one_frame(file):
    apply(file, snapshot("team:billing", (1, a_ticket("t1", subject="fire"))))
    apply(file, ready("team:billing"))
    twice = [
        update(seq, a_ticket("t1"), scope="team:billing", subject=word)
        for seq, word in ((5, "smoke"), (6, "water"))
    ]
    apply(file, changes(*twice))
    assert [found(file, word) for word in ("fire", "smoke", "water")] == [[], [], ["t1"]]


def test_the_words_around_a_hit(filled):
    (hit,) = search(filled, "fragt", limit=5)
    assert hit.excerpt == "Der Müller fragt nach OR und 1=1"
    long = "before " * 40 + "the quay\nburns " + "after " * 60
    cut = excerpt(long, ["quay"])
    assert cut.startswith("… before")
    assert "the quay burns after" in cut
    assert cut.endswith(" …")
    assert excerpt(long, ["nowhere"]).startswith("before")


@given(st.text(max_size=300), st.text(st.characters(categories=["L"]), min_size=1, max_size=5))
def test_an_excerpt_is_one_short_line_of_any_text(text, word):
    cut = excerpt(text, [word])
    assert "\n" not in cut
    assert len(cut) <= EXCERPT + 4


def test_a_single_letter_at_the_end_waits_for_more():
    assert wanted_words("near q") == ["near"]
    assert wanted_words("near q ") == ["near", "q"]
    assert wanted_words("q") == ["q"]


def test_a_cache_of_an_older_version_is_read_again(tmp_path):
    path, key = tmp_path / "cache.db", bytes(32)
    older = Shape(
        application_id=CACHE.application_id, migrations=CACHE.migrations[:4], durable=False
    )
    old = open_file(path, key, shape=older)
    rows = (
        a_ticket("t1", number=4711, subject="Invoice near the quay"),
        a_message("m1", ticket="t1", text="Der Mü\u00adller fragt"),
        a_contact(id="c1", name="Hana", emails=("hana@kestrel.example", "ito@kestrel.example")),
        a_contact(id="c2", name="Ruth", phones=("030 1234",)),
        Organisation(id=OrganisationId("o1"), name="Oakline", domains=("oakline.example",)),
    )
    for place, row in enumerate(rows, 1):
        old.run(
            "INSERT INTO row (kind, id, version, data, place) VALUES (?, ?, 1, ?, ?)",
            (row.kind, row.id, msgspec.json.encode(row), place),
        )
        old.run("INSERT INTO words (rowid, text) VALUES (?, ?)", (place, "old"))
    old.close()
    file = open_file(path, key, shape=CACHE)
    wanted = ("quay", "4711", "muller", "ito kestrel", "1234", "oakline")
    assert [found(file, text) for text in wanted] == [
        ["t1"],
        ["t1"],
        ["m1"],
        ["c1"],
        ["c2"],
        ["o1"],
    ]
    assert found(file, "old") == []
    file.close()


@pytest.mark.parametrize("sign", ["_", "\u19c0", "\u1cf2", "\u20e3", "\u00b2", "\U0001e900"])
def test_a_sign_within_a_word_parts_it_as_the_index_does(file, sign):
    text = f"order{sign}number 12"
    apply(file, snapshot("team:billing", (1, a_ticket("t1", subject=text))))
    assert found(file, text) == found(file, f"order{sign}num") == ["t1"]
