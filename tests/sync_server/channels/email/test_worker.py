# SPDX-License-Identifier: Apache-2.0
"""A mail that asks for too much costs its own process and nothing else."""

import binascii
import os
import signal
from collections.abc import Iterator

import pytest

from sync_server.channels.email.mail import MIB, MailLimits, MailRefused, ParsedMail, Reason
from sync_server.channels.email.parse import parse_mail
from sync_server.channels.email.worker import ParserProcess, ProcessLimits
from tests.support.mail_corpus import deep_multipart, html_mail, large_mail, mail_with

PLAIN = mail_with(b"Subject: plain")


@pytest.fixture(scope="module")
def process() -> Iterator[ParserProcess]:
    with ParserProcess() as started:
        yield started


def reason(outcome: ParsedMail | MailRefused) -> Reason:
    assert isinstance(outcome, MailRefused)
    return outcome.reason


def test_a_mail_is_the_same_as_when_read_here(process: ParserProcess) -> None:
    assert process.parse(PLAIN) == parse_mail(PLAIN)


def test_the_process_is_kept_between_mails(process: ParserProcess) -> None:
    process.parse(PLAIN)
    before = process.pid
    process.parse(deep_multipart(200))
    process.parse(PLAIN)
    assert process.pid == before
    assert before != os.getpid()


def test_a_refusal_is_returned(process: ParserProcess) -> None:
    assert reason(process.parse(deep_multipart(200))) is Reason.TOO_DEEP
    assert reason(process.parse(b"")) is Reason.EMPTY


def test_promise_44_a_mail_of_40_mib_is_read_within_the_limits(process: ParserProcess) -> None:
    mail = process.parse(large_mail(40 * MIB))
    assert isinstance(mail, ParsedMail)
    assert mail.attachments[0].name == "large.bin"


@pytest.mark.parametrize(
    ("head", "line"),
    [
        (b"Content-Transfer-Encoding: x-uuencode\n\nbegin 644 a.bin\n", binascii.b2a_uu(b"a" * 45)),
        (b"Content-Type: text/plain; format=flowed\n\n", b" \n"),
    ],
    ids=["uuencoded", "flowed"],
)
def test_a_mail_of_many_lines_is_read_within_the_limits(
    process: ParserProcess, head: bytes, line: bytes
) -> None:
    raw = b"From: a@x.example\n" + head + line * (39 * MIB // len(line))
    assert isinstance(process.parse(raw), ParsedMail)


@pytest.mark.parametrize(
    "line",
    ["on " + "@" * 990, "on " + "a@" * 490, "am " + "schrieb:::" * 90 + "x", "on <" + "a@<" * 300],
)
def test_a_mail_of_lines_like_the_head_of_a_quote_is_read_within_the_limits(
    process: ParserProcess, line: str
) -> None:
    mail = process.parse(mail_with(b"Subject: lines", body=f"hi\n{line}\n".encode() * 64))
    assert isinstance(mail, ParsedMail)


def test_promise_44_a_mail_may_take_256_mib() -> None:
    assert ProcessLimits().memory == 256 * MIB


def test_a_mail_over_the_limit_is_not_even_sent() -> None:
    with ParserProcess(MailLimits(max_raw=10)) as process:
        assert reason(process.parse(PLAIN)) is Reason.TOO_LARGE
        assert process.pid is None


def test_a_mail_that_takes_too_long_is_ended_and_the_next_one_read() -> None:
    with ParserProcess(process_limits=ProcessLimits(cpu_seconds=0.01)) as process:
        assert reason(process.parse(large_mail(40 * MIB))) is Reason.TIMED_OUT
        assert isinstance(process.parse(PLAIN), ParsedMail)


def test_html_that_takes_too_long_costs_the_html_and_not_the_mail() -> None:
    # Without limits of size this HTML takes the sanitiser far longer than the time allowed.
    limits = MailLimits(max_html=10**9, max_html_depth=10**9)
    with ParserProcess(limits, ProcessLimits(cpu_seconds=0.3, memory=4096 * MIB)) as process:
        mail = process.parse(html_mail("Please help" + "<div>" * 200_000))
        assert isinstance(mail, ParsedMail)
        assert (mail.text, mail.html) == ("Please help", None)


def test_html_that_multiplies_costs_the_html_and_not_the_mail(process: ParserProcess) -> None:
    formats = "".join(f"<font size={number}>" for number in range(190))
    mail = process.parse(html_mail(f"<p>Please help{formats}</p>" + "<p>x" * 150_000))
    assert isinstance(mail, ParsedMail)
    assert mail.html is None
    assert mail.text.startswith("Please help")


def test_a_mail_that_takes_too_much_memory_is_ended_and_the_next_one_read() -> None:
    with ParserProcess(process_limits=ProcessLimits(memory=24 * MIB)) as process:
        assert reason(process.parse(large_mail(40 * MIB))) is Reason.CRASHED
        assert isinstance(process.parse(PLAIN), ParsedMail)


def test_a_mail_is_not_blamed_for_a_process_that_died_before(
    process: ParserProcess,
) -> None:
    process.parse(PLAIN)
    pid = process.pid
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    assert isinstance(process.parse(PLAIN), ParsedMail)
    assert process.pid not in (None, pid)


def test_an_interrupt_at_the_terminal_does_not_end_it(process: ParserProcess) -> None:
    process.parse(PLAIN)
    pid = process.pid
    assert pid is not None
    os.kill(pid, signal.SIGINT)
    assert isinstance(process.parse(PLAIN), ParsedMail)
    assert process.pid == pid


def test_a_closed_process_is_gone() -> None:
    process = ParserProcess()
    process.parse(PLAIN)
    pid = process.pid
    assert pid is not None
    process.close()
    assert process.pid is None
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
