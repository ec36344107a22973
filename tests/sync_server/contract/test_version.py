# SPDX-License-Identifier: Apache-2.0
"""The promise to peers of other versions: nothing that travels changes unnoticed."""

import json
from pathlib import Path

import pytest

from sync_server.contract import codec, version
from sync_server.contract.commands import COMMANDS
from tests.support.schema import canonical_schema, schema_hash

CORPUS = Path(__file__).parents[2] / "data" / "corpus"

HINT = f"""
What travels has changed. If that was not the intention, undo it. If peers of protocol
{version.PROTOCOL} still understand every frame, set SCHEMA_HASH in sync_server/contract/version.py
to the new value. Otherwise raise PROTOCOL as well, add a line to HISTORY, and add the corpus of the
new version beside the old ones, which must go on decoding.
"""


def corpus(number):
    path = CORPUS / f"v{number}.jsonl"
    return [line for line in path.read_text().splitlines() if line]


def test_the_schema_is_the_one_that_the_version_names():
    assert schema_hash() == version.SCHEMA_HASH, HINT


def test_words_for_people_do_not_count():
    assert b'"description":"' not in canonical_schema()
    assert b'"title":"' not in canonical_schema()


def test_every_version_has_a_line_of_history_and_a_corpus():
    versions = range(version.OLDEST_PROTOCOL, version.PROTOCOL + 1)
    assert list(version.HISTORY) == list(range(1, version.PROTOCOL + 1))
    assert all(corpus(number) for number in versions)


@pytest.mark.parametrize("number", range(version.OLDEST_PROTOCOL, version.PROTOCOL + 1))
def test_commands_of_every_past_version_decode(number):
    """Outboxes outlive upgrades."""
    for line in corpus(number):
        command = codec.decode_command(line.encode())
        assert codec.decode_command(codec.encode(command)) == command


def test_the_newest_corpus_has_each_command_whole_and_bare():
    tags = [json.loads(line)["type"] for line in corpus(version.PROTOCOL)]
    assert sorted(tags) == sorted([*COMMANDS, *COMMANDS])
