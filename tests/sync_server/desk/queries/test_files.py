# SPDX-License-Identifier: Apache-2.0
"""Passes for files: who gets one."""

import pytest

from sync_server.contract.refusals import Code
from tests.support.asking import ask, refusal_code
from tests.support.plain import q


async def test_a_file_is_for_those_who_read_its_ticket(standard):
    assert ask(standard, "lux", q.FileTicket(attachment="ann.file0")) == "ann.file0"


@pytest.mark.parametrize(
    ("agent", "id_"), [("ben", "ann.file0"), ("ben", "nowhere"), ("ola", "ann.file0")]
)
async def test_27_what_is_hidden_looks_like_nothing(standard, agent, id_):
    """Bad inputs 26 and 27: the same answer as for an id that does not exist."""
    assert refusal_code(standard, agent, q.FileTicket(attachment=id_)) == Code.NOT_FOUND


@pytest.mark.parametrize("agent", ["aud", "dis"])
async def test_auditors_and_displays_get_no_files(standard, agent):
    assert refusal_code(standard, agent, q.FileTicket(attachment="ann.file0")) == Code.FORBIDDEN
