# SPDX-License-Identifier: Apache-2.0
"""A fresh desk is set up: all but the mailbox is done, and that has just been tried."""

from typing import Any, Final

from app import intents
from sync_server.contract.entities import Agent
from sync_server.contract.queries import TestMailbox, TestReport, TestStep
from sync_server.operations.requests import AddAgent, AddTeam
from tests.pictures.registry import picture
from tests.pictures.stage import Stage

LEILA: Final = "leila.haddad@brightwater.example"
ADDRESS: Final = "support@brightwater.example"
PASSWORD: Final = "a lantern in fog"
PLATFORM, BILLING = "Platform", "Billing"
WEEK: Final = (0, 1, 2, 3, 4)
BEFORE_S: Final = 480
STEP_S: Final = 120


async def trial(_: TestMailbox) -> TestReport:
    """A mailbox that works, at a domain that lacks a record."""
    steps = (
        TestStep(name="reads", state="ok", text=""),
        TestStep(name="sends", state="ok", text="", took_ms=800),
        TestStep(name="returns", state="ok", text="", took_ms=4000),
        TestStep(name="SPF", state="ok", text=""),
        TestStep(name="DMARC", state="warning", text="", record="v=DMARC1; p=none"),
    )
    return TestReport(steps=steps, waiting=128)


async def setting_up(stage: Stage, **settings: Any) -> None:
    """Leila has set the hours and invited two, and Tomas has come; now she tries the mailbox."""
    await stage.serve_fresh(name="Leila Haddad", email=LEILA)
    stage.environment.pass_seconds(-BEFORE_S)
    perform = stage.server.administration.perform
    for team in (PLATFORM, BILLING):
        await perform(AddTeam(name=team))
    stage.server.administration.mailboxes._try_servers = trial
    leila = await stage.invited("Leila Haddad", email=LEILA)
    await stage.open_window(client=leila, **settings)
    stage.agent.do("go:setup")
    page = stage.agent.pages.setup
    assert page is not None
    await stage.until(lambda: stage.shows("setup.page"))
    people = {
        "Tomas Reuter": "tomas@brightwater.example",
        "Priya Nair": "priya@brightwater.example",
    }
    for name, email in people.items():
        await perform(AddAgent(name=name, email=email, teams=(PLATFORM,)))
    stage.environment.pass_seconds(STEP_S)
    await stage.invited("Tomas Reuter", email=people["Tomas Reuter"])
    await stage.until(lambda: page._state.people)
    stage.environment.pass_seconds(STEP_S)
    intents.change_workspace(
        leila.workspace, timezone="Europe/Berlin", work_days=WEEK, work_from=480, work_until=1080
    )
    await stage.until(lambda: leila.state.to_send == 0)
    stage.environment.pass_seconds(STEP_S)
    priya = next(each.id for each in leila.workspace.all(Agent) if each.name == "Priya Nair")
    page.people._on_link(priya)
    await stage.until(lambda: bool(page.people._codes))
    stage.type(ADDRESS, at=stage.find("setup.mailbox.address.field"))
    stage.type(PASSWORD, at=stage.find("setup.mailbox.password.field"))
    form = page._page.mailbox
    # What is typed comes later than a click where a screen reader hears the keys before the window.
    await stage.until(lambda: (form.value().address, form.password) == (ADDRESS, PASSWORD))
    stage.environment.pass_seconds(STEP_S)
    stage.click(stage.find("setup.mailbox.test.button"))
    await stage.until(form.connect_button.isEnabled)
    await stage.calm()


@picture("setup")
async def setup(stage: Stage) -> None:
    """The page, with the results of the trial."""
    await setting_up(stage)


@picture("setup-dark")
async def setup_dark(stage: Stage) -> None:
    """The same in dark."""
    await setting_up(stage, appearance="dark")


@picture("setup-1366", (1366, 768))
async def setup_small(stage: Stage) -> None:
    """The same on a small laptop."""
    await setting_up(stage)
