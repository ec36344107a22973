# SPDX-License-Identifier: Apache-2.0
"""The help pages: Markdown without raw HTML, in the frame of the site, the same for everybody."""

import re

import pytest

from sync_server.channels.web.docs import NAMES, anchor, help_pages, render


def hrefs(html: str) -> list[str]:
    return re.findall(r'href="([^"]*)"', html)


def test_a_page_is_titled_by_its_first_heading():
    page = render("x", "# Add *agents* & `co`\n\nText.\n\n## Then\n")
    assert page.title == "Add agents & co"
    assert '<h1 id="add-agents-co">' in page.body
    assert '<h2 id="then">' in page.body


def test_raw_html_and_dangerous_links_are_text():
    """Bad input 37, should a page ever hold it."""
    page = render("x", "# T\n\n<script>alert(1)</script> <b onclick=x>b</b>\n\n[x](javascript:y)\n")
    assert "<script" not in page.body
    assert "<b " not in page.body
    assert "javascript:y" not in "".join(hrefs(page.body))


def test_commands_and_tables_keep_their_form():
    body = render("x", "```sh\na < b && c\n```\n\n| A | B |\n|---|---|\n| 1 | 2 |\n").body
    assert "a &lt; b &amp;&amp; c" in body
    assert 'tabindex="0"' in body
    assert "<td>2</td>" in body


@pytest.mark.parametrize(
    ("heading", "expected"),
    [("Is it working?", "is-it-working"), ("A  b/C", "a-b-c"), ("Ä ö", "ä-ö")],
)
def test_headings_can_be_linked_to(heading, expected):
    assert anchor(heading) == expected


def test_every_link_between_the_pages_leads_to_a_page():
    pages = help_pages()
    paths = {page.path for page in pages.values()}
    inner = {link for page in pages.values() for link in hrefs(page.body) if link.startswith("/")}
    assert {link.partition("#")[0] for link in inner} <= paths
    assert paths - {"/docs/"} == {f"/docs/{name}" for name in NAMES if name != "index"}
    assert paths - {"/docs/"} <= inner


@pytest.mark.parametrize("name", NAMES)
def test_every_page_begins_with_its_only_title(name):
    page = help_pages()[name]
    assert page.body.startswith("<h1")
    assert page.body.count("<h1") == 1
    assert len(page.title) < 30


async def test_the_pages_are_served_in_the_frame_of_the_site(site):
    answer = await site.client.get("/docs/mailbox")
    assert answer.status_code == 200
    assert "script" not in answer.headers["content-security-policy"]
    assert '<a href="/docs/mailbox" aria-current="page">' in answer.text
    assert "deskbell-server mailbox add" in answer.text
    style = await site.client.get("/docs/help.css")
    assert style.headers["content-type"].startswith("text/css")
    assert (await site.client.get("/docs/")).status_code == 200
    assert (await site.client.get("/docs")).headers["location"] == "/docs/"


@pytest.mark.parametrize(
    "path", ["/docs/none", "/docs/index.md", "/docs/..%2fhelp.css", "/docs/a/b"]
)
async def test_a_page_that_is_not_there_shows_those_that_are(site, path):
    answer = await site.client.get(path)
    assert answer.status_code == 404
    assert "There is no such page" in answer.text
    assert "/docs/install" in hrefs(answer.text)


async def test_a_help_page_takes_nothing(site):
    assert (await site.client.post("/docs/install", data={"x": "y"})).status_code == 405
