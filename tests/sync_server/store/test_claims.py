# SPDX-License-Identifier: Apache-2.0

import subprocess
import sys
from pathlib import Path

import pytest

from sync_server.store.claims import Claim

HOLDER = """
import sys
from pathlib import Path
from sync_server.store.claims import Claim
claim = Claim(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


def test_a_claim_keeps_others_off_until_it_is_closed(tmp_path: Path) -> None:
    path = tmp_path / "desk.lock"
    with Claim(path), pytest.raises(BlockingIOError):
        Claim(path)
    Claim(path).close()


def test_the_death_of_a_process_gives_its_claim_up(tmp_path: Path) -> None:
    path = tmp_path / "desk.lock"
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(BlockingIOError):
            Claim(path)
        holder.kill()
        holder.wait()
    Claim(path).close()
