# SPDX-License-Identifier: Apache-2.0
"""What a desk has on its first day can be used as it is."""

import pytest

from sync_server.contract.placeholders import FIELDS, fill
from sync_server.operations import first_content_de as german
from sync_server.operations.first_content import CANNED, CATEGORIES, shared_replies


@pytest.mark.parametrize("name", CANNED)
@pytest.mark.parametrize("replies", [CANNED, german.CANNED], ids=["en", "de"])
def test_every_field_of_a_shipped_reply_is_known(name, replies):
    filled = fill(replies[name], dict.fromkeys(FIELDS, "known"))
    assert "known" in filled
    assert not set("{}") & set(filled)


def test_every_shipped_reply_is_for_everybody_and_has_an_id_of_its_own():
    commands = [command for _, command in shared_replies()]
    assert {command.name for command in commands} == set(CANNED)
    assert all(command.shared for command in commands)
    assert len({command.canned for command in commands}) == len(CANNED)


def test_in_german_there_is_as_much_under_the_same_ids():
    assert list(german.CATEGORIES) == list(CATEGORIES)
    assert list(german.NAMES) == list(german.CANNED) == list(CANNED)
    ids = [(id_, command.canned) for id_, command in shared_replies("de")]
    assert ids == [(id_, command.canned) for id_, command in shared_replies()]
    names = {command.name for _, command in shared_replies("de")}
    assert len(names) == len(CANNED)
    assert not names & set(CANNED)
