# SPDX-License-Identifier: Apache-2.0
"""The pages in a real browser: in every light, with keys alone, without scripts, by WCAG 2.2 AA."""

import re

import pytest
from playwright.async_api import expect

from sync_server.channels.web.docs import NAMES
from tests.support.web_browser import open_browser, open_page, violations
from tests.support.web_site import TYPED

LOOKS = [
    {},
    {"dark": True},
    {"phone": True},
    {"phone": True, "dark": True},
    {"forced_colors": "active"},
    {"contrast": "more"},
]


def long(value):
    """For `make long` alone."""
    return pytest.param(value, marks=pytest.mark.long)


SOME_LOOKS = [LOOKS[0], *map(long, LOOKS[1:])]
WIDTH = "document.documentElement.scrollWidth <= window.innerWidth"


@pytest.fixture
async def browser():
    async with open_browser() as found:
        yield found


async def fill(page, **entered):
    for name, value in {**TYPED, **entered}.items():
        await page.fill(f"#{name}", value)


async def talk(site):
    """A page with every part that it can have; its link."""
    link = site.link("pended")
    await site.answer(link, "With a file", files=[("invoice.pdf", b"%PDF", "application/pdf")])
    await site.answer(link, "סיכום " + "a" * 400)
    return link


@pytest.mark.parametrize("look", SOME_LOOKS, ids=lambda look: "-".join(look) or "light")
async def test_every_page_is_accessible_and_fits_in_every_light(site, browser, look):
    link = await talk(site)
    async with open_page(browser, **look) as page:
        for path in ("/", "/t/support", "/t/support/sent", link, f"{link}?sent=1", "/r/gone"):
            await page.goto(site.address + path)
            assert await violations(page) == [], path
            assert await page.evaluate(WIDTH), path
        for path in ("/t/support", link):
            await page.goto(site.address + path)
            await page.evaluate("document.querySelector('#website').value = 'x'")
            await page.get_by_role("button", name="Send").click()
            assert await page.locator("[role=alert]").is_visible()
            assert await violations(page) == [], path
            assert await page.evaluate(WIDTH), path


@pytest.mark.long
@pytest.mark.parametrize("look", [{}, {"phone": True}], ids=["desktop", "phone"])
async def test_german_pages_are_accessible_and_fit_too(german_site, browser, look):
    site = german_site
    link = await talk(site)
    async with open_page(browser, locale="de-DE", **look) as page:
        for path in ("/", "/t/support", "/t/support/sent", link, f"{link}?sent=1", "/r/gone"):
            await page.goto(site.address + path)
            assert await page.get_attribute("html", "lang") == "de"
            assert await violations(page) == [], path
            assert await page.evaluate(WIDTH), path
        await page.goto(f"{site.address}/t/support")
        await page.get_by_role("button", name="Senden").click()
        assert "noch nicht gesendet" in await page.get_by_role("alert").inner_text()
        assert await violations(page) == []


@pytest.mark.parametrize("look", SOME_LOOKS, ids=lambda look: "-".join(look) or "light")
async def test_the_help_is_accessible_and_fits_in_every_light(site, browser, look):
    async with open_page(browser, **look) as page:
        for path in ("/docs/none", *(f"/docs/{name}" for name in NAMES)):
            await page.goto(site.address + path)
            assert await violations(page) == [], path
            assert await page.evaluate(WIDTH), path


@pytest.mark.parametrize("width", [320, long(768), long(2560)])
async def test_pages_fit_from_a_small_phone_to_a_wide_screen(site, browser, width):
    link = await talk(site)
    async with open_page(browser) as page:
        await page.set_viewport_size({"width": width, "height": 800})
        for path in ("/t/support", link, "/t/support/sent"):
            await page.goto(site.address + path)
            assert await page.evaluate(WIDTH), path


@pytest.mark.long
async def test_pages_can_be_read_with_letters_of_twice_the_size(site, browser):
    link = await talk(site)
    async with open_page(browser) as page:
        await page.set_viewport_size({"width": 640, "height": 800})
        for path in ("/t/support", link):
            await page.goto(site.address + path)
            await page.evaluate("document.documentElement.style.fontSize = '200%'")
            assert await page.evaluate(WIDTH), path


@pytest.mark.parametrize("script", [long(True), False])
async def test_a_form_is_sent_from_a_browser_with_scripts_and_without(site, browser, script):
    async with open_page(browser, script=script) as page:
        await page.goto(f"{site.address}/t/support")
        await fill(page)
        await page.set_input_files(
            "#files", {"name": "a.txt", "mimeType": "text/plain", "buffer": b"hello"}
        )
        await page.get_by_role("button", name="Send").click()
        assert await page.get_by_role("heading").inner_text() == "Your message has arrived"
        assert page.url.endswith("/t/support/sent")
    (ticket,) = site.tickets()
    assert ticket.subject == TYPED["subject"]
    assert [file.name for file in site.attachments(ticket.id)] == ["a.txt"]


async def test_a_form_is_filled_in_and_sent_with_keys_alone(site, browser):
    async with open_page(browser) as page:
        await page.goto(f"{site.address}/t/support")
        keys = page.keyboard
        await keys.press("Tab")
        assert await page.evaluate("document.activeElement.className") == "skip"
        for name in ("name", "address", "subject", "text"):
            await keys.press("Tab")
            assert await page.evaluate("document.activeElement.id") == name
            await keys.type(TYPED[name])
        await keys.press("Tab")
        assert await page.evaluate("document.activeElement.id") == "files"
        await keys.press("Tab")
        assert await page.evaluate("document.activeElement.type") == "submit"
        async with page.expect_navigation():
            await keys.press("Enter")
        assert page.url.endswith("/sent")
    assert site.messages(site.tickets()[0].id)[0].text == TYPED["text"]


@pytest.mark.parametrize("script", [long(True), False])
async def test_who_made_a_mistake_begins_at_what_is_wrong_and_has_lost_nothing(
    site, browser, script
):
    async with open_page(browser, script=script) as page:
        await page.goto(f"{site.address}/t/support")
        await fill(page, address="hana at kestrel", text="one\n\ntwo <b>\u202e")
        await page.get_by_role("button", name="Send").click()
        assert await page.locator("#problems").is_visible()
        assert await page.input_value("#text") == "one\n\ntwo <b>\u202e"
        assert await page.input_value("#name") == TYPED["name"]
        field = page.locator("#address")
        assert await field.get_attribute("aria-invalid") == "true"
        described = await field.get_attribute("aria-describedby")
        assert "mail address" in await page.locator(f"#{(described or '').strip()}").inner_text()
        assert await page.evaluate("document.activeElement.id") == "problems"
        await page.keyboard.press("Tab")
        await page.keyboard.press("Enter")
        assert await page.evaluate("document.activeElement.id") == "address"
        await field.fill(TYPED["address"])
        await page.keyboard.press("Enter")
        await page.wait_for_url("**/sent")
    assert len(site.tickets()) == 1


async def test_a_second_press_while_the_first_is_under_way_sends_one(site, browser):
    async with open_page(browser) as page:
        await page.goto(f"{site.address}/t/support")
        await fill(page)
        await page.get_by_role("button", name="Send").dblclick()
        # The second press may break off the way to the page that the first leads to.
        await expect(page).to_have_url(re.compile("/sent$"))
    assert len(site.tickets()) == 1


async def test_a_customer_reads_answers_and_takes_a_file_from_their_page(site, browser):
    link = await talk(site)
    async with open_page(browser, phone=True) as page:
        await page.goto(site.address + link)
        assert "Which order is it?" in await page.locator("main").inner_text()
        async with page.expect_download() as downloading:
            await page.get_by_role("link", name="invoice.pdf").click()
        assert (await downloading.value).suggested_filename == "invoice.pdf"
        await page.fill("#text", "Order 18")
        await page.get_by_role("button", name="Send answer").click()
        assert await page.get_by_role("status").inner_text() == "Your answer has arrived."
        await page.reload()
        assert await page.get_by_text("Order 18").count() == 1
    assert site.messages("pended")[-1].text == "Order 18"


async def test_39_nothing_that_a_stranger_wrote_runs_or_loads(site, browser):
    evil = "<script>document.title = 'evil'</script><img src=https://evil.example/x onerror=a()>"
    await site.send(entered={"subject": evil, "text": evil, "address": "kim@acme.test"})
    (ticket,) = site.tickets()
    asked = []
    async with open_page(browser) as page:
        page.on("request", lambda request: asked.append(request.url))
        await page.goto(site.address + site.link(ticket.id))
        assert evil in await page.locator("h1").inner_text()
        assert await page.title() == f"{evil} · Brightwater Support"
    assert [url for url in asked if not url.startswith(site.address)] == []


async def test_no_page_of_ours_stands_in_a_frame(site, browser):
    async with open_page(browser, expected="frame-ancestors") as page:
        await page.set_content(f'<iframe src="{site.address}/t/support"></iframe>')
        await page.wait_for_load_state("networkidle")
        assert [frame.url.partition(":")[0] for frame in page.frames] == ["about", "chrome-error"]
