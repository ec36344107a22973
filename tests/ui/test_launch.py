# SPDX-License-Identifier: Apache-2.0
import asyncio
import json
import sys
from types import SimpleNamespace

import pytest

from tests.benchmarks.window_cache import make_profile
from tests.support.file_keyring import FileKeyring

PATIENCE_S = 60
TICKETS = 1500
"""So many that what is shown first is read before the rest."""

MOST_MODULES = 775
"""Each takes a quarter of a millisecond, and many make a window that is waited for.

Rows have clocks, what presses is counted, and what is due rings from the first moment on.
"""

LATER = {
    "websockets": "the first connection",
    "truststore": "a server that the system trusts",
    "httpx": "nothing in the client",
    "sqlalchemy": "nothing in the client",
    "cryptography": "a passphrase, a certificate or the secret service",
    "keyring": "a system without a secret service",
    "argon2": "a passphrase",
    "plyer": "the first notification",
    "ui.demo_pictures": "who takes pictures",
    "ui.windows.first_run": "the first start of a person",
    "ui.windows.signin": "who is not signed in",
    "ui.windows.agent.new_ticket": "a new ticket",
    "ui.windows.agent.ticket_window_controller": "a ticket in a window of its own",
}
"""What nobody needs before rows are shown, and what it is for."""


@pytest.fixture
async def start(tmp_path):
    """The program, started with a profile: what it had done when rows were painted."""
    desk = await make_profile(tmp_path / "profile", TICKETS)
    keyring = FileKeyring(tmp_path / "keys")
    for (service, user), password in desk.keyring.passwords.items():
        keyring.set_password(service, user, password)
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-W",
        "error",
        "-m",
        "tests.support.first_paint",
        tmp_path / "profile",
        tmp_path / "keys",
        "tell",
        stdout=asyncio.subprocess.PIPE,
    )
    async with asyncio.timeout(PATIENCE_S):
        out, _ = await process.communicate()
    return SimpleNamespace(**json.loads(out))


async def test_what_the_first_paint_does_not_need_comes_after_it(start):
    assert LATER.keys() & set(start.modules) == set()
    assert len(start.modules) < MOST_MODULES
    assert not start.collects
    assert start.sources < 20
