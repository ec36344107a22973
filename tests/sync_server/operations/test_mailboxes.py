# SPDX-License-Identifier: Apache-2.0
"""A mailbox is tried before it is connected, and its password is kept sealed or not at all."""

from typing import Any

import pytest

from sync_server.config import Configuration
from sync_server.contract.ids import AgentId, MailboxId
from sync_server.contract.queries import TestMailbox, TestReport, TestStep
from sync_server.operations.administration import Administration
from sync_server.operations.failed import Failed
from sync_server.operations.founding import found_desk
from sync_server.operations.mailboxes import question_of
from sync_server.operations.opening import open_desk
from sync_server.operations.requests import (
    AddMailbox,
    AddTeam,
    AlterMailbox,
    ListMailboxes,
    MailboxTrial,
    RemoveMailbox,
    ServerSettings,
    ShowForm,
    TryMailbox,
)
from sync_server.store.secrets import SecretRows

ADDRESS = "help@desk.example"
PASSWORD = "a lantern in the fog"
ADA = AgentId("ada")


class Trials:
    """Stands for the trial: notes what was asked, and fails where the password is wrong."""

    def __init__(self) -> None:
        self.asked: list[TestMailbox] = []

    async def __call__(self, question: TestMailbox) -> TestReport:
        self.asked.append(question)
        right = question.password == PASSWORD
        text = "128 in INBOX" if right else "The server refuses the password"
        step = TestStep(name="reads", state="ok" if right else "error", text=text)
        return TestReport(steps=(step,), waiting=128)


class Room:
    """An open desk with its administration, and what its trials were asked."""

    def __init__(self, opened, administration, trials) -> None:
        self.opened = opened
        self.administration = administration
        self.trials = trials

    async def ask(self, request: Any) -> Any:
        return await self.administration.perform(request)

    async def add(self, **options: Any) -> MailboxTrial:
        request = AddMailbox(**{"address": ADDRESS, "password": PASSWORD, **options})
        return await self.ask(request)

    @property
    def mailbox(self):
        (found,) = self.opened.desk.roster.mailboxes.values()
        return found

    def secrets(self) -> list[str]:
        with self.opened.desk.database.read() as reader:
            return list(SecretRows(self.opened.desk.database).ids(reader))


@pytest.fixture
async def room(tmp_path, environment):
    configuration = Configuration(data=tmp_path / "desk")
    await found_desk(configuration, environment, name="Ada", email="ada@desk.example")
    async with open_desk(configuration, environment) as opened:
        trials = Trials()
        administration = Administration(
            opened, configuration, environment, running=lambda: None, trial=trials
        )
        yield Room(opened, administration, trials)


async def test_an_address_and_a_password_are_enough(room):
    trial = await room.add(address="Help@Desk.example")
    assert trial.is_whole
    assert trial.mailbox is not None
    assert (trial.mailbox.address, trial.mailbox.team) == (ADDRESS, "Support")
    mailbox = room.mailbox
    assert (mailbox.imap_host, mailbox.smtp_host) == ("imap.desk.example", "smtp.desk.example")
    assert (mailbox.user, mailbox.imap_folder, mailbox.start) == (ADDRESS, "INBOX", "none")
    assert await room.opened.secrets.read(mailbox.secret) == PASSWORD


async def test_what_is_named_goes_before_what_is_guessed(room):
    servers = ServerSettings(imap_host="127.0.0.1", imap_port=1143, imap_security="plain", user="u")
    await room.add(servers=servers, name="Desk", old_mail="recent")
    mailbox = room.mailbox
    assert (mailbox.imap_host, mailbox.imap_port, mailbox.user) == ("127.0.0.1", 1143, "u")
    assert (mailbox.smtp_host, mailbox.name, mailbox.start) == (
        "smtp.desk.example",
        "Desk",
        "recent",
    )


async def test_a_wrong_password_connects_nothing_and_is_kept_nowhere(room):
    trial = await room.add(password="wrong")
    assert not trial.is_whole
    assert trial.mailbox is None
    assert "refuses the password" in trial.steps[0].text
    assert room.opened.desk.roster.mailboxes == {}
    assert room.secrets() == []


async def test_no_password_travels_where_it_could_be_read(room):
    trial = await room.add(servers=ServerSettings(smtp_security="plain"))
    assert not trial.is_whole
    assert "Use tls or starttls" in trial.steps[0].text
    assert room.trials.asked == []


async def test_without_a_trial_it_is_connected_as_it_is(room):
    trial = await room.add(password="wrong", untried=True)
    assert trial.mailbox is not None
    assert room.trials.asked == []


async def test_a_mailbox_that_is_there_is_changed_and_not_added_again(room):
    await room.add()
    with pytest.raises(Failed, match="mailbox change"):
        await room.add()


async def test_a_removed_mailbox_is_taken_back_under_its_own_id(room):
    await room.add()
    before = room.mailbox
    removed = await room.ask(RemoveMailbox(mailbox=ADDRESS))
    assert removed.state == "removed"
    assert room.mailbox.disabled
    await room.add()
    assert (room.mailbox.id, room.mailbox.disabled) == (before.id, False)


async def test_other_servers_are_tried_with_the_password_that_is_kept(room):
    await room.add()
    trial = await room.ask(
        AlterMailbox(mailbox=ADDRESS, servers=ServerSettings(imap_host="mail.desk.example"))
    )
    assert trial.is_whole
    assert room.trials.asked[-1].password == PASSWORD
    assert room.mailbox.imap_host == "mail.desk.example"


async def test_a_wrong_new_password_changes_nothing(room):
    await room.add()
    before = room.mailbox
    trial = await room.ask(AlterMailbox(mailbox=ADDRESS, password="wrong", name="Other"))
    assert not trial.is_whole
    assert room.mailbox == before


async def test_what_customers_read_is_changed_without_a_trial(room):
    await room.add()
    asked = len(room.trials.asked)
    for given in ("Ann", False, False), ("", True, False):
        signature, quote, acknowledge = given
        await room.ask(
            AlterMailbox(mailbox=ADDRESS, signature=signature, quote=quote, acknowledge=acknowledge)
        )
        found = room.mailbox
        assert (found.signature, found.quote, found.acknowledge) == given
    await room.ask(AlterMailbox(mailbox=ADDRESS, name="Bills"))
    assert room.mailbox.quote
    assert len(room.trials.asked) == asked


async def test_templates_are_changed_and_shown(room):
    await room.add()
    text, html = "Hello,\n{{message}}", "<p>{{message}}</p>"
    await room.ask(AlterMailbox(mailbox=ADDRESS, template=text, html_template=html))
    (shown,) = await room.ask(ListMailboxes())
    assert (shown.template, shown.html_template) == (text, html)


async def test_a_name_or_a_team_needs_no_trial(room):
    await room.add()
    await room.ask(AddTeam(name="Billing"))
    asked = len(room.trials.asked)
    trial = await room.ask(AlterMailbox(mailbox=ADDRESS, name="Bills", team="billing"))
    assert trial.mailbox is not None
    assert trial.mailbox.team == "Billing"
    await room.ask(AlterMailbox(mailbox=ADDRESS, team=""))
    assert (room.mailbox.name, room.mailbox.team) == ("Bills", None)
    assert len(room.trials.asked) == asked


async def test_among_several_teams_none_is_chosen_by_itself(room):
    await room.ask(AddTeam(name="Billing"))
    await room.add()
    assert room.mailbox.team is None


async def test_a_connected_mailbox_is_tried_again_as_it_is_set(room):
    await room.add()
    trial = await room.ask(TryMailbox(mailbox=ADDRESS))
    assert trial.is_whole
    assert room.trials.asked[-1] == room.trials.asked[0].__class__(
        **{
            **{
                name: getattr(question_of(room.mailbox), name)
                for name in TestMailbox.__struct_fields__
            },
            "password": PASSWORD,
        }
    )
    assert len(await room.ask(ListMailboxes())) == 1


@pytest.mark.parametrize(
    ("request_", "said"),
    [
        (TryMailbox(mailbox="x@y.example"), "no mailbox 'x@y.example'"),
        (RemoveMailbox(mailbox="x@y.example"), "mailbox list"),
        (AddMailbox(address="no address", password="x"), "address cannot be used"),
        (AddMailbox(address=ADDRESS, password="x", team="x"), "no team 'x'"),
        (
            AddMailbox(address=ADDRESS, password="x", servers=ServerSettings(imap_port=0)),
            "imap_port cannot be used",
        ),
        (ShowForm(team="x"), "no team 'x'"),
    ],
)
async def test_what_cannot_be_done_is_said_in_a_sentence(room, request_, said):
    with pytest.raises(Failed) as caught:
        await room.ask(request_)
    assert said in str(caught.value)
    assert room.opened.desk.roster.mailboxes == {}


def test_no_request_shows_its_password():
    requests = (
        AddMailbox(address=ADDRESS, password=PASSWORD),
        AlterMailbox(mailbox=ADDRESS, password=PASSWORD),
    )
    assert all(PASSWORD not in f"{request} {request!r}" for request in requests)


async def test_a_teams_page_is_shown_with_its_address(room):
    off = await room.ask(ShowForm(team="Support", shown=False))
    assert off.form == ""
    on = await room.ask(ShowForm(team="support"))
    assert on.form == f"https://localhost:8445/t/{on.id}"


# -- the set-up page -----------------------------------------------------------------------------


def question(room, **changes: Any) -> TestMailbox:
    values = {
        name: getattr(question_of(room.mailbox), name) for name in TestMailbox.__struct_fields__
    }
    return TestMailbox(**{**values, **changes})


async def answer(room, query: TestMailbox) -> TestReport:
    return await room.administration.mailboxes.answer(ADA, query, TestReport(steps=()))


async def test_a_password_that_proved_right_is_given_back_as_an_id(room):
    await room.add()
    report = await answer(room, question(room, password=PASSWORD, mailbox=None))
    assert report.secret is not None
    assert await room.opened.secrets.read(report.secret) == PASSWORD
    assert report.waiting == 128


async def test_a_wrong_password_is_given_back_as_nothing(room):
    await room.add()
    before = room.secrets()
    report = await answer(room, question(room, password="wrong"))
    assert report.secret is None
    assert room.secrets() == before


async def test_without_a_password_a_mailbox_is_tried_with_its_own(room):
    await room.add()
    report = await answer(room, question(room))
    assert report.secret == room.mailbox.secret
    assert room.trials.asked[-1].password == PASSWORD


@pytest.mark.parametrize(
    "changes",
    [{"imap_host": "evil.example"}, {"smtp_port": 2525}, {"user": "root"}, {"mailbox": None}],
)
async def test_no_other_server_is_told_the_password_that_is_kept(room, changes):
    await room.add()
    asked = len(room.trials.asked)
    report = await answer(room, question(room, **changes))
    assert [step.state for step in report.steps] == ["error"]
    assert len(room.trials.asked) == asked


async def test_a_mailbox_that_is_not_there_has_no_password(room):
    await room.add()
    report = await answer(room, question(room, mailbox=MailboxId("none")))
    assert report.steps[0].state == "error"
