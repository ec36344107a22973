# SPDX-License-Identifier: Apache-2.0
"""Reading one untrusted mail: bytes in, a `ParsedMail` or a `MailRefused` out, nothing else."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from sync_server.channels.email.addresses import parse_addresses
from sync_server.channels.email.automatic import automatic_reason
from sync_server.channels.email.content import Content, read_content
from sync_server.channels.email.headers import (
    MAX_IDS,
    Headers,
    decode_words,
    parse_date,
    parse_message_ids,
)
from sync_server.channels.email.mail import (
    MailAddress,
    MailAttachment,
    MailLimits,
    MailRefused,
    ParsedMail,
    Reason,
)
from sync_server.channels.email.quotes import split_quotes
from sync_server.channels.email.structure import read_structure
from sync_server.channels.email.text import clean_line

MAX_SUBJECT = 1000
_TELLING = frozenset(
    {
        "from",
        "sender",
        "to",
        "cc",
        "subject",
        "date",
        "message-id",
        "received",
        "return-path",
        "reply-to",
        "in-reply-to",
        "references",
        "mime-version",
        "content-type",
        "delivered-to",
    }
)
"""Headers of which a mail has at least one; a file without any is something else."""


def parse_mail(raw: bytes, limits: MailLimits | None = None) -> ParsedMail:
    """Read a mail; raises MailRefused and, short of a lack of memory, nothing else.

    Hostile mail can use much time within the limits of size: use `ParserProcess` for mail that
    strangers sent.
    """
    limits = limits or MailLimits()
    try:
        return _parse(raw, limits)
    except (MailRefused, MemoryError):
        raise
    except Exception as error:
        # Whatever a mail nobody foresaw can raise: it must stop that mail alone, and be counted.
        raise MailRefused(Reason.UNPARSEABLE, type(error).__name__) from error


def _parse(raw: bytes, limits: MailLimits) -> ParsedMail:
    if len(raw) > limits.max_raw:
        raise MailRefused(Reason.TOO_LARGE, f"{len(raw)} bytes, at most {limits.max_raw}")
    if not raw.strip():
        raise MailRefused(Reason.EMPTY)
    if b"\n" not in raw:
        raw = raw.replace(b"\r", b"\n")
    root = read_structure(raw, limits)
    headers = root.headers
    if _TELLING.isdisjoint(headers.names()):
        raise MailRefused(Reason.UNPARSEABLE, "no header of a mail")
    charset = next(
        (leaf.params["charset"] for leaf in root.leaves() if "charset" in leaf.params), None
    )
    recipients = _recipients(headers, charset, limits)
    content = read_content(raw, root, limits)
    sender = _first_address(headers, "from", charset) or _first_address(headers, "sender", charset)
    subject = clean_line(decode_words(headers.first("subject") or b"", charset), MAX_SUBJECT)
    because = automatic_reason(headers, sender)
    answered = list(parse_message_ids(headers.first("in-reply-to")))
    return ParsedMail(
        message_id=next(parse_message_ids(headers.first("message-id")), None),
        in_reply_to=answered[0] if answered else None,
        references=_references(headers, answered),
        sender=sender,
        reply_to=_first_address(headers, "reply-to", charset),
        to=tuple(recipients.to),
        cc=tuple(recipients.cc),
        recipients_left_out=recipients.left_out,
        subject=subject,
        date=parse_date(headers.first("date")),
        received=parse_date((headers.first("received") or b"").rpartition(b";")[2].strip()),
        text=content.text,
        text_cut=content.text_cut,
        html=content.html,
        attachments=content.attachments,
        automatic=because is not None,
        automatic_because=because,
        fingerprint=_fingerprint(headers, sender, subject, content=content),
        quoted=len(split_quotes(content.text)[1]),
    )


def _first_address(headers: Headers, name: str, charset: str | None) -> MailAddress | None:
    return next(parse_addresses(headers.first(name), charset), None)


@dataclass(slots=True)
class _Recipients:
    """Whom a mail names, as many as the limits allow, and how many more."""

    to: list[MailAddress] = field(default_factory=list)
    cc: list[MailAddress] = field(default_factory=list)
    left_out: int = 0


def _recipients(headers: Headers, charset: str | None, limits: MailLimits) -> _Recipients:
    found = _Recipients()
    for name, into in (("to", found.to), ("cc", found.cc)):
        for value in headers.all(name):
            for address in parse_addresses(value, charset):
                if len(found.to) + len(found.cc) < limits.max_recipients:
                    into.append(address)
                else:
                    found.left_out += 1
    return found


def _references(headers: Headers, answered: list[str]) -> tuple[str, ...]:
    """The thread's ids, oldest first. Of too many the first is kept, and the newest."""
    named = list(parse_message_ids(headers.first("references")))
    ids = list(dict.fromkeys(named))
    ids = [message_id for message_id in answered[1:] if message_id not in named] + ids
    return tuple(ids if len(ids) <= MAX_IDS else ids[:1] + ids[1 - MAX_IDS :])


def _fingerprint(
    headers: Headers, sender: MailAddress | None, subject: str, *, content: Content
) -> str:
    """SHA-256 over what its author wrote, not over the traces of its way here."""
    digest = hashlib.sha256()
    for piece in (
        (sender.address if sender else "").encode(),
        re.sub(rb"\s+", b" ", headers.first("date") or b""),
        subject.encode(),
        content.text.encode(),
        *_attachment_bytes(content.attachments),
    ):
        digest.update(len(piece).to_bytes(8, "big"))
        digest.update(piece)
    return digest.hexdigest()


def _attachment_bytes(attachments: Iterable[MailAttachment]) -> Iterable[bytes]:
    for attachment in attachments:
        yield attachment.name.encode()
        yield attachment.data
