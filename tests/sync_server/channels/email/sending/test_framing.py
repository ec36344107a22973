# SPDX-License-Identifier: Apache-2.0
"""A reply in the template of its mailbox. Numbers are those of the bad inputs."""

from typing import Any

import pytest

from sync_server.channels.email.sending.bodies import Body, write_body
from sync_server.channels.email.sending.framing import Frame, sound_html

VALUES = {"customer.name": "Kim <b> & {{message}}", "ticket.number": "7"}
TEXT = "Dear {{customer.name}},\n\n{{message}}\n\nTicket {{ticket.number}}\n{{customer.company}}"
HTML = sound_html("<p>Dear {{customer.name}},</p>{{message}}<p>Ticket {{ticket.number}}</p>")


def body(frame: Frame | None, **more: Any) -> Body:
    given = {"text": "Try <it>.", "signature": "Ann", "quoted": [], "frame": frame, **more}
    return write_body("reply", **given)


def test_without_a_frame_a_mail_is_as_it_was():
    assert body(None) == write_body("reply", text="Try <it>.", signature="Ann", quoted=[])


def test_both_forms_stand_in_their_templates():
    made = body(Frame(text=TEXT, html=HTML, values=VALUES))
    assert made.text == "Dear Kim <b> & {{message}},\n\nTry <it>.\n\n-- \nAnn\n\nTicket 7\n"
    begin = made.html.index("<p>Dear Kim &lt;b&gt; &amp; {{message}},</p>")
    assert begin < made.html.index("Try &lt;it&gt;.") < made.html.index("Ann</div>")
    assert made.html.index("Ann</div>") < made.html.index("<p>Ticket 7</p>")


def test_with_the_text_alone_html_has_it_too():
    made = body(Frame(text=TEXT, values=VALUES))
    assert "Dear Kim &lt;b&gt; &amp; {{message}},<br>" in made.html
    assert "Ticket 7" in made.html


def test_with_html_alone_the_text_has_its_words():
    made = body(Frame(html=HTML, values=VALUES), signature="")
    assert [line for line in made.text.splitlines() if line] == [
        "Dear Kim <b> & {{message}},",
        "Try <it>.",
        "Ticket 7",
    ]


def test_what_is_below_the_message_stays_there():
    made = body(Frame(text=TEXT, values=VALUES), page="https://help.example/r/1")
    assert made.text.index("Ticket 7") < made.text.index("https://help.example/r/1")


@pytest.mark.parametrize(
    "evil",
    [
        "<script>alert(1)</script>",
        "<p onclick='x()'>a</p>",
        "<a href='javascript:x()'>a</a>",
        "<img src='https://evil.example/pixel.gif'>",
        "<img src='file:///etc/passwd'>",
        "<style>@import 'https://evil.example/a.css'</style>",
        "<svg onload=x()></svg>",
        "<base href='https://evil.example/'><form action='/x'><input></form>",
        "<meta http-equiv=refresh content='0;url=https://evil.example'>",
        "<p style='background: url(https://evil.example/a.png)'>a</p>",
    ],
)
def test_37_38_a_template_runs_nothing_and_fetches_nothing(evil):
    sound = sound_html(f"{evil}<p>{{{{message}}}}</p>")
    assert "{{message}}" in sound
    for word in ("evil", "script", "onclick", "onload", "file:", "style", "<form", "x()"):
        assert word not in sound


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<p>Lantern Works</p>",
        "{{message}}{{message}}",
        "<script>{{message}}</script>",
        "<!-- {{message}} -->",
        '<p title="{{message}}">a</p>',
        '<a title="{{message}}">a</a>',
        '<a title="> {{agent.name}}">a</a>{{message}}',
        "<p>{{message}} {{agent.phone}}</p>",
        "<div>" * 5000 + "{{message}}",
    ],
)
def test_what_has_no_place_for_the_message_in_its_text_is_no_template(html):
    assert sound_html(html) == ""


def test_headings_tables_and_links_stay():
    html = (
        "<h2>Lantern Works</h2><table><tr><td>{{message}}</td></tr></table>"
        '<a href="https://lantern.example">Shop</a>'
    )
    sound = sound_html(html)
    assert all(
        part in sound for part in ("<h2>", "<td>{{message}}</td>", "https://lantern.example")
    )
