# SPDX-License-Identifier: Apache-2.0
"""Before the work: signing in, signing in while the server is away, and the first run."""

from typing import Any

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit

from app.environment import RealEnvironment
from tests.pictures.registry import picture
from tests.pictures.stage import Stage

SMALL, FIRST = (960, 640), (960, 580)


async def _arriving(stage: Stage, **settings: Any) -> None:
    """Maya pastes her join code on a new computer, and fills in the rest."""
    clock = RealEnvironment()  # the server tells the real date with its certificate
    stage.closes(clock.close)
    await stage.open_window(client=await stage.client(environment=clock), **settings)
    seat = stage.company.seat()
    code = stage.find("signin.code.field")
    assert isinstance(code, QLineEdit)
    QGuiApplication.clipboard().setText(seat.join_code)
    code.setFocus()
    code.paste()
    stage.type(seat.email, at=stage.find("signin.email.field"))
    stage.type(stage.company.password, at=stage.find("signin.password.field"))
    window = stage.find("signin.primary.button").window()
    stage.show(window)
    await stage.until(lambda: "Brightwater" in window.subtitle.text())  # type: ignore[attr-defined]


async def _away(stage: Stage, **settings: Any) -> None:
    """The server forgot Maya's session, and then went away."""
    client = await stage.signed_in()
    await stage.stop_server()
    await stage.restore_server()
    client.retry_now()
    await stage.until(lambda: client.state.kind == "signed_out")
    await stage.stop_server()
    await stage.open_window(client=client, **settings)
    stage.type(stage.company.password, at=stage.find("signin.password.field"))
    await stage.until(lambda: stage.shows("signin.offline.button"))
    stage.show(stage.find("signin.offline.button").window())


@picture("sign-in", SMALL)
async def sign_in(stage: Stage) -> None:
    """The first time on this computer."""
    await _arriving(stage)


@picture("sign-in-dark", SMALL)
async def sign_in_dark(stage: Stage) -> None:
    """The same in dark."""
    await _arriving(stage, appearance="dark")


@picture("sign-in-offline", SMALL)
async def sign_in_offline(stage: Stage) -> None:
    """The server does not answer, and this computer holds what was there."""
    await _away(stage, appearance="dark")


@picture("sign-in-offline-light", SMALL)
async def sign_in_offline_light(stage: Stage) -> None:
    """The same in light."""
    await _away(stage)


async def welcomed(stage: Stage, **settings: Any) -> None:
    """Maya has signed in for the first time, and is asked about herself."""
    await _arriving(stage, **settings)
    stage.click(stage.find("signin.primary.button"))
    await stage.until(lambda: stage.shows("first_run.next.button"))
    window = stage.find("first_run.next.button").window()
    if stage.size < FIRST:  # as on a screen that has no more room
        window.resize(*stage.size)
    stage.show(window)


@picture("first-run", FIRST)
async def first_run(stage: Stage) -> None:
    """About Maya."""
    await welcomed(stage)


@picture("first-run-dark", FIRST)
async def first_run_dark(stage: Stage) -> None:
    """The same in dark."""
    await welcomed(stage, appearance="dark")


@picture("first-run-keys", FIRST)
async def first_run_keys(stage: Stage) -> None:
    """The second step, with some keys tried."""
    await welcomed(stage)
    stage.click(stage.find("first_run.next.button"))
    await stage.calm()
    stage.type("ja", at=stage.find("first_run.practice.list"))
