# SPDX-License-Identifier: Apache-2.0
"""Takes pictures of the pages for customers: `python -m tests.pictures.web --into FOLDER`."""

import argparse
import asyncio
import sys
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from playwright.async_api import Page

from sync_server.store.engines import Database
from sync_server.store.schema import migrate
from tests.support.desks import running_desk
from tests.support.plain import c
from tests.support.standard_desk import StandardDesk
from tests.support.still_environment import StillEnvironment
from tests.support.web_browser import open_browser, open_page, picture, violations
from tests.support.web_site import Site, web_site

SUBJECT = "Invoices of March carry the old address"
TEXT = """Hello,

our invoices of March still carry the address in Lübeck. We moved to Hamburg in January. Can you \
correct them and send them again?

Kim"""
LOOKS: dict[str, dict[str, Any]] = {
    "light": {},
    "dark": {"dark": True},
    "phone": {"phone": True},
    "phone-dark": {"phone": True, "dark": True},
}

Show = Callable[[Page], Awaitable[None]]


async def talk(site: Site) -> str:
    """A conversation between a customer and the desk; the path of its page."""
    standard = site.standard
    await site.send(
        entered={
            "name": "Kim Osei",
            "address": "kim@acme.test",
            "subject": SUBJECT,
            "text": TEXT,
        },
        files=[("invoice-2026-03.pdf", b"%PDF-" + b"x" * 48_000, "application/pdf")],
    )
    ticket = site.tickets()[-1].id
    standard.environment.advance(minutes=42)
    await standard.do(
        "ann",
        c.Reply(
            ticket=ticket,
            message="r1",
            text="Hello Kim,\n\nsorry about that. The new address is in your account now. Which "
            "invoices do you need again: all three, or only the last one?\n\nAnn",
            status="pending",
        ),
    )
    standard.environment.advance(hours=3)
    link = site.link(ticket, "kim")
    await site.answer(link, "All three. The tax office wants them by the end of the month.")
    standard.environment.advance(hours=1)
    await standard.do(
        "ann", c.Reply(ticket=ticket, message="r2", text="Here they are.", status="solved")
    )
    return link


async def take(into: Path) -> None:
    """Take every picture, and say what axe-core finds."""
    with tempfile.TemporaryDirectory() as folder:
        database = Database.open(Path(folder) / "desk.db")
        migrate(database)
        async with running_desk(database, StillEnvironment(seed=1)) as desk:
            await StandardDesk(desk, StillEnvironment(seed=1)).furnish()
        async with web_site(database, Path(folder) / "files") as site, open_browser() as browser:
            link = await talk(site)

            async def go(page: Page, path: str) -> None:
                await page.goto(site.address + path)

            async def wrong(page: Page) -> None:
                await go(page, "/t/support")
                await page.fill("#address", "kim@acme")
                await page.fill("#name", "Kim Osei")
                await page.fill("#text", "The invoices of March carry the old address.")
                await page.fill("#address", "kim at acme.test")
                await page.get_by_role("button", name="Send").click()

            shows: dict[str, Show] = {
                "form": lambda page: go(page, "/t/support"),
                "wrong": wrong,
                "sent": lambda page: go(page, "/t/support/sent"),
                "ticket": lambda page: go(page, link),
                "answered": lambda page: go(page, f"{link}?sent=1#answered"),
                "gone": lambda page: go(page, "/r/gone"),
                "home": lambda page: go(page, "/"),
            }
            for look, options in LOOKS.items():
                for name, show in shows.items():
                    async with open_page(browser, **options) as page:
                        await show(page)
                        await page.evaluate("document.fonts.ready.then(() => 0)")
                        await picture(page, into, f"{name}-{look}")
                        report = [f"{name}-{look}", *await violations(page)]
                        sys.stdout.write("\n    ".join(report) + "\n")
        database.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--into", type=Path, default=Path("build/pictures/web"))
    folder = parser.parse_args().into
    folder.mkdir(parents=True, exist_ok=True)
    asyncio.run(take(folder))
