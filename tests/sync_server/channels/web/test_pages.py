# SPDX-License-Identifier: Apache-2.0
"""What pages have in common: one look, nothing inline, nothing from elsewhere."""

import re

import pytest

from resources import resource
from sync_server.channels.web.pages import Pages, zone_of
from tests.support.plain import c
from tests.support.web_site import token_of
from ui.theme.tokens import DARK, LIGHT

COLOURS = re.compile(r"--([a-z0-9-]+): (#[0-9A-F]{6});")
TEMPLATES = [each.name for each in resource("web").iterdir() if each.name.endswith(".html")]


async def test_the_style_and_the_fonts_are_kept_by_browsers_under_names_of_their_contents(site):
    page = (await site.client.get("/t/support")).text
    found = set(re.findall(r'(?:href|src)="(/static/[^"]+)"', page))
    kinds = {path.rpartition("/")[2]: path for path in found}
    assert set(kinds) == {"style.css", "bell.svg", "inter-regular.woff2"}
    for path in found:
        answer = await site.client.get(path)
        assert answer.status_code == 200
        assert "immutable" in answer.headers["Cache-Control"]
    assert (
        (await site.client.get(kinds["style.css"])).headers["Content-Type"].startswith("text/css")
    )


@pytest.mark.parametrize("name", ["layout.html", "..", "%2e%2e%2fform.html", "x"])
async def test_nothing_else_is_there(site, name):
    page = (await site.client.get("/t/support")).text
    folder = re.findall(r'href="(/static/[^"/]+)/', page)[0]
    assert (await site.client.get(f"{folder}/{name}")).status_code == 404


@pytest.mark.parametrize("name", TEMPLATES)
def test_no_template_has_anything_that_the_policy_forbids(name):
    text = resource("web", name).read_text(encoding="utf-8")
    assert re.findall(r"<script|<style|\sstyle=|\son[a-z]+=|https?://|\|safe", text) == []


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=lambda scheme: scheme.scheme)
def test_the_colours_are_the_tokens_of_the_design(scheme):
    style = resource("web", "style.css").read_text(encoding="utf-8")
    light, dark = (
        dict(COLOURS.findall(part)) for part in style.split("prefers-color-scheme: dark")
    )
    names = dark if scheme is DARK else light
    wanted = {name: getattr(scheme, name.replace("-", "_")).upper() for name in names}
    assert names == wanted
    assert set(light) == set(dark)


async def test_a_page_that_is_not_there_says_what_to_do(site):
    answer = await site.client.get("/nothing")
    assert answer.status_code == 404
    assert "Answer the newest mail" in answer.text
    posted = await site.client.post("/t/support/sent")
    assert (posted.status_code, "Go back" in posted.text) == (405, True)
    assert "GET" in posted.headers["Allow"]


async def test_a_desk_is_called_what_its_people_call_it(site):
    await site.standard.do("ada", c.ChangeTeam(team="support", name="Help & Co"))
    assert "Brightwater Support" in (await site.client.get("/t/support")).text


def test_a_page_says_when_to_come_again():
    answer = Pages("Desk").render("problem.html", status=503, retry_s=0.2, title="t", words="w")
    assert answer.headers["Retry-After"] == "1"


@pytest.mark.parametrize("name", ["No/Where", "", "../etc/passwd", "Europe"])
def test_a_zone_that_nobody_knows_is_utc(name):
    assert zone_of(name).key == "UTC"
    assert zone_of("Europe/Berlin").key == "Europe/Berlin"


async def test_a_german_desk_has_german_pages(german_site):
    site = german_site
    form = await site.client.get("/t/support")
    assert '<html lang="de">' in form.text
    assert form.headers["Content-Language"] == "de"
    assert "Nachricht an <bdi>" in form.text
    wrong = await site.send(entered={"address": "hana", "text": "x" * 50_001})
    assert "Geben Sie eine vollständige E-Mail-Adresse ein" in wrong.text
    assert "Der Text hat 50.001 Zeichen" in wrong.text
    page = await site.client.get(site.link("pended"))
    assert "Wir warten auf Sie" in page.text
    gone = await site.client.get("/r/gone")
    assert (gone.status_code, "Hier ist keine Seite" in gone.text) == (404, True)
    assert '<html lang="en">' in (await site.client.get("/docs/")).text


@pytest.mark.parametrize(("accepted", "language"), [("en-GB,en", "en"), ("fr", "de"), ("", "de")])
async def test_a_browser_is_answered_in_its_language(german_site, accepted, language):
    headers = {"Accept-Language": accepted}
    for path in ("/", "/t/support", "/t/support/sent", german_site.link("pended"), "/none"):
        answer = await german_site.client.get(path, headers=headers)
        assert f'<html lang="{language}">' in answer.text


async def test_what_is_wrong_is_said_in_the_language_of_the_page(site):
    headers = {"Accept-Language": "de"}
    token = token_of(await site.client.get("/t/support", headers=headers))
    site.client.headers.update(headers)
    answer = await site.send(token=token, entered={"subject": ""})
    assert "worum es geht" in answer.text
