# SPDX-License-Identifier: Apache-2.0
"""Shows a live desk: a sample company, robots that work in it, and the window of one of its agents.

Everything is real and on this machine alone: the server with TLS on free ports of loopback, robots
and window as programs of their own that sign in over the network. All are ended again, and what
they wrote is removed, unless it was given a data folder.
"""

import argparse
import asyncio
import os
import shutil
import signal
import sys
import tempfile
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import msgspec

from resources.sample.chatter import Chatter
from resources.sample.desk import FEWEST, generate
from sync_server.config import Configuration, read_configuration
from sync_server.environment import Environment, RealEnvironment
from sync_server.operations.children import Child, Children
from sync_server.operations.control import ask_server
from sync_server.operations.demo_customers import Customers
from sync_server.operations.demo_desk import Prepared, prepare_desk, say
from sync_server.operations.failed import Failed
from sync_server.operations.loopback import answers, free_ports
from sync_server.operations.requests import ImportArchive

DESK: Final = "Brightwater Support"
SEED: Final = 1
TICKETS: Final = 3_000
ROBOTS: Final = 12
PACE_S: Final = 6.0
"""Between two things that one robot does, on average."""

MAIL_S: Final = 5.0
"""Between two mails of customers, on average."""

SHOWN: Final = "Maya Okafor"
"""Whose window is opened."""

SIZE: Final = (1440, 900)
HEADLESS_S: Final = 25
MOST_HEADLESS_S: Final = 150.0
"""How long the window may take on a virtual display, from its start to its end."""

START_S: Final = 60.0
POLL_S: Final = 0.1


def configure(parser: argparse.ArgumentParser) -> None:
    """The command line's arguments."""
    parser.add_argument("--tickets", type=int, default=TICKETS, help=f"how many ({TICKETS})")
    parser.add_argument("--robots", type=int, default=ROBOTS, help=f"how many ({ROBOTS})")
    parser.add_argument(
        "--headless", action="store_true", help="use a virtual display although there is one"
    )
    parser.add_argument(
        "--screenshots",
        type=Path,
        default=Path("demo-screenshots"),
        help="where pictures go without a display (./demo-screenshots)",
    )
    parser.add_argument("--seconds", type=int, default=HEADLESS_S, help=argparse.SUPPRESS)


def run(arguments: argparse.Namespace) -> int:
    """Show the demo; 0 when the window ended as it should."""
    _check_parts(arguments)
    environment = RealEnvironment()
    given: Path | None = arguments.data
    data = Path(tempfile.mkdtemp(prefix="deskbell-demo-")) if given is None else given
    try:
        with asyncio.Runner() as runner:
            return runner.run(_Demo(data, environment, arguments).run())
    except asyncio.CancelledError:
        return 128 + signal.SIGTERM
    finally:
        environment.close()
        if given is None:
            shutil.rmtree(data, ignore_errors=True)


class _Demo:
    """One run."""

    def __init__(self, data: Path, environment: Environment, arguments: argparse.Namespace) -> None:
        self._data = data
        self._environment = environment
        self._arguments = arguments
        self._headless = arguments.headless or not has_display()
        self._configuration = Configuration(data=data / "desk")
        self._sample = generate(SEED, as_of=environment.now(), tickets=arguments.tickets)

    async def run(self) -> int:
        """Prepare, start, wait, end. Raises `CancelledError` when it is told to end early."""
        task = asyncio.current_task()
        if task is not None:
            with suppress(NotImplementedError):  # Windows has no handlers for loops
                asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
        port, file_port = await free_ports()
        self._configuration = read_configuration(
            self._configuration.data,
            variables={},
            desk=DESK,
            host="127.0.0.1",
            port=port,
            file_port=file_port,
            web_port=0,
            names=["127.0.0.1", "localhost"],
        )
        prepared = await prepare_desk(
            self._configuration,
            self._environment,
            self._sample,
            shown=SHOWN,
            robots=self._arguments.robots,
        )
        async with Children() as children:
            await self._serve(children)
            await self._start_robots(children, prepared)
            self._invite(prepared)
            window = await self._open_window(children, prepared)
            code = await self._wait(window)
            say("Ending the robots and the server")
        say("Done" if code == 0 else f"The window ended with {code}; see above")
        return code

    # -- programs ------------------------------------------------------------------------------

    async def _serve(self, children: Children) -> None:
        configuration = self._configuration
        server = await children.start(
            "server",
            [
                *python("sync_server.cli"),
                "serve",
                *("--data", str(configuration.data)),
                *("--port", str(configuration.port)),
                *("--file-port", str(configuration.file_port)),
                *("--web-port", str(configuration.web_port)),
            ],
            log=self._log("server"),
        )
        for _ in range(int(START_S / POLL_S)):
            if server.process.returncode is not None:
                raise Failed(f"The server does not start:\n{self._tail('server')}")
            if await answers(configuration.host, configuration.port):
                say(f"Serving with TLS on {configuration.host}, port {configuration.port}")
                return
            await self._environment.sleep(POLL_S)
        raise Failed(f"The server does not answer:\n{self._tail('server')}")

    async def _start_robots(self, children: Children, prepared: Prepared) -> None:
        orders = {
            "folder": str(self._data / "robots"),
            "password": prepared.password,
            "people": prepared.robots,
            "pace_s": PACE_S,
            "seed": SEED,
        }
        say(f"{len(prepared.robots)} robots sign in one after another and begin to work")
        await children.start(
            "robots",
            python("app.crew"),
            log=self._log("robots"),
            say=f"{msgspec.json.encode(orders).decode()}\n",
        )

    async def _open_window(self, children: Children, prepared: Prepared) -> Child:
        seat, arguments = prepared.window, self._arguments
        words = [
            *python("ui.launch"),
            *("--profile", str(self._data / "window")),
            *("--join", seat.join_code),
            *("--email", seat.email),
            *("--password-stdin", "--online-only"),
            *("--size", "x".join(map(str, SIZE))),
        ]
        # The profile is for this run, so its keys are not put into the person's keyring.
        variables = {"PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}
        if self._headless:
            pictures = arguments.screenshots.resolve()
            pictures.mkdir(parents=True, exist_ok=True)
            words += ["--light", "--screenshots", str(pictures)]
            words += ["--quit-after", str(arguments.seconds)]
            variables |= await self._start_display(children)
            say(f"Opening the window of {SHOWN} there for about {arguments.seconds} s")
        else:
            say(f"Opening the window of {SHOWN}. Close it, or press Ctrl C here, to end the demo")
        return await children.start(
            "window",
            words,
            log=self._log("window"),
            say=f"{prepared.password}\n",
            hear=lambda line: say(f"  {line}"),
            variables=variables,
        )

    async def _start_display(self, children: Children) -> dict[str, str]:
        """A virtual display under a number that is free; the variables that name it."""
        read, write = os.pipe()
        width, height = SIZE
        try:
            await children.start(
                "display",
                [
                    "Xvfb",
                    *("-displayfd", str(write)),
                    *("-screen", "0", f"{width}x{height}x24"),
                    *("-nolisten", "tcp"),
                ],
                log=self._log("display"),
                keep=(write,),
            )
        finally:
            os.close(write)
        with os.fdopen(read, "rb") as file:
            number = await self._environment.lane("display").run(file.readline)
        if not number.strip():
            raise Failed(f"The virtual display does not start:\n{self._tail('display')}")
        name = f":{number.strip().decode()}"
        say(f"There is no display, so a virtual one is used ({name})")
        return {"DISPLAY": name, "QT_QPA_PLATFORM": "xcb", "WAYLAND_DISPLAY": ""}

    async def _wait(self, window: Child) -> int:
        """Wait for the window's end, or for Ctrl C; the exit code of the demo."""
        stopped = asyncio.Event()
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            with suppress(NotImplementedError):  # Windows has no handlers for loops
                loop.add_signal_handler(number, stopped.set)
        limit = MOST_HEADLESS_S + self._arguments.seconds if self._headless else None
        waiting = {
            loop.create_task(window.wait()),
            loop.create_task(stopped.wait()),
            loop.create_task(self._let_customers_write(stopped)),
        }
        try:
            await asyncio.wait(waiting, timeout=limit, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in waiting:
                task.cancel()
        if window.process.returncode is None:
            if stopped.is_set():
                return 0
            raise Failed(f"The window did not end in time:\n{self._tail('window')}")
        if window.process.returncode != 0:
            sys.stderr.write(f"{self._tail('window')}\n")
        elif self._headless:
            say(f"The pictures are in {self._arguments.screenshots.resolve()}")
        return window.process.returncode

    async def _let_customers_write(self, stopped: asyncio.Event) -> None:
        """Have the server import a mail every now and then. Without its control socket, nothing."""
        now = self._environment.now()
        chatter = Chatter.seeded(f"{now:%j%H%M%S}", at=now)
        customers = Customers(self._sample, chatter)
        while not stopped.is_set():
            await self._environment.sleep(chatter.random.expovariate(1 / MAIL_S))
            with suppress(Failed, OSError):
                folder, team = customers.write(self._data / "mail", now=self._environment.now())
                request = ImportArchive(path=str(folder), team=team)
                await ask_server(self._configuration.control, request)
                shutil.rmtree(folder)

    # -- telling -------------------------------------------------------------------------------

    def _invite(self, prepared: Prepared) -> None:
        visitor, configuration = prepared.visitor, self._configuration
        say("To try a second client, run `deskbell` and sign in with")
        say(f"  join code  {visitor.join_code}")
        say(f"  address    {visitor.email}")
        say(f"  password   {prepared.password}")
        say("The code is good for ten minutes and one device. Another one:")
        say(f"  deskbell-server join-code --data {configuration.data}")

    def _log(self, name: str) -> Path:
        return self._data / f"{name}.log"

    def _tail(self, name: str) -> str:
        lines = self._log(name).read_text(encoding="utf-8", errors="replace").splitlines()
        return "\n".join(f"  {line}" for line in lines[-8:])


# -- small questions ---------------------------------------------------------------------------


def python(module: str) -> list[str]:
    """The command that runs one of our programs."""
    return [sys.executable, "-m", module]


def has_display() -> bool:
    """Whether a window can be opened where a person sees it."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _check_parts(arguments: argparse.Namespace) -> None:
    """Say what is missing before anything is started. Raises `Failed`."""
    if arguments.tickets < FEWEST or arguments.robots < 0:
        raise Failed(f"The demo needs {FEWEST} tickets or more, and no fewer than 0 robots")
    missing = [name for name in ("app.crew", "ui.launch") if not _is_there(name)]
    if missing:
        raise Failed(f"The demo needs the client as well; {', '.join(missing)} is not installed")
    if arguments.headless or not has_display():
        if sys.platform in ("win32", "darwin"):
            raise Failed("--headless needs X11, which this system does not have")
        if shutil.which("Xvfb") is None:
            raise Failed(
                "There is no display, and no virtual one: Xvfb is missing. "
                "On Debian: apt-get install xvfb"
            )


def _is_there(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:
        return False
