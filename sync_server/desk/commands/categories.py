# SPDX-License-Identifier: Apache-2.0
"""Commands on categories."""

from sync_server.contract.commands import ChangeCategory, CreateCategory, given
from sync_server.contract.entities import Category
from sync_server.desk.access import administers
from sync_server.desk.commands.given import check_bases
from sync_server.desk.commands.references import usable_category
from sync_server.desk.registry import handles
from sync_server.desk.unit import Unit


@handles(CreateCategory, policy=administers, audit="configuration")
def handle_create_category(unit: Unit, command: CreateCategory) -> None:
    """Add a category under a usable one; parents exist first, so the tree has no circle."""
    if command.parent is not None:
        usable_category(unit, command.parent)
    unit.insert(Category(id=command.category, name=command.name, parent=command.parent))


@handles(ChangeCategory, policy=administers, audit="configuration")
def handle_change_category(unit: Unit, command: ChangeCategory) -> None:
    """Change what is given. Tickets keep a disabled category; none get it any more."""
    category = unit.get(Category, command.category)
    changes = given(command, ("name", "disabled"))
    check_bases(unit, category, changes, base=command.base)
    unit.update(category, **changes)
