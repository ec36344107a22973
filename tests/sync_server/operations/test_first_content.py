# SPDX-License-Identifier: Apache-2.0
"""What a desk has on its first day can be used as it is."""

import pytest

from sync_server.contract.placeholders import FIELDS, fill
from sync_server.operations.first_content import CANNED, shared_replies


@pytest.mark.parametrize("name", CANNED)
def test_every_field_of_a_shipped_reply_is_known(name):
    filled = fill(CANNED[name], dict.fromkeys(FIELDS, "known"))
    assert "known" in filled
    assert not set("{}") & set(filled)


def test_every_shipped_reply_is_for_everybody_and_has_an_id_of_its_own():
    commands = [command for _, command in shared_replies()]
    assert {command.name for command in commands} == set(CANNED)
    assert all(command.shared for command in commands)
    assert len({command.canned for command in commands}) == len(CANNED)
