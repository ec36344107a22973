# SPDX-License-Identifier: Apache-2.0
"""Promise 1 and 2: what was acknowledged survives SIGKILL, and nothing happens twice."""

from tests.end_to_end.kill_loop import LIMITS, run_kills
from tests.support.server_process import ServerProcess

KILLS = 5


async def test_p1_p2_a_killed_server_loses_and_doubles_nothing(desk_templates, tmp_path):
    console = await desk_templates.copy(tmp_path / "desk")
    server = ServerProcess(console, limits=LIMITS)
    tally = await run_kills(server, kills=KILLS, seed=2, submitters=5)
    assert (tally.lost, tally.doubled, tally.disordered) == (0, 0, 0)
    assert not tally.faults, server.log
    assert tally.findings == []
    assert tally.kills == KILLS
    # The loop bites: some commands were under way when the server died, whatever became of them.
    assert tally.kept + tally.gone > 0
    assert tally.repeated > 0
