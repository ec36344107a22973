# SPDX-License-Identifier: Apache-2.0
"""Commands on categories."""

import pytest

from sync_server.contract.entities import Category
from sync_server.contract.refusals import Code
from tests.support.plain import c


async def test_a_category_is_added_under_another_and_changed(standard):
    await standard.do("ada", c.CreateCategory(category="new", name="New", parent="refunds"))
    await standard.do("ada", c.ChangeCategory(category="new", name="Newer", disabled=True))
    category = await standard.row(Category, "new")
    assert (category.parent, category.name, category.disabled) == ("refunds", "Newer", True)


@pytest.mark.parametrize(
    ("parent", "code"), [("nowhere", Code.NOT_FOUND), ("retired", Code.BAD_VALUE)]
)
async def test_a_parent_is_a_category_in_use(standard, parent, code):
    command = c.CreateCategory(category="new", name="New", parent=parent)
    assert (await standard.ask("ada", command)).refusal.code == code


async def test_fields_of_a_category_conflict(standard):
    await standard.do("ada", c.ChangeCategory(category="refunds", name="Theirs"))
    answer = await standard.ask("ada", c.ChangeCategory(category="refunds", name="Mine", base=1))
    assert (answer.refusal.code, answer.refusal.field) == (Code.CONFLICT, "name")


async def test_a_ticket_keeps_its_disabled_category(standard):
    await standard.do(
        "ada",
        c.SetCategory(ticket="opened", category="returns"),
        c.ChangeCategory(category="returns", disabled=True),
    )
    again = await standard.do("ada", c.SetCategory(ticket="opened", category="returns"))
    assert again.seq is None
