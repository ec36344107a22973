# SPDX-License-Identifier: Apache-2.0
import pytest

from app.sync.connection import ConnectionState
from ui.models.reach import reach_of


@pytest.mark.parametrize(
    ("kind", "reason", "reach"),
    [
        ("connecting", None, "connecting"),
        ("syncing", None, "online"),
        ("live", None, "online"),
        ("offline", "network", "offline"),
        ("connecting", "network", "offline"),
        ("offline", None, "offline"),
    ],
)
def test_only_a_first_try_is_neither_online_nor_offline(kind, reason, reach):
    assert reach_of(ConnectionState(kind=kind, reason=reason)) == reach
