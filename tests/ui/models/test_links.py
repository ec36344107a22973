# SPDX-License-Identifier: Apache-2.0
import pytest

from ui.models.links import Link, read_link, ticket_link, view_link


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("deskbell://ticket/48213", Link("ticket", "48213")),
        (" DESKBELL://ticket/018f-aa/\n", Link("ticket", "018f-aa")),
        ("deskbell://view/018f", Link("view", "view:018f")),
        ("deskbell://team/billing", Link("view", "team:billing")),
        ("deskbell://my_queue", Link("view", "my_queue")),
    ],
)
def test_a_link_names_a_ticket_or_a_view(text, link):
    assert read_link(text) == link


@pytest.mark.parametrize(
    "text",
    [
        "",
        "https://desk.example/ticket/1",
        "deskbell://ticket/../../etc",
        "deskbell://ticket/1?then=delete",
        "deskbell://ticket/<b>1</b>",
        "deskbell://nothing/1",
        "deskbell://desk.example:8443/abcdef",
        "deskbell://ticket/" + "1" * 65,
        "deskbell://my_queue" + "a" * 200,
        "deskbell://ticket/1\n2",
    ],
)
def test_anything_else_is_no_link(text):
    assert read_link(text) is None


def test_what_is_copied_can_be_opened():
    assert read_link(ticket_link("018f")) == Link("ticket", "018f")
    assert read_link(view_link("view:018f")) == Link("view", "view:018f")
    assert read_link(view_link("my_queue")) == Link("view", "my_queue")
