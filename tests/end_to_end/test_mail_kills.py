# SPDX-License-Identifier: Apache-2.0
"""Promise 8: no letter is lost or doubled, whoever dies while mail comes in and goes out."""

import pytest

from tests.end_to_end.mail_kills import LIMITS, run_mail_kills
from tests.support.post_office import post_office
from tests.support.server_process import ServerProcess

pytestmark = pytest.mark.long

MAILS = 60


async def test_p8_letters_and_answers_outlive_everybody(desk_templates, tmp_path):
    console = await desk_templates.copy(tmp_path / "served")
    async with post_office(tmp_path / "office") as office:
        server = ServerProcess(console, limits=LIMITS, variables=office.variables)
        tally = await run_mail_kills(server, office, tmp_path, mails=MAILS, seed=3)
    assert tally.is_clean, tally
    assert tally.letters == MAILS
    # The loop bites: somebody died, and something was answered.
    assert tally.kills.total() > 0
    assert tally.carried == tally.answers > 0
