# SPDX-License-Identifier: Apache-2.0
"""What a mail says, as text and as HTML."""

from datetime import UTC
from typing import Any

import pytest

from sync_server.channels.email.html import sanitise
from sync_server.channels.email.mail import MailLimits
from sync_server.channels.email.sending.bodies import (
    CUT,
    Said,
    day_and_time,
    shortened,
    write_body,
    zone_of,
)


def body(text: str, template: str = "reply", **fields: Any) -> Any:
    given = {"text": text, "signature": "", "quoted": [], **fields}
    return write_body(template, **given)


def test_a_text_stands_as_it_was_written():
    text = "Hello,\n\n  - one\n  - two\n\n{{ 7 * 7 }} {% raw %} <b>&amp;</b>"
    assert body(text).text == f"{text}\n"


def test_html_says_the_same_and_obeys_nothing():
    html = body("a < b & c\n{{ 7 * 7 }} <img src=x onerror=alert(1)>").html
    assert "a &lt; b &amp; c<br>\n{{ 7 * 7 }} &lt;img src=x onerror=alert(1)&gt;" in html


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("see https://x.example/a?b=1&c=2.", "https://x.example/a?b=1&amp;c=2"),
        ("(http://x.example/a)", "http://x.example/a"),
        ("deskbell://ticket/7!", "deskbell://ticket/7"),
    ],
)
def test_links_can_be_pressed(text, link):
    assert f'<a href="{link}">{link}</a>' in body(text).html


@pytest.mark.parametrize(
    "text", ["javascript:alert(1)", 'https://x.example/"onclick="a', "file:///etc/passwd"]
)
def test_what_is_no_link_or_more_than_one_is_text(text):
    html = body(text).html
    assert 'onclick="' not in html
    assert 'href="javascript' not in html
    assert 'href="file' not in html


def test_indents_stay():
    assert "\u00a0\u00a0two \u00a0spaces" in body("one\n  two  spaces").html


def test_a_quote_is_marked_in_both_forms():
    said = Said(heading="On Monday, Kim wrote:", text="One\n\nTwo <b>")
    made = body("Yes", quoted=[said])
    assert made.text == "Yes\n\nOn Monday, Kim wrote:\n> One\n>\n> Two <b>\n"
    assert "One<br>\n<br>\nTwo &lt;b&gt;</blockquote>" in made.html


def test_what_is_sent_passes_our_own_filter_with_its_words():
    made = body("Yes", signature="Ann", quoted=[Said(heading="Kim:", text="No")])
    seen = sanitise(made.html, {}, MailLimits())
    assert all(word in str(seen) for word in ("Yes", "Ann", "Kim:", "No"))


def test_a_long_text_is_quoted_in_part():
    assert shortened("x" * 50, 10) == f"{'x' * 10}\n{CUT}"
    assert shortened("short\x00", 10) == "short"


@pytest.mark.parametrize("zone", ["Nowhere/Atlantis", "", "../../etc/passwd", "x" * 300])
def test_a_zone_that_is_none_is_utc(zone):
    assert zone_of(zone) is UTC


def test_an_instant_is_written_in_the_desks_zone():
    at = 1_770_000_000_000_000
    assert day_and_time(at, UTC) == "2 Feb 2026, 02:40 UTC"
    assert day_and_time(at, zone_of("Europe/Berlin")) == "2 Feb 2026, 03:40 CET"
