# SPDX-License-Identifier: Apache-2.0
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.notifier import Notifier, safe_title
from tests.support.client_environment import InlineLane


@pytest.mark.parametrize(
    ("title", "shown"),
    [("--version", "version"), ("-t 1 boo", "t 1 boo"), (" - hi", "hi"), ("---", "Deskbell")],
)
def test_a_title_is_never_an_option(title, shown):
    assert safe_title(title) == shown


@given(st.text(max_size=200))
def test_every_title_is_a_printable_text_of_bounded_length(title):
    shown = safe_title(title)
    assert shown.isprintable()
    assert 0 < len(shown) <= 100
    assert not shown.startswith("-")


async def test_a_notification_is_shown_as_plain_text():
    shown: list[dict] = []
    notifier = Notifier(InlineLane(), show=lambda **fields: shown.append(fields))
    assert await notifier.notify(title="New\nreply", text="a\x1bb")
    assert (shown[0]["title"], shown[0]["message"]) == ("New reply", "a b")


async def test_a_service_that_fails_is_no_fault_of_the_program():
    def fail(**_):
        raise RuntimeError

    assert not await Notifier(InlineLane(), show=fail).notify(title="x")
