# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.accessibility.node import Node
from tests.accessibility.rules import faults
from tests.accessibility.walk import summary

SHOWN = frozenset({"showing", "enabled"})
FOCUSABLE = SHOWN | {"focusable"}


@pytest.mark.parametrize(
    ("node", "found"),
    [
        (Node("push button", "Solve", states=FOCUSABLE), []),
        (Node("filler", "", states=SHOWN), []),
        (Node("push button", "", states=FOCUSABLE), ["takes the focus and has no name"]),
        (Node("push button", " ", states=SHOWN), ["has no name"]),
        (Node("list item", "", states=SHOWN), ["has no name"]),
        (Node("filler", "Mode", states=FOCUSABLE), ["takes the focus, and its role says nothing"]),
        (
            Node("panel", "", states=FOCUSABLE),
            ["takes the focus and has no name", "takes the focus, and its role says nothing"],
        ),
        (Node("list", "Tickets", states=SHOWN | {"defunct"}), ["is not there any more"]),
        (Node("push button", "", states=frozenset({"focusable"})), []),
        (Node("link", "https://a.example", states=SHOWN, actions=1), []),
        (
            Node("link", "https://a.example", states=SHOWN),
            ["is a link that nobody can follow"],
        ),
        (Node("list item", "https://a.example", states=SHOWN), ["has an address and no link"]),
    ],
)
def test_a_node_is_judged_by_what_a_screen_reader_says_of_it(node: Node, found: list[str]) -> None:
    tree = Node("application", "Deskbell", states=SHOWN, children=(node,))
    assert [line.partition(": ")[2] for line in faults(tree)] == found


def test_a_fault_names_the_way_to_its_node() -> None:
    button = Node("push button", "", key="window.list.new.button", states=FOCUSABLE)
    tree = Node("window", "Deskbell", states=SHOWN, children=(button,))
    assert list(faults(tree)) == [
        (
            "/window(Deskbell)/push button(button) window.list.new.button: "
            "takes the focus and has no name"
        )
    ]


def test_a_heading_is_no_item_of_its_list() -> None:
    heading = Node("list item", "Our turn, 2", states=SHOWN)
    rows = tuple(Node("list item", name, states=FOCUSABLE) for name in "ab")
    tree = Node("list", "Tickets", states=FOCUSABLE, size=3, children=(heading, *rows))
    assert list(faults(tree)) == [
        "/list(Tickets): counts 'Our turn, 2' among its items, which nobody can reach"
    ]
    good = Node("list", "Tickets", states=FOCUSABLE, children=rows)
    assert list(faults(good)) == []


def test_a_choice_stands_among_others_and_one_of_them_is_made() -> None:
    def told(*checked: bool) -> list[str]:
        states = (SHOWN | {"checked"} if each else SHOWN for each in checked)
        parts = tuple(
            Node("radio button", name, states=each)
            for name, each in zip("abc", states, strict=False)
        )
        tree = Node("panel", "Mode", states=SHOWN, children=parts)
        return [line.partition(": ")[2] for line in faults(tree)]

    assert told(True, False) == told(False, False, True) == []
    assert told(True) == ["'a' is one of several, and the others are not told"]
    for checked in ((False, False), (True, True)):
        assert told(*checked) == ["not one of a, b is the chosen one"]


def test_nothing_is_shown_in_what_is_not() -> None:
    rows = (Node("list item", "a", states=FOCUSABLE), Node("list item", "b"))
    tree = Node(
        "window", "Deskbell", states=SHOWN, children=(Node("list", "Files", children=rows),)
    )
    assert list(faults(tree)) == [
        "/window(Deskbell)/list(Files): is not shown, and 'a' in it is told as if it were"
    ]


def test_a_tree_is_printed_with_places_and_summed_up() -> None:
    rows = tuple(Node("list item", name, states=SHOWN, index=at) for at, name in enumerate("ab"))
    tree = Node("list", "Tickets", "All open", states=FOCUSABLE, size=2, children=rows)
    assert list(tree.lines()) == [
        "list: 'Tickets' (All open) [focusable showing]",
        "  list item 1 of 2: 'a' [showing]",
        "  list item 2 of 2: 'b' [showing]",
    ]
    assert summary(tree) == "3 nodes, 1 take the focus (2 list item, 1 list)"
