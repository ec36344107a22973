# SPDX-License-Identifier: Apache-2.0
"""The application: its options, its loop, one client, and the window that fits.

Windows that few starts show are imported where they are opened: the workspace is there sooner.
"""

import argparse
import asyncio
import gc
import logging
import os
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

import qasync
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from app.claim import claim
from app.client import Client, Profile
from app.environment import Environment, RealEnvironment, host_name
from app.errors import (
    BadJoinCode,
    ClientError,
    KeyringUnavailable,
    ProfileInUse,
    SignInRefused,
    Unreachable,
)
from app.signals import Subscription
from app.sync.connection import ConnectionState
from app.workspace.words import refusal_words
from ui.faults import Faults
from ui.slots import Spawner
from ui.theme.icons import program_icon
from ui.theme.theme import Theme
from ui.theme.tokens import Scheme
from ui.windows.agent.controller import AgentController
from ui.windows.in_sight import InSight
from ui.windows.settings.diagnostics import Diagnostics
from ui.windows.settings.first_window import FirstWindow, ask_first_window
from ui.windows.settings.language import Language
from ui.windows.settings.last_end import RunMark
from ui.windows.settings.look import Look, chosen_scheme

if TYPE_CHECKING:
    from ui.windows.first_run.controller import FirstRunController
    from ui.windows.signin.controller import SignInController

logger = logging.getLogger(__name__)

REFUSED: Final = 1
SETTLE_S: Final = 0.5
_AWAY: Final = frozenset({"signed_out", "locked"})


class Shell(QObject):
    """Shows the window that fits the client: to sign in, or to work. Ends when it is closed."""

    def __init__(
        self,
        client: Client,
        theme: Theme,
        *,
        environment: RealEnvironment,
        spawn: Spawner,
        faults: Faults,
        size: tuple[int, int] | None,
        diagnostics: Diagnostics | None = None,
    ) -> None:
        super().__init__()
        self._diagnostics = diagnostics
        self._first_run: FirstRunController | None = None
        self._client = client
        self._theme = theme
        self._environment = environment
        self._spawn = spawn
        self._faults = faults
        self._size = size
        self._link = ""
        self.ended = asyncio.Event()
        self.agent: AgentController | None = None
        self._sign_in: SignInController | None = None
        self._subscription: Subscription = client.state_changed.connect(self._on_state_changed)

    def show(self) -> None:
        """Open the window that fits now."""
        self._on_state_changed(self._client.state)

    def raise_window(self) -> None:
        """Bring the open window to the front: somebody started the program once more."""
        for shown in (self.agent, self._sign_in):
            if shown is not None:
                window = shown.window
                window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
                window.show()
                window.raise_()
                window.activateWindow()
                return

    def open_link(self, link: str) -> None:
        """Go to what a link names, once there is a window to work in."""
        self._link = link
        if self.agent is not None and link:
            self._link = ""
            self.agent.links.open(link)

    def reopen(self) -> None:
        """Build the window anew, in another language. What is written is a draft by then."""
        if self.agent is not None:
            window = self.agent.window
            self._size = None if window.isMaximized() else (window.width(), window.height())
            self._close_agent()
            self._open_agent()
        if self._sign_in is not None:
            self._close_sign_in()
            self._open_sign_in()

    def close(self) -> None:
        """Close whatever window is open."""
        self._subscription.close()
        self._close_first_run()
        self._close_agent()
        self._close_sign_in()

    def _on_state_changed(self, state: ConnectionState) -> None:
        if state.kind in _AWAY:
            self._close_agent()
            self._open_sign_in()
        elif self._sign_in is not None and self._sign_in.busy:
            pass  # its end decides
        elif self.agent is None and self._client.me is not None:
            self._open_agent()
            self._close_sign_in()

    def _open_agent(self) -> None:
        self.agent = AgentController(
            self._client,
            self._theme,
            environment=self._environment,
            faults=self._faults,
            diagnostics=self._diagnostics,
        )
        if self._size is None:
            self.agent.workplace.place_window()
        else:
            self.agent.window.resize(*self._size)
        self.agent.window.show()
        self.agent.closed.connect(self.ended.set)
        self.agent.sign_out_requested.connect(self._on_sign_out_requested)
        self.open_link(self._link)

    def _close_agent(self) -> None:
        agent, self.agent = self.agent, None
        if agent is not None:
            agent.closed.disconnect(self.ended.set)
            agent.close()
            agent.deleteLater()

    def _open_sign_in(self) -> None:
        if self._sign_in is None:
            from ui.windows.signin.controller import SignInController  # noqa: PLC0415 - see above

            self._sign_in = SignInController(self._client, self._theme, faults=self._faults)
            self._sign_in.closed.connect(self.ended.set)
            self._sign_in.settled.connect(self._on_settled)
            self._sign_in.window.show()
        self._sign_in.refresh()

    def _close_sign_in(self) -> None:
        sign_in, self._sign_in = self._sign_in, None
        if sign_in is not None:
            sign_in.closed.disconnect(self.ended.set)
            sign_in.settled.disconnect(self._on_settled)
            sign_in.close()
            sign_in.deleteLater()

    def _on_settled(self) -> None:
        state = self._client.state
        if state.kind not in _AWAY:
            self._on_state_changed(state)
            self._open_first_run()

    def _open_first_run(self) -> None:
        """Once for each person on this computer, after they signed in."""
        done = self._client.settings.get("first_run_done")
        if self.agent is not None and self._first_run is None and not done:
            from ui.windows.first_run.controller import (  # noqa: PLC0415 - see above
                FirstRunController,
            )

            self._first_run = FirstRunController(self._client, self._theme)
            self._first_run.done.connect(self._close_first_run)
            self._first_run.window.show()

    def _close_first_run(self) -> None:
        first, self._first_run = self._first_run, None
        if first is not None:
            first.close()
            first.deleteLater()

    def _on_sign_out_requested(self) -> None:
        """The window lets go of the files before they are deleted."""
        self._close_agent()
        self._spawn(self._client.sign_out(), name="sign out")


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
            language.changed.connect(partial(QTimer.singleShot, 0, shell.reopen))
            first = FirstWindow(profile.folder)
            first.asked.connect(shell.raise_window)
            first.linked.connect(shell.open_link)
            spawn(collect_again(client, environment), name="collect again")
            try:
                await _show(shell, theme, options, environment=environment, spawn=spawn)
            finally:
                first.close()
                diagnostics.close()
                look.close()
                language.close()
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
    shell.show()
    shell.open_link(options.link)
    QTimer.singleShot(0, lambda: QGuiApplication.setWindowIcon(program_icon()))  # after the paint
    if options.quit_after is not None:
        QTimer.singleShot(int(options.quit_after * 1000), shell.ended.set)
    if options.screenshots is not None and shell.agent is not None:
        from ui.demo_pictures import DemoPictures  # noqa: PLC0415 - see above

        pictures = DemoPictures(shell.agent, theme, environment, folder=options.screenshots)
        await pictures.take()
        if options.quit_after is None:
            shell.ended.set()
    await shell.ended.wait()
    await spawn.close()
    shell.close()


async def collect_again(client: Client, environment: Environment) -> None:
    """Look for garbage from now on, but never among what was read until now.

    `ui.launch` has put it off. Neither modules nor widgets nor the tickets of the desk are garbage,
    and each look through all of them took up to 70 ms.
    """
    reading = True
    while reading:
        await environment.sleep(SETTLE_S)
        reading = client.me is not None and client.workspace.loading
    gc.freeze()
    gc.enable()


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
