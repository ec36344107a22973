# SPDX-License-Identifier: Apache-2.0
"""The windows over a small desk, as the tests of their parts have them."""

from tests.ui.conftest import pointer_elsewhere, theme
from tests.ui.windows.agent.admin.conftest import automated, promised
from tests.ui.windows.agent.conftest import client, controller, faults, opened
from tests.ui.windows.agent.held.conftest import waiting
from tests.ui.windows.agent.setup.conftest import administrator
from tests.ui.windows.first_run.test_controller import first
from tests.ui.windows.signin.conftest import controller as signin
from tests.ui.windows.signin.conftest import door

__all__ = [
    "administrator",
    "automated",
    "client",
    "controller",
    "door",
    "faults",
    "first",
    "opened",
    "pointer_elsewhere",
    "promised",
    "signin",
    "theme",
    "waiting",
]
