# SPDX-License-Identifier: Apache-2.0
"""What is said below the window is in the catalogue, word for word."""

import pytest

from app.errors import NoRoom
from app.sync import notices
from app.sync.pump import Misbehaviour
from app.sync.stores import SetAside
from app.workspace.words import SENTENCES
from sync_server.contract.refusals import Code, Refusal
from ui.models import told_below
from ui.models.told_below import NOTICES, REFUSALS, notice_sentence, refusal_sentence


def test_every_sentence_of_a_refusal_is_collected():
    assert set(REFUSALS) == set(SENTENCES)


@pytest.mark.parametrize(
    "notice",
    [
        notices.about_file(SetAside(what="cache", path="", reason="")),
        notices.about_restored(0),
        notices.about_file(SetAside(what="outbox", path="", reason="")),
        notices.about_keyring(""),
        notices.about_trouble(NoRoom()),
        notices.about_misbehaviour(Misbehaviour(reason="")),
    ],
)
def test_every_notice_is_collected(notice):
    assert notice.text in NOTICES
    assert notice_sentence(notice) == notice.text


@pytest.mark.parametrize(
    ("count", "was"), [(1, "1 of your actions was"), (12, "12 of your actions were")]
)
def test_a_notice_says_its_count(count, was):
    told = notice_sentence(notices.about_restored(count))
    assert told == f"The server was restored. {was} sent again."


@pytest.mark.parametrize(("count", "kept"), [(1, "1 unsent change"), (2, "2 unsent changes")])
def test_a_damaged_cache_says_what_is_kept(count, kept):
    aside = SetAside(what="cache", path="", reason="")
    told = notice_sentence(notices.about_file(aside, unsent=count))
    assert told == f"Rebuilding local data, {kept} kept."


def test_a_full_disk_says_how_much_room_is_needed():
    told = notice_sentence(notices.about_trouble(NoRoom(), needed=32_960))
    assert told.endswith("nothing new can be stored. At least 33 KB must become free.")


def test_why_a_device_was_signed_out_is_a_refusal():
    notice = notices.about_expulsion(Refusal(code=Code.DISABLED))
    assert notice_sentence(notice) == "This account has been disabled."
    assert notice.text in REFUSALS


def test_each_part_is_translated_before_it_is_put_together(monkeypatch):
    monkeypatch.setattr(told_below, "translate", lambda context, text: f"<{text}>")
    told = refusal_sentence(Refusal(code="conflict", field="team", incident="42"))
    assert told == "<Somebody else changed this meanwhile (<team>).> <Incident 42.>"
