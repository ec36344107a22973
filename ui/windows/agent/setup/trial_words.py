# SPDX-License-Identifier: Apache-2.0
"""What the trial of a mailbox showed: in words, line by line, and at the input that is wrong."""

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QLocale

from sync_server.contract.queries import TestMailbox, TestReport, TestStep
from ui.models.words import translate
from ui.widgets.held_value import CheckState, CheckValue
from ui.widgets.setup_value import TrialValue

_STATES: Final[dict[str, CheckState]] = {"ok": "passed", "warning": "warning", "error": "failed"}
_TITLES: Final = {
    "reads": str(QT_TRANSLATE_NOOP("setup", "Reads mail")),
    "sends": str(QT_TRANSLATE_NOOP("setup", "Sends mail")),
    "returns": str(QT_TRANSLATE_NOOP("setup", "Round trip")),
    "answers": str(QT_TRANSLATE_NOOP("setup", "Answers")),
    "password": str(QT_TRANSLATE_NOOP("setup", "Password")),
}
_DOMAIN: Final = frozenset({"domain", "SPF", "DMARC"})
_CAUSES: Final = {
    "name": str(QT_TRANSLATE_NOOP("setup", "There is no server called {host}")),
    "silent": str(QT_TRANSLATE_NOOP("setup", "{host} does not answer at port {port}")),
    "closed": str(QT_TRANSLATE_NOOP("setup", "Nothing listens at port {port} of {host}")),
    "certificate": str(
        QT_TRANSLATE_NOOP("setup", "The certificate of {host} is not valid for this name")
    ),
    "tls": str(QT_TRANSLATE_NOOP("setup", "Port {port} of {host} speaks no TLS")),
    "no_tls": str(QT_TRANSLATE_NOOP("setup", "Port {port} of {host} offers no encryption")),
    "plain": str(QT_TRANSLATE_NOOP("setup", "The password could be read on its way to {host}")),
    "password": str(
        QT_TRANSLATE_NOOP("setup", "{host} does not accept the user name and password")
    ),
    "sender": str(QT_TRANSLATE_NOOP("setup", "{host} does not send as {address}")),
}
"""What is wrong, by the cause that the server names."""

_REMEDIES: Final = {
    "name": ("host", str(QT_TRANSLATE_NOOP("setup", "Check the name of the server"))),
    "silent": ("host", str(QT_TRANSLATE_NOOP("setup", "Check name and port"))),
    "closed": ("host", str(QT_TRANSLATE_NOOP("setup", "Choose another port"))),
    "certificate": (
        "host",
        str(QT_TRANSLATE_NOOP("setup", "Ask your provider what the server is called")),
    ),
    "tls": ("host", str(QT_TRANSLATE_NOOP("setup", "Choose another port, or STARTTLS"))),
    "no_tls": ("host", str(QT_TRANSLATE_NOOP("setup", "Choose the port with TLS"))),
    "plain": ("host", str(QT_TRANSLATE_NOOP("setup", "Choose TLS or STARTTLS"))),
    "password": (
        "password",
        str(
            QT_TRANSLATE_NOOP(
                "setup",
                "Check the password, and the user name. Many providers want an app password",
            )
        ),
    ),
    "sender": (
        "user",
        str(QT_TRANSLATE_NOOP("setup", "Sign in as somebody who may send from this address")),
    ),
}
"""Which input has to change, and how."""


def trial_value(question: TestMailbox, report: TestReport, *, at: str) -> TrialValue:
    """The lines of a trial. What has no cause of ours is said in the server's words."""
    lines = [
        CheckValue(_title(step), _result(question, report, step), _STATES.get(step.state, "failed"))
        for step in report.steps
        if step.name not in _DOMAIN
    ]
    records = [step.record for step in report.steps if step.record]
    told = translate("setup", "Tested {time}").format(time=at)
    return TrialValue((*lines, *_domain(report)), record=next(iter(records), ""), at=told)


def problems_of(report: TestReport) -> dict[str, str]:
    """What has to change, by the name of the input; the first about each counts."""
    found: dict[str, str] = {}
    for step in report.steps:
        if step.state != "error" or step.cause not in _REMEDIES:
            continue
        place, remedy = _REMEDIES[step.cause]
        field = f"{_server(step)}_host" if place == "host" else place
        found.setdefault(field, translate("setup", remedy))
    return found


def has_failed(report: TestReport) -> bool:
    return any(step.state == "error" for step in report.steps)


def has_warned(report: TestReport) -> bool:
    return any(step.state == "warning" for step in report.steps)


def _title(step: TestStep) -> str:
    known = _TITLES.get(step.name)
    return step.name if known is None else translate("setup", known)


def _server(step: TestStep) -> str:
    return "smtp" if step.name == "sends" else "imap"


def _result(question: TestMailbox, report: TestReport, step: TestStep) -> str:
    if step.state == "error":
        return _wrong(question, step)
    seconds = QLocale().toString(step.took_ms / 1000, "f", 1)
    if step.name == "reads":
        told = translate("setup", "{count} in {folder}, none taken by the test")
        return told.format(count=report.waiting, folder=question.imap_folder)
    if step.name == "sends":
        told = translate("setup", "accepted by {host} in {seconds} s")
        return told.format(host=question.smtp_host, seconds=seconds)
    if step.name == "returns" and step.state == "ok":
        told = translate("setup", "our test mail came back after {seconds} s")
        return told.format(seconds=seconds)
    if step.name == "returns":
        return translate("setup", "our test mail is not back yet. Look into the spam folder")
    if step.name == "answers":
        return translate(
            "setup", "mail to the address with a + does not arrive; answers are found without it"
        )
    return step.text


def _wrong(question: TestMailbox, step: TestStep) -> str:
    words = _CAUSES.get(step.cause)
    if words is None or step.name == "password":
        return step.text
    server = _server(step)
    return translate("setup", words).format(
        host=getattr(question, f"{server}_host"),
        port=getattr(question, f"{server}_port"),
        address=question.address,
    )


def _domain(report: TestReport) -> Iterator[CheckValue]:
    """What other servers are told about the domain, as one line."""
    steps = [step for step in report.steps if step.name in _DOMAIN]
    if not steps:
        return
    there = translate("setup", "{name} is there")
    missing = translate("setup", "{name} is missing")
    parts = []
    for step in steps:
        if step.name == "domain":
            parts.append(translate("setup", "could not be looked up, which harms nothing here"))
        elif step.state == "ok":
            parts.append(there.format(name=step.name))
        else:
            parts.append(missing.format(name=step.name) if step.record else step.text)
    states = [step.state for step in steps]
    worst = next((state for state in ("error", "warning") if state in states), "ok")
    yield CheckValue(translate("setup", "Domain"), ", ".join(parts), _STATES[worst])
