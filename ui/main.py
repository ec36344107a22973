# SPDX-License-Identifier: Apache-2.0
"""The application: its options, its loop, one client, and the window that fits.

What few starts need is imported where it is needed: the workspace is there sooner.
"""

import argparse
import asyncio
import logging
import os
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Final

import qasync
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from app.claim import claim
from app.client import Client, Profile
from app.environment import RealEnvironment, host_name
from app.errors import (
    BadJoinCode,
    ClientError,
    KeyringUnavailable,
    ProfileInUse,
    SignInRefused,
    Unreachable,
)
from app.workspace.words import refusal_words
from ui.faults import Faults
from ui.garbage import collect_garbage
from ui.shell import Shell
from ui.slots import Spawner
from ui.theme.icons import program_icon
from ui.theme.theme import Theme
from ui.theme.tokens import Scheme
from ui.windows.in_sight import InSight
from ui.windows.settings.diagnostics import Diagnostics
from ui.windows.settings.first_window import FirstWindow, ask_first_window
from ui.windows.settings.language import Language
from ui.windows.settings.last_end import RunMark
from ui.windows.settings.look import Look, chosen_scheme
from ui.windows.settings.time_zone import TimeZone

logger = logging.getLogger(__name__)

REFUSED: Final = 1


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the application; the exit code."""
    options = parser().parse_args(arguments)
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    QGuiApplication.setDesktopFileName("deskbell")
    application = QApplication(sys.argv[:1])
    application.setApplicationName("Deskbell")
    InSight(application)
    faults = Faults()
    loop = qasync.QEventLoop(application)
    asyncio.set_event_loop(loop)
    faults.install(loop)
    try:
        code: int = loop.run_until_complete(run(options, application, faults))
    finally:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        faults.remove()
        loop.close()
    return code


async def run(options: argparse.Namespace, application: QApplication, faults: Faults) -> int:
    """Everything between the start of the loop and its end."""
    profile = Profile(folder=options.profile or default_profile())
    try:
        with claim(profile.folder):
            return await _work(profile, options, application, faults=faults)
    except ProfileInUse:
        if ask_first_window(profile.folder, options.link):
            return 0
        sys.stderr.write("Deskbell is open already for this account on this computer.\n")
        return REFUSED
    except OSError as error:
        sys.stderr.write(f"Deskbell cannot use its folder on this computer: {error.strerror}.\n")
        return REFUSED


async def _work(
    profile: Profile, options: argparse.Namespace, application: QApplication, *, faults: Faults
) -> int:
    environment = RealEnvironment()
    spawn = Spawner(faults)
    mark = RunMark(profile.folder)
    crashed = mark.begin()
    faults.occurred.connect(lambda _: mark.note(faults.last_report))
    try:
        keyring = NoKeyring() if options.online_only else None
        client = Client(profile, environment, keyring=keyring, device_name=host_name())
        async with client:
            theme = Theme(_scheme(options, str(client.settings.get("appearance"))))
            look = Look(client.settings, theme, fixed=options.scheme)
            theme.apply(application)
            language = Language(client.settings)
            time_zone = TimeZone(client.settings)
            problem = await prepare(client, options)
            if problem:
                sys.stderr.write(f"{problem}\n")
                return REFUSED
            diagnostics = Diagnostics(
                client,
                faults,
                folder=profile.folder,
                now_us=environment.now_us,
                monotonic=environment.monotonic,
                crashed=crashed,
            )
            shell = Shell(
                client,
                theme,
                environment=environment,
                spawn=spawn,
                faults=faults,
                size=options.size,
                diagnostics=diagnostics,
            )
            for spoken in (language, time_zone):
                spoken.changed.connect(partial(QTimer.singleShot, 0, shell.reopen))
            first = FirstWindow(profile.folder)
            first.asked.connect(shell.raise_window)
            first.linked.connect(shell.open_link)
            spawn(collect_garbage(client, environment), name="collect garbage")
            try:
                await _show(shell, theme, options, environment=environment, spawn=spawn)
            finally:
                first.close()
                diagnostics.close()
                look.close()
                language.close()
                time_zone.close()
    finally:
        if sys.exc_info()[0] is None:  # an error on its way out is an unexpected end
            mark.end()
        await spawn.close()
        environment.close()
    return 0


async def _show(
    shell: Shell,
    theme: Theme,
    options: argparse.Namespace,
    *,
    environment: RealEnvironment,
    spawn: Spawner,
) -> None:
    try:
        shell.show()
        shell.open_link(options.link)
        QTimer.singleShot(0, lambda: QGuiApplication.setWindowIcon(program_icon()))  # after a paint
        if options.quit_after is not None:
            QTimer.singleShot(int(options.quit_after * 1000), shell.ended.set)
        if options.screenshots is not None and shell.agent is not None:
            from ui.demo_pictures import DemoPictures  # noqa: PLC0415 - see above

            pictures = DemoPictures(shell.agent, theme, environment, folder=options.screenshots)
            await pictures.take()
            if options.quit_after is None:
                shell.ended.set()
        await shell.ended.wait()
    finally:  # an error on its way out leaves no window that would write to closed files
        await spawn.close()
        shell.close()


async def prepare(client: Client, options: argparse.Namespace) -> str:
    """Unlock and sign in as the options say; a sentence when that is not possible."""
    try:
        if options.passphrase_file is not None:
            passphrase = options.passphrase_file.read_text().splitlines()[0]
            await client.unlock(passphrase=passphrase)
            await client.protect(passphrase=passphrase)
        if options.email is None or client.state.kind != "signed_out":
            return ""
        password = sys.stdin.readline().rstrip("\n") if options.password_stdin else ""
        await client.sign_in(join_code=options.join, email=options.email, password=password)
    except SignInRefused as error:
        return refusal_words(error.refusal)
    except Unreachable as error:
        return f"The server cannot be reached: {error}"
    except BadJoinCode:
        return "This is not a join code, or it was mistyped."
    except (ClientError, OSError, ValueError) as error:
        return str(error)
    return ""


class NoKeyring:
    """Stands for a keyring where nothing shall be kept on this computer."""

    def get_password(self, service: str, username: str, /) -> str | None:
        raise KeyringUnavailable("online only")

    def set_password(self, service: str, username: str, password: str, /) -> None:
        raise KeyringUnavailable("online only")

    def delete_password(self, service: str, username: str, /) -> None:
        raise KeyringUnavailable("online only")


def default_profile() -> Path:
    """Where a person's profile is when nothing else is said."""
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local"))
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME", Path.home() / ".local" / "share"))
    return base / "deskbell" / "profile"


def parser() -> argparse.ArgumentParser:
    """The options of the command."""
    told = argparse.ArgumentParser(prog="deskbell", description="A live support desk.")
    told.add_argument(
        "link", nargs="?", default="", help="a ticket or view to open: deskbell://ticket/48213"
    )
    told.add_argument("--profile", type=Path, help="folder of this account on this computer")
    told.add_argument("--join", metavar="CODE", help="join code of the desk, for the first sign-in")
    told.add_argument("--email", help="address to sign in with")
    told.add_argument(
        "--password-stdin", action="store_true", help="read the password from standard input"
    )
    told.add_argument(
        "--online-only", action="store_true", help="keep nothing of the desk on this computer"
    )
    told.add_argument(
        "--passphrase-file", type=Path, help="file whose first line protects what is kept here"
    )
    told.add_argument(
        "--size", type=_size, metavar="WxH", help="size of the window, else as it was left"
    )
    told.add_argument(
        "--screenshots", type=Path, metavar="DIR", help="take pictures of the window, then end"
    )
    told.add_argument("--quit-after", type=float, metavar="SECONDS", help="end by itself")
    scheme = told.add_mutually_exclusive_group()
    scheme.add_argument("--light", dest="scheme", action="store_const", const="light")
    scheme.add_argument("--dark", dest="scheme", action="store_const", const="dark")
    return told


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.partition("x")
    try:
        return int(width), int(height)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is not like 1440x900") from None


def _scheme(options: argparse.Namespace, appearance: str) -> Scheme:
    """What the command says, else what the person has set, else what the system has."""
    if options.scheme is not None:
        scheme: Scheme = options.scheme
        return scheme
    return chosen_scheme(appearance)
