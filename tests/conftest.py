# SPDX-License-Identifier: Apache-2.0
"""What holds for every test: no surprise in the log, no other host, no trace on the machine."""

import asyncio
import gc
import logging
import os
import signal
import subprocess
from collections.abc import Callable, Generator, Iterator, Mapping
from pathlib import Path

import pytest
import pytestqt.plugin
from hypothesis import settings
from pytest_xvfb import Xvfb

from tests.support.log_guard import ExpectedLogs, LogGuard
from tests.support.loopback import loopback_only
from tests.support.qt_loop import handle_pending, qt_loop
from ui.garbage import collect_due

# Qt draws in memory here. A test of a real window starts the program with `window_environment`.
os.environ["QT_QPA_PLATFORM"] = "offscreen"

# Two busy cores prove nothing about time; the gate tries the same examples each run.
settings.register_profile(
    "deskbell", settings.get_profile("ci" if os.environ.get("CI") else "default"), deadline=None
)
settings.load_profile("deskbell")


def pytest_configure(config: pytest.Config) -> None:
    """Ended from outside, the suite puts away what it started, as it does at Ctrl-C."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    pytestqt.plugin._process_events = handle_pending
    gc.disable()  # in any thread it would destroy widgets that are garbage; see `ui.garbage`


def pytest_collection_finish() -> None:
    """Modules and tests are no garbage: no look between two tests goes through all of them."""
    gc.freeze()


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown() -> None:
    """Look for garbage between two tests, in the thread of the widgets."""
    collect_due()


def pytest_asyncio_loop_factories(
    config: pytest.Config, item: pytest.Item
) -> Mapping[str, Callable[[], asyncio.AbstractEventLoop]]:
    """Give Qt's loop to the tests that ask for Qt, and asyncio's own to all others."""
    if "qapp" in getattr(item, "fixturenames", ()):
        return {"qt": qt_loop}
    return {"asyncio": asyncio.new_event_loop}


@pytest.fixture(scope="session", autouse=True)
def _stay_on_this_machine() -> Iterator[None]:
    with loopback_only():
        yield


@pytest.fixture(scope="session", autouse=True)
def _leave_no_trace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Settings, caches and secrets of the person who runs the tests are out of reach."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(home))
        for name in ("CONFIG", "DATA", "STATE", "CACHE"):
            patch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
        patch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
        yield


@pytest.fixture(autouse=True)
def _let_others_read() -> Iterator[None]:
    """A command of the server, run in this process, shuts what is written after it to all others:
    to the mail server of the next test too.
    """
    mask = os.umask(0o022)
    yield
    os.umask(mask)


@pytest.fixture(autouse=True)
def expected_logs() -> Iterator[ExpectedLogs]:
    """Lets a test announce the warnings that it provokes; all others fail it."""
    expected = ExpectedLogs()
    guard = LogGuard(expected)
    root = logging.getLogger()
    root.addHandler(guard)
    yield expected
    root.removeHandler(guard)
    _fail_for(expected.complaints())


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None]:
    yield
    expected = getattr(item, "funcargs", {}).get("expected_logs")
    if isinstance(expected, ExpectedLogs):
        _fail_for([*expected.complaints(), *expected.unfulfilled()])


def _fail_for(complaints: list[str]) -> None:
    if complaints:
        pytest.fail("\n".join(complaints), pytrace=False)


@pytest.fixture(scope="session", autouse=True)
def _no_display_outlives_the_suite(xvfb: Xvfb | None) -> Iterator[None]:
    """A killed suite lets go of the guard's input, and then the guard ends its display."""
    if xvfb is None:
        yield
        return
    display = str(xvfb._virtual_display.pid)
    command = ["sh", "-c", 'cat; kill "$1"', "guard", display]
    with subprocess.Popen(command, stdin=subprocess.PIPE, start_new_session=True) as guard:
        yield
        guard.kill()


@pytest.fixture
def window_environment(xvfb: Xvfb | None) -> Mapping[str, str]:
    """The environment of a program that shall open real windows, on a display of the suite's."""
    assert xvfb is not None, "Xvfb is not installed"
    return {**os.environ, "QT_QPA_PLATFORM": "xcb"}


@pytest.fixture(scope="session")
def repository() -> Path:
    """The top of the checkout."""
    return Path(__file__).resolve().parent.parent
