# SPDX-License-Identifier: Apache-2.0
"""The agent's window over a small desk, as the tests of its parts have it."""

from tests.ui.conftest import theme
from tests.ui.windows.agent.conftest import client, controller, faults, opened

__all__ = ["client", "controller", "faults", "opened", "theme"]
