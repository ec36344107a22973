# SPDX-License-Identifier: Apache-2.0
"""Connecting and changing mailboxes, and whether they work."""

import pytest

from sync_server.contract.entities import Mailbox
from sync_server.contract.refusals import Code
from sync_server.desk.secrets import Secrets
from sync_server.security.sealing import MasterKey
from tests.support.plain import c
from tests.support.standard_desk import HUB_ACTOR
from tests.support.stored_secrets import store_secret


def connect(**more):
    values = {
        "mailbox": "shop",
        "address": "Shop@Desk.test",
        "imap_host": "mail.desk.test",
        "smtp_host": "mail.desk.test",
        "user": "shop",
        "secret": "spare",
        **more,
    }
    return c.ConnectMailbox(**values)


async def test_a_new_mailbox_has_not_been_tried(standard):
    await standard.do("ada", connect(team="billing"))
    mailbox = await standard.row(Mailbox, "shop")
    assert (mailbox.address, mailbox.team, mailbox.state) == ("shop@desk.test", "billing", "new")
    assert mailbox.state_at == standard.environment.now_us()


@pytest.mark.parametrize(
    ("more", "code", "field"),
    [
        ({"address": "HELP@desk.test"}, Code.EXISTS, "address"),
        ({"mailbox": "post"}, Code.EXISTS, "id"),
        ({"team": "shut"}, Code.BAD_VALUE, "team"),
        ({"secret": "gone"}, Code.NO_SECRET, "secret"),
        ({"secret": "sealed"}, Code.NO_SECRET, "secret"),
        ({"imap_security": "plain"}, Code.BAD_VALUE, "imap_security"),
        ({"smtp_security": "plain"}, Code.BAD_VALUE, "smtp_security"),
    ],
)
async def test_a_mailbox_that_does_not_fit_is_refused(standard, more, code, field):
    answer = await standard.ask("ada", connect(**more))
    assert (answer.refusal.code, answer.refusal.field) == (code, field)


async def test_a_mailbox_is_not_given_the_password_of_another(standard):
    await standard.do("ada", connect())
    change = c.ChangeMailbox(mailbox="shop", secret="sealed")
    answer = await standard.ask("ada", change)
    assert (answer.refusal.code, answer.refusal.field) == (Code.NO_SECRET, "secret")
    await standard.do("ada", c.ChangeMailbox(mailbox="shop", secret="spare", name="Shop"))


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "::1"])
async def test_a_password_goes_in_the_clear_to_this_machine_alone(standard, host):
    await standard.do("ada", connect(imap_host=host, imap_security="plain"))


async def test_another_server_makes_a_mailbox_new_and_another_signature_does_not(standard):
    await standard.do(HUB_ACTOR, c.ReportMailbox(mailbox="post", state="connected"))
    await standard.do("ada", c.ChangeMailbox(mailbox="post", signature="Bye"))
    assert (await standard.row(Mailbox, "post")).state == "connected"
    await store_secret(standard.desk, "other")
    await standard.do("ada", c.ChangeMailbox(mailbox="post", secret="other"))
    assert (await standard.row(Mailbox, "post")).state == "new"


async def test_a_password_that_was_forgotten_meanwhile_has_to_be_entered_again(standard):
    """A command that comes late, from a client without a line, names one that was dropped."""
    await store_secret(standard.desk, "other")
    environment = standard.environment
    await Secrets(standard.desk, MasterKey(bytes(32)), environment).prune()
    before = await standard.row(Mailbox, "post")
    answer = await standard.ask("ada", c.ChangeMailbox(mailbox="post", secret="other", name="New"))
    assert (answer.refusal.code, answer.refusal.field) == (Code.NO_SECRET, "secret")
    assert await standard.row(Mailbox, "post") == before
    await standard.do("ada", c.ChangeMailbox(mailbox="post", secret="sealed", name="New"))


@pytest.mark.parametrize("field", ["template", "html_template"])
async def test_a_template_has_one_place_for_the_message(standard, field):
    sound = "<p>{{message}}</p> {{agent.name}}"
    await standard.do("ada", c.ChangeMailbox(mailbox="post", **{field: sound}))
    for text in ("Hello", "{{message}}{{message}}", "{{message}} {{agent.phone}}"):
        answer = await standard.ask("ada", c.ChangeMailbox(mailbox="post", **{field: text}))
        assert (answer.refusal.code, answer.refusal.field) == (Code.BAD_VALUE, field)
    assert getattr(await standard.row(Mailbox, "post"), field) == sound
    await standard.do("ada", c.ChangeMailbox(mailbox="post", **{field: ""}))
    assert getattr(await standard.row(Mailbox, "post"), field) == ""


@pytest.mark.parametrize("unknown", ["{{''.__class__}}", "{{agent.phone}}"])
async def test_a_signature_has_no_field_that_there_is_not(standard, unknown):
    signed = {"signature": f"Regards {unknown}"}
    changed = await standard.ask("ada", c.ChangeMailbox(mailbox="post", **signed))
    entered = await standard.ask("ada", connect(**signed))
    for answer in (changed, entered):
        assert (answer.refusal.code, answer.refusal.field) == (Code.BAD_VALUE, "signature")
    await standard.do("ada", c.ChangeMailbox(mailbox="post", signature="{{agent.name}}"))


async def test_a_change_to_plain_is_refused_too(standard):
    answer = await standard.ask("ada", c.ChangeMailbox(mailbox="post", smtp_security="plain"))
    assert answer.refusal.field == "smtp_security"


async def test_how_a_mailbox_does_is_noted_once(standard):
    failing = c.ReportMailbox(mailbox="post", state="failing", problem="The password is wrong.")
    first = await standard.do(HUB_ACTOR, failing)
    assert first.seq is not None
    assert (await standard.do(HUB_ACTOR, failing)).seq is None
    assert (await standard.do(HUB_ACTOR, c.ReportMailbox(mailbox="x", state="failing"))).seq is None
