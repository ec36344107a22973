# SPDX-License-Identifier: Apache-2.0
"""What `deskbell-server api-key` takes."""

import argparse

import pytest

from sync_server.operations import api_key_arguments as keys
from sync_server.operations.requests import AddApiKey, EndApiKey, ListApiKeys


def parsed(configure, *arguments):
    parser = argparse.ArgumentParser()
    configure(parser)
    return parser.parse_args(arguments)


def test_a_key_is_good_for_180_days_unless_said_otherwise():
    given = parsed(keys.add_arguments, "Web shop", "--right", "tickets:read")
    assert keys.add_request(given) == AddApiKey(name="Web shop", rights=("tickets:read",))
    assert AddApiKey(name="x", rights=()).days == 180


def test_rights_team_and_days_are_told():
    words = ("Shop", "--right=tickets:read", "--right=changes:read", "--team=Billing", "--days=30")
    assert keys.add_request(parsed(keys.add_arguments, *words)) == AddApiKey(
        name="Shop", rights=("tickets:read", "changes:read"), team="Billing", days=30
    )


@pytest.mark.parametrize("words", [("Shop",), ("Shop", "--right=all"), ("--right=tickets:read",)])
def test_a_key_without_a_name_or_a_right_is_not_asked_for(words, capsys):
    with pytest.raises(SystemExit):
        parsed(keys.add_arguments, *words)


def test_a_key_is_named_to_be_revoked():
    given = parsed(keys.name_argument, "Shop")
    assert keys.revoke_request(given) == EndApiKey(key="Shop")
    assert keys.list_request(given) == ListApiKeys()
