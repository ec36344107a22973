# SPDX-License-Identifier: Apache-2.0
"""The customer of a ticket: who it is, and how they are changed."""

from typing import Any

from PySide6.QtCore import Qt

from tests.pictures.groups.main import SUBJECT
from tests.pictures.registry import picture
from tests.pictures.stage import Stage


async def _customer(stage: Stage, **settings: Any) -> None:
    await stage.open_window(**settings)
    await stage.open_ticket(SUBJECT)
    stage.agent.window.properties.show_page("customer")
    await stage.calm()


@picture("customer")
async def customer(stage: Stage) -> None:
    """Who it is, and what can be done."""
    await _customer(stage)


@picture("customer-edit")
async def customer_edit(stage: Stage) -> None:
    """They are changed in place."""
    await _customer(stage)
    stage.click(stage.find("properties.customer.edit"))
    await stage.calm()


@picture("customer-choose")
async def customer_choose(stage: Stage) -> None:
    """Somebody else is looked for."""
    await _customer(stage)
    stage.agent.do("customer")
    await stage.calm()
    stage.type("gre", at=stage.find("menu.search.field"))
    await stage.calm()


@picture("customer-merge")
async def customer_merge(stage: Stage) -> None:
    """What two customers become who are one person."""
    await _customer(stage)
    stage.click(stage.find("properties.customer.merge"))
    await stage.calm()
    field = stage.find("menu.search.field")
    stage.type("greta", at=field)
    await stage.calm()
    stage.key(Qt.Key.Key_Return, at=field)
    await stage.calm()
