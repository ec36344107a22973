# SPDX-License-Identifier: Apache-2.0
"""Reads mail in the parser's process, and makes a stub of what cannot be read."""

from typing import Final

import msgspec
from msgspec import Struct

from sync_server.channels.email.agents_answers import NotNow
from sync_server.channels.email.entering import stub_text
from sync_server.channels.email.mail import (
    MailAddress,
    MailAttachment,
    MailRefused,
    ParsedMail,
    Reason,
)
from sync_server.channels.email.parse import parse_mail
from sync_server.channels.email.taking import MAX_FILE
from sync_server.channels.email.worker import ParserProcess
from sync_server.environment import Environment

MAX_HEAD: Final = 64 * 1024
"""Bytes of a mail in which its own headers are looked for when the whole is refused."""

WORDS: Final = {
    Reason.TOO_LARGE: "it is too large",
    Reason.TOO_MANY_PARTS: "it has too many parts",
    Reason.TOO_DEEP: "its parts lie too deep in each other",
    Reason.HEADERS_TOO_LARGE: "its headers are too long",
    Reason.UNPARSEABLE: "it is damaged",
    Reason.EMPTY: "it is empty",
    Reason.TIMED_OUT: "reading it took too long",
    Reason.CRASHED: "reading it took too much memory",
}


class Reading(Struct, frozen=True, kw_only=True):
    """What a mail says. With a `problem` it could not be read, and `mail` is a stub that says so;
    `None` when not even its headers could.
    """

    mail: ParsedMail | None
    problem: str = ""


class MailReader:
    """Reads one mail after the other on a lane of its own. `close` ends the process.

    Raises `NotNow` when there is no process to be had.
    """

    def __init__(self, environment: Environment, parser: ParserProcess | None = None) -> None:
        self._parser = parser or ParserProcess()
        self._lane = environment.lane("mail parser")

    async def read(self, raw: bytes, *, whole: bool = True) -> Reading:
        """Read a mail; of one that is not `whole` there is only the beginning."""
        outcome: ParsedMail | MailRefused = MailRefused(Reason.TOO_LARGE)
        if whole:
            outcome = await self._parse(raw)
        if isinstance(outcome, ParsedMail):
            return Reading(mail=outcome)
        problem = WORDS[outcome.reason]
        head = await self._parse(own_headers(raw))
        if not isinstance(head, ParsedMail):
            return Reading(mail=None, problem=problem)
        files = (MailAttachment(name="mail.eml", media_type="message/rfc822", data=raw),)
        stub = msgspec.structs.replace(
            head,
            text=stub_text(problem, attached=_is_attached(raw, whole=whole)),
            text_cut=False,
            html=None,
            attachments=files if _is_attached(raw, whole=whole) else (),
        )
        return Reading(mail=stub, problem=problem)

    async def _parse(self, raw: bytes) -> ParsedMail | MailRefused:
        try:
            return await self._lane.run(self._parser.parse, raw)
        except RuntimeError as error:
            raise NotNow("the process that reads mail does not start") from error

    async def close(self) -> None:
        """End the parser's process."""
        await self._lane.run(self._parser.close)


def with_sender(reading: Reading, raw: bytes, *, whole: bool) -> ParsedMail:
    """A mail that somebody wants to have, also where nothing says who wrote it."""
    nobody = MailAddress("Unknown sender", "unknown@sender.invalid")
    if reading.mail is not None:
        return msgspec.structs.replace(reading.mail, sender=reading.mail.sender or nobody)
    stub = parse_mail(b"Subject: A mail that cannot be shown\n\n" + reading.problem.encode())
    files = (MailAttachment(name="mail.eml", media_type="message/rfc822", data=raw),)
    return msgspec.structs.replace(
        stub,
        sender=nobody,
        text=stub_text(reading.problem, attached=_is_attached(raw, whole=whole)),
        attachments=files if _is_attached(raw, whole=whole) else (),
    )


def _is_attached(raw: bytes, *, whole: bool) -> bool:
    return whole and len(raw) <= MAX_FILE


_KEPT: Final = (
    *(b"from:", b"sender:", b"to:", b"subject:", b"message-id:", b"date:", b"in-reply-to:"),
    *(b"references:", b"auto-submitted:", b"precedence:", b"return-path:", b"list-id:"),
)


def own_headers(raw: bytes) -> bytes:
    """The headers that say who wrote what to whom, the first of each, and no body."""
    lines = raw[:MAX_HEAD].replace(b"\r\n", b"\n").split(b"\n")
    kept: list[bytes] = []
    seen: set[bytes] = set()
    takes = False
    for line in lines[:-1] if len(raw) > MAX_HEAD else lines:
        if not line:
            break
        if not line[:1].isspace():
            name = line.partition(b":")[0].lower().strip() + b":"
            takes = name in _KEPT and name not in seen
            seen.add(name)
        if takes:
            kept.append(line[:2000])
    return b"\n".join(kept) + b"\n\n"
