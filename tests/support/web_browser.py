# SPDX-License-Identifier: Apache-2.0
"""A real browser (Chromium by Playwright), and axe-core looking at what it shows."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from playwright.async_api import Browser, Page, async_playwright

PHONE: Final = {"width": 390, "height": 844}
DESKTOP: Final = {"width": 1280, "height": 900}

RULES: Final = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
"""What axe-core knows of WCAG 2.2 AA, and what it holds for good besides."""


@asynccontextmanager
async def open_browser() -> AsyncIterator[Browser]:
    """The system's Chromium, until the block ends."""
    path = shutil.which("chromium")
    assert path is not None, "Chromium is not installed: packaging/system-packages.sh test"
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        try:
            yield browser
        finally:
            await browser.close()


@asynccontextmanager
async def open_page(
    browser: Browser,
    *,
    phone: bool = False,
    dark: bool = False,
    script: bool = True,
    expected: str = "the server responded with a status of",
    **more: Any,
) -> AsyncIterator[Page]:
    """A page of a person who has never been here.

    What the browser complains of fails the test, except with the `expected` words in it.
    """
    context = await browser.new_context(
        ignore_https_errors=True,
        viewport=PHONE if phone else DESKTOP,  # type: ignore[arg-type]
        device_scale_factor=2 if phone else 1,
        has_touch=phone,
        color_scheme="dark" if dark else "light",
        java_script_enabled=script,
        **more,
    )
    page = await context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    try:
        yield page
    finally:
        await context.close()
    left = [text for text in complaints if expected not in text]
    assert not left, "\n".join(left)


async def violations(page: Page) -> list[str]:
    """What axe-core finds wrong with a page: rule and place, a line each."""
    await page.evaluate(files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8"))
    found = await page.evaluate("rules => axe.run({runOnly: {type: 'tag', values: rules}})", RULES)
    return [
        f"{violation['id']}: {violation['help']}: {node['target']}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


async def picture(page: Page, into: Path, name: str) -> Path:
    """Save a picture of the whole page."""
    path = into / f"{name}.png"
    await page.screenshot(path=path, full_page=True)
    return path
