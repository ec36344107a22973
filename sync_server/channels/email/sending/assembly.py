# SPDX-License-Identifier: Apache-2.0
"""A mail as bytes, from what it says, its files and its headers; the same each time."""

from base64 import b64encode
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from hashlib import sha256
from typing import Final

from msgspec import Struct

from sync_server.channels.email.sending.bodies import Body
from sync_server.channels.email.sending.fields import put, travelling
from sync_server.channels.email.text import safe_file_name
from sync_server.contract.addresses import address_key
from sync_server.contract.ids import Instant

_POLICY: Final = SMTP.clone(cte_type="7bit", max_line_length=76)
"""Every server takes lines of seven bits; not all take eight."""

_FILETIME_OFFSET: Final = 116_444_736_000_000_000
"""Ticks of 100 ns between 1601 and 1970."""


class OutgoingFile(Struct, frozen=True, kw_only=True):
    """A file that goes along. `media_type` is as the attachment's row has it: unchecked."""

    name: str
    media_type: str
    data: bytes


class Composed(Struct, frozen=True, kw_only=True):
    """A mail that is ready to be handed over.

    `recipients` is the envelope: Bcc is there and nowhere else, and of those in the headers it
    lacks who has the mail already. With `utf8` an address needs a server that knows SMTPUTF8
    (RFC 6531).
    """

    data: bytes
    sender: str
    recipients: tuple[str, ...]
    message_id: str
    utf8: bool


def assemble(
    fields: Iterable[tuple[str, str]],
    body: Body,
    files: Sequence[OutgoingFile],
    *,
    seed: str,
    utf8: bool = False,
) -> bytes:
    """The bytes of a mail. `fields` are headers whose values are written already.

    `seed` makes its boundaries; give something of which no other mail is made.
    """
    mail = EmailMessage(policy=_POLICY.clone(utf8=utf8))
    for name, value in fields:
        put(mail, name, value)
    mail.set_content(body.text, charset="utf-8")
    mail.add_alternative(body.html, subtype="html", charset="utf-8")
    for number, file in enumerate(files, 1):
        main, sub = _media_type(file.media_type)
        name = safe_file_name(file.name, f"file-{number}")
        mail.add_attachment(file.data, maintype=main, subtype=sub, filename=name)
    _set_boundaries(mail, seed)
    return mail.as_bytes()


def envelope(*addresses: Iterable[str]) -> tuple[str, ...]:
    """Each recipient once, as it travels. Raises `BadAddress`."""
    found = (travelling(address) for each in addresses for address in each)
    return tuple({address_key(address): address for address in found}.values())


def date_value(at: Instant) -> str:
    """An instant as the value of `Date`."""
    return format_datetime(datetime.fromtimestamp(at // 1_000_000, UTC))


def thread_index(ticket: str, opened_at: Instant, *, at: Instant, replies: int) -> str:
    """The value of `Thread-Index`, by which Outlook keeps a conversation together.

    [MS-OXOMSG] 2.2.1.3: 22 bytes that all mail of a ticket shares, and 5 for an answer: how long
    after the beginning it came, in units of 2^18 ticks, and its number.
    """
    began = opened_at * 10 + _FILETIME_OFFSET
    shared = b"\x01" + began.to_bytes(8)[1:6] + sha256(ticket.encode()).digest()[:16]
    if not replies:
        return b64encode(shared).decode()
    later = max(0, (at - opened_at) * 10 >> 18) & 0x7FFF_FFFF
    return b64encode(shared + later.to_bytes(4) + bytes((replies & 0x0F,))).decode()


def _media_type(media_type: str) -> tuple[str, str]:
    """A media type that says no more than how to keep the bytes.

    A text or a mail in an attachment would be taken apart or changed on its way, so it goes as
    bytes; the file's name says the rest.
    """
    main, _, sub = media_type.lower().partition("/")
    plain = (main + sub).replace("-", "").replace(".", "").replace("+", "")
    is_sound = bool(main and sub) and plain.isascii() and plain.isalnum()
    if not is_sound or main in ("multipart", "message"):
        return "application", "octet-stream"
    return main, sub


def _set_boundaries(mail: EmailMessage, seed: str) -> None:
    """Boundaries that follow from the mail: sent again, its bytes are the same.

    "=_" stands in no quoted-printable text and in no base64, so it ends nothing too early.
    """
    for number, part in enumerate(mail.walk()):
        if part.is_multipart():
            digest = sha256(f"{seed} {number}".encode()).hexdigest()[:32]
            part.set_boundary(f"=_{digest}")
