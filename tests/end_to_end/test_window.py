# SPDX-License-Identifier: Apache-2.0
"""Two real windows on a display, a real server: what is written in one is read in the other."""

import asyncio
import mailbox
import sys
from contextlib import AsyncExitStack, asynccontextmanager

import pytest

from app import intents
from sync_server.contract.entities import Agent
from tests.end_to_end.computers import MAYA, SUPPORT, THEO, found_company, joined
from tests.support.live_client import Desk, until
from tests.support.mail_corpus import mail_with
from tests.support.server_process import ADA, PATIENCE_S
from tests.support.window_process import window
from tests.support.wire_probe import PASSWORD

SUBJECT = "The lift is stuck"

pytestmark = pytest.mark.window


@pytest.fixture
async def codes(server, tmp_path):
    """The join codes of a company in which one ticket is open."""
    codes = await found_company(server)
    async with joined(Desk(tmp_path / "ada"), ADA, codes[ADA]) as ada:
        (maya,) = [each.id for each in ada.workspace.all(Agent) if each.email == MAYA]
        intents.open_ticket(ada.workspace, subject=SUBJECT, text="Since noon", assignee=maya)
        await until(ada, lambda: not ada.workspace.pending)
    return codes


@asynccontextmanager
async def two_windows(codes, folder, environment):
    """Maya and Theo, each in a window of their own."""
    async with AsyncExitStack() as stack:
        yield [
            await stack.enter_async_context(
                window(
                    environment,
                    "--online-only",
                    "--profile",
                    str(folder / email),
                    "--join",
                    codes[email],
                    "--email",
                    email,
                    password=PASSWORD,
                )
            )
            for email in (MAYA, THEO)
        ]


async def test_what_is_written_in_one_window_is_read_in_the_other(
    codes, tmp_path, window_environment
):
    async with two_windows(codes, tmp_path, window_environment) as (maya, theo):
        assert await maya(f"open {SUBJECT}") == "done"
        assert await theo(f"open {SUBJECT}") == "done"
        assert await maya("write the brake is worn") == "done"
        assert await theo("read the brake is worn") == "note by Maya"
        assert await theo("write ordered a new one") == "done"
        assert await maya("read ordered a new one") == "note by Theo"
        assert await maya(f"grab {tmp_path / 'maya.png'}") == "done"
    assert (tmp_path / "maya.png").stat().st_size > 10_000


@pytest.mark.long
async def test_imported_mail_is_read_and_worked_on_in_the_window(
    server, codes, tmp_path, window_environment
):
    question = mail_with(
        b"Subject: =?iso-8859-1?q?Die_Lampe_fl=E4ckert?=",
        b"Message-ID: <lamp@quay.example>",
        b"Date: Mon, 02 Feb 2026 10:00:00 +0000",
        b"Content-Type: text/plain; charset=iso-8859-1",
        body="Sie flackert, für zwölf Euro\r\n".encode("iso-8859-1"),
    )
    archive = mailbox.mbox(tmp_path / "old.mbox")
    archive.add(question)
    archive.close()
    report = await server.console.run("import", str(tmp_path / "old.mbox"), "--team", SUPPORT)
    assert (report["imported"], report["set_aside"]) == (1, {})
    async with two_windows(codes, tmp_path, window_environment) as (maya, theo):
        assert await maya("open Die Lampe fläckert") == "done"
        assert await maya("read Sie flackert, für zwölf Euro") == "customer by Ada"
        assert await maya("write cable 7 is loose") == "done"
        assert await maya("answer a new cable is on its way") == "done"
        assert await theo("open Die Lampe fläckert") == "done"
        assert await theo("read cable 7 is loose") == "note by Maya"
        assert await theo("read a new cable is on its way") == "reply by Maya"


@pytest.mark.long
async def test_a_known_profile_opens_from_what_is_kept_here_without_a_server(
    server, codes, tmp_path, window_environment
):
    (tmp_path / "secret").write_text("moss on the north side\n")
    kept = ("--profile", str(tmp_path / "kept"), "--passphrase-file", str(tmp_path / "secret"))
    first = (*kept, "--join", codes[MAYA], "--email", MAYA)
    async with window(window_environment, *first, password=PASSWORD) as maya:
        assert await maya(f"open {SUBJECT}") == "done"
    await server.stop()
    async with window(window_environment, *kept) as maya:
        assert await maya(f"open {SUBJECT}") == "done"
        assert await maya("read Since noon") == "customer by Ada"


SLOW = "ui.windows.settings.slow_turns: A turn took"


async def run(environment, *arguments, password=PASSWORD):
    """Run `deskbell` to its end; exit code, output and errors.

    A busy machine makes turns long. That the program says so is right, and no error.
    """
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-W",
        "error",
        "-m",
        "ui.launch",
        "--online-only",
        "--password-stdin",
        *arguments,
        env=dict(environment),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    async with asyncio.timeout(2 * PATIENCE_S):
        out, error = await process.communicate(f"{password}\n".encode())
    lines = error.decode().splitlines(keepends=True)
    return process.returncode, out.decode(), "".join(each for each in lines if SLOW not in each)


@pytest.mark.long
async def test_the_program_takes_pictures_of_itself_and_ends(codes, tmp_path, window_environment):
    code, out, error = await run(
        window_environment,
        "--profile",
        str(tmp_path / "maya"),
        "--join",
        codes[MAYA],
        "--email",
        MAYA,
        "--screenshots",
        str(tmp_path / "pictures"),
    )
    assert (code, error) == (0, "")
    pictures = sorted(path.name for path in (tmp_path / "pictures").iterdir())
    assert len(pictures) == out.count("screenshot ") == 5


async def test_a_refused_sign_in_ends_the_program_with_the_reason(
    codes, tmp_path, window_environment
):
    code, out, error = await run(
        window_environment,
        "--profile",
        str(tmp_path / "maya"),
        "--join",
        codes[MAYA],
        "--email",
        "stranger@desk.example",
    )
    assert (code, out) == (1, "")
    assert error.strip() == "Address, password or code is wrong."
