# SPDX-License-Identifier: Apache-2.0
"""The sign-in window over a client that answers as a test tells it."""

from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import msgspec
import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from app.client import Held
from app.link.check import STEPS, Check
from tests.support.client_environment import settle
from ui.faults import Faults
from ui.windows.signin.controller import SignInController


@dataclass
class Door:
    """What of `app.client.Client` the sign-in uses. `trouble` is raised by the next attempt."""

    vault: Any = field(default_factory=lambda: SimpleNamespace(kind="keyring"))
    state: Any = field(default_factory=lambda: SimpleNamespace(kind="signed_out", reason=None))
    trouble: Exception | None = None
    knows_desk: bool = False
    desk: str = ""
    failing: str = ""
    holding: Held | None = None
    offline: int = 0
    last: dict[str, Any] = field(default_factory=dict)
    """What the last step tells besides."""
    entered: list[dict[str, Any]] = field(default_factory=list)
    passphrases: list[str] = field(default_factory=list)
    checked: list[str | None] = field(default_factory=list)

    @property
    def server_name(self):
        return "desk.example:8443" if self.knows_desk else ""

    async def held(self):
        return self.holding

    def work_offline(self):
        self.offline += 1

    def answer(self):
        trouble, self.trouble = self.trouble, None
        if trouble is not None:
            raise trouble

    async def sign_in(self, **how):
        self.answer()
        self.entered.append(how)

    async def protect(self, *, passphrase):
        self.passphrases.append(passphrase)

    async def unlock(self, *, passphrase):
        self.answer()
        self.passphrases.append(passphrase)

    async def check_connection(self, *, join_code=None):
        self.checked.append(join_code)
        wrong = [ValueError("no desk")] * (join_code is None and not self.knows_desk)
        for error in wrong:
            raise error
        checks = [Check(step=step, ok=step != self.failing, detail="18 ms") for step in STEPS]
        return (*checks[:-1], msgspec.structs.replace(checks[-1], **self.last))


@pytest.fixture
def door():
    return Door()


@pytest.fixture
async def controller(qapp, theme, door):
    controller = SignInController(door, theme, faults=Faults())
    controller.window.show()
    controller.refresh()
    await settle()
    yield controller
    controller.close()
    controller.deleteLater()
    await settle()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
