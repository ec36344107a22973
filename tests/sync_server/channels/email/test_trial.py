# SPDX-License-Identifier: Apache-2.0
"""A mailbox's settings are tried for real, and each result is a sentence."""

import asyncio
import ssl
from contextlib import asynccontextmanager

import pytest

from sync_server.channels.email.domain_records import DomainRecords
from sync_server.channels.email.trial import TRIAL, MailboxTrial
from sync_server.environment import RealEnvironment
from sync_server.security.signing import Signer
from tests.support.arriving_mail import written
from tests.support.dovecot import PASSWORD as READ_PASSWORD
from tests.support.dovecot import dovecot_server
from tests.support.plain import q
from tests.support.smtp_peer import PASSWORD, USER, smtp_peer

SIGNER = Signer(bytes(32))


async def known(domain):
    return DomainRecords(domain=domain, spf=("v=spf1 mx -all",))


@asynccontextmanager
async def servers(tmp_path):
    """A mail store and a server that sends to it; both have the same user and password."""
    with dovecot_server(USER) as store:
        store.add_user(USER, PASSWORD)
        async with smtp_peer(tmp_path) as peer:
            yield store, peer


def question(store, peer, **changes):
    return q.TestMailbox(
        **{
            "address": USER,
            "imap_host": "localhost",
            "imap_port": store.tls_port,
            "smtp_host": "localhost",
            "smtp_port": peer.port,
            "user": USER,
            "password": PASSWORD,
            **changes,
        }
    )


@pytest.fixture
def environment():
    real = RealEnvironment()
    yield real
    real.close()


def trial_of(environment, store, peer, *, return_s=5.0, remember=None):
    def trust():
        context = ssl.create_default_context(cafile=peer.authority)
        store.authority.configure_trust(context)
        return context

    return MailboxTrial(
        environment, SIGNER, trust=trust, look_up=known, remember=remember, return_s=return_s
    )


def states(report):
    return {step.name: step.state for step in report.steps}


async def test_a_mailbox_that_works_reads_sends_and_gets_its_own_mail(tmp_path, environment):
    async with servers(tmp_path) as (store, peer):
        store.append(USER, written("Old.").as_bytes(), written("Older.").as_bytes())
        trial = trial_of(environment, store, peer)
        running = asyncio.ensure_future(trial(question(store, peer)))
        sent, signed = await peer.mails(2)
        store.append(USER, sent.data, signed.data)
        report = await running
        assert states(report) == {
            "reads": "ok",
            "sends": "ok",
            "returns": "ok",
            "SPF": states(report)["SPF"],
            "DMARC": "warning",
        }
        assert (report.waiting, report.unread, report.secret) == (2, 2, None)
        assert not any("Seen" in flags for flags in store.flags(USER))
        assert SIGNER.read_message_id(sent.mail["Message-ID"]) is not None
        assert sent.mail["Auto-Submitted"] == "auto-generated"
        assert (sent.sender, sent.recipients) == (USER, (USER,))
        assert SIGNER.thread_of_address(signed.recipients[0]) is not None


@pytest.mark.parametrize("refused", [False, True])
async def test_a_mailbox_without_plus_addresses_is_told_and_remembered(
    tmp_path, environment, refused
):
    """Answers must not go to an address that nobody reads."""
    shown = {}

    async def remember(address, works):
        shown[address] = works

    async with servers(tmp_path) as (store, peer):
        signed = SIGNER.thread_address(USER, TRIAL)
        peer.refuses = {signed: "550 5.1.1 No such user"} if refused else {}
        trial = trial_of(environment, store, peer, return_s=2.0, remember=remember)
        running = asyncio.ensure_future(trial(question(store, peer)))
        sent = (await peer.mails(1))[0]
        store.append(USER, sent.data)
        report = await running
    assert states(report)["answers"] == "warning"
    assert shown == {USER: False}


async def test_a_mail_that_does_not_come_back_is_a_warning(tmp_path, environment):
    async with servers(tmp_path) as (store, peer):
        report = await trial_of(environment, store, peer, return_s=1.0)(question(store, peer))
    assert states(report)["returns"] == "warning"
    assert "spam folder" in next(step.text for step in report.steps if step.name == "returns")


@pytest.mark.parametrize(
    ("changes", "name", "words", "cause"),
    [
        ({"password": "wrong"}, "reads", "does not accept the user name", "password"),
        ({"password": "wrong"}, "sends", "does not accept the mailbox's password", "password"),
        ({"imap_port": 9}, "reads", "Nothing listens", "closed"),
        ({"imap_folder": "Nowhere"}, "reads", "no folder Nowhere", "folder"),
        ({"smtp_port": 9}, "sends", "localhost, port 9", "closed"),
        (
            {"imap_host": "mail.example", "imap_security": "plain"},
            "reads",
            "readable on the way",
            "plain",
        ),
        (
            {"smtp_host": "mail.example", "smtp_security": "plain"},
            "sends",
            "on this machine only",
            "plain",
        ),
    ],
)
async def test_what_fails_is_said_and_the_rest_tried(
    tmp_path, environment, changes, name, words, cause
):
    async with servers(tmp_path) as (store, peer):
        report = await trial_of(environment, store, peer)(question(store, peer, **changes))
    step = next(step for step in report.steps if step.name == name)
    assert step.state == "error"
    assert words in step.text
    assert step.cause == cause
    assert not any(step.name == "returns" for step in report.steps)
    assert not any(READ_PASSWORD in step.text or PASSWORD in step.text for step in report.steps)
