# SPDX-License-Identifier: Apache-2.0
"""Signed names that leave the desk and come back: they show that it was we who wrote them.

A token is a letter for its purpose and base32 (RFC 4648, lower case, no padding) of what it names
and a tag of 80 bits: keyed BLAKE2b (RFC 7693) over the purpose and the names, each with its length.
An id that is a UUID is 16 bytes, any other its text. Mail may change the case of what it carries,
so nothing here depends on it. The key is the desk's own and stays the same for ever: an answer to
mail of years ago must still be recognised.
"""

import binascii
import hmac
import re
from base64 import b32decode, b32encode, urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator
from hashlib import blake2b
from typing import Final, Literal, get_args
from uuid import UUID

from msgspec import Struct

from sync_server.contract.ids import AgentId, ContactId, Instant, TicketId

KEY_BYTES: Final = 32
TAG_BYTES: Final = 10
PAGE_TAG_BYTES: Final = 16
SUBJECT_TAG: Final = 8
"""Characters of the tag in a subject: 40 bits. It alone lets nobody in; the sender counts too."""

MAX_LOCAL_PART: Final = 64
"""Characters before the @ of an address (RFC 5321, 4.5.3.1.1)."""

Purpose = Literal["reply", "forward", "automatic", "notice"]
"""What a mail of ours was: an answer to a customer, sent to somebody else, an acknowledgement, or
news for one of our own people."""

_PURPOSES: Final[tuple[Purpose, ...]] = get_args(Purpose)
_THREAD: Final = "t"
_NOTICE: Final = "n"
_MESSAGE_ID: Final = re.compile(
    r"<?([a-z]{5,9})\.([a-z2-7]{18,220})(?:\.[a-z0-9]{1,40})?@[^\s@<>]{1,255}>?"
)
_SUBJECT: Final = re.compile(r"\[#(\d{1,15})-([a-z2-7]{8})\]", re.IGNORECASE)
_SECOND: Final = 1_000_000


class OwnMessageId(Struct, frozen=True):
    """What a Message-ID of ours says: why the mail was sent, and the id that it names.

    That is the message for "reply", "forward" and "automatic", and the ticket for "notice".
    """

    purpose: Purpose
    id: str


class PageLink(Struct, frozen=True):
    """What the link to a ticket's page says: whose page of which ticket."""

    ticket: TicketId
    contact: ContactId


class SubjectToken(Struct, frozen=True):
    """A token in a subject. It is genuine if `Signer.is_subject_of` says so for the ticket."""

    number: int
    tag: str


class Signer:
    """Makes and reads signed names. Its repr never shows the key."""

    def __init__(self, key: bytes) -> None:
        if len(key) != KEY_BYTES:
            raise ValueError(f"A key for signing has {KEY_BYTES} bytes, not {len(key)}")
        self._key = key

    def __repr__(self) -> str:
        return "Signer()"

    # -- addresses -----------------------------------------------------------------------------

    def thread_address(self, address: str, ticket: TicketId) -> str | None:
        """A mailbox's address with a token of the ticket: `help+t…@ours.example`.

        `None` when the address has no room for one: then the Message-ID and the subject must do.
        """
        return _plus(address, self._token(_THREAD, ticket))

    def thread_of_address(self, address: str) -> TicketId | None:
        """The ticket that an address names, if it is one of ours and genuine."""
        ticket = self._read(_THREAD, _plus_part(address))
        return None if ticket is None else TicketId(ticket)

    def notice_address(self, address: str, ticket: TicketId, agent: AgentId) -> str | None:
        """Where one agent, and nobody else, may answer our notice of a ticket."""
        return _plus(address, self._token(_NOTICE, ticket, agent))

    def is_notice_address(self, address: str) -> bool:
        """Whether an address looks like one that a notice was sent with; not that it is genuine."""
        return _is_token(_plus_part(address), _NOTICE)

    def noticed_ticket(self, address: str, agent: AgentId) -> TicketId | None:
        """The ticket whose notice this agent answers, if the address was made for them."""
        ticket = self._read(_NOTICE, _plus_part(address), agent)
        return None if ticket is None else TicketId(ticket)

    # -- Message-IDs ---------------------------------------------------------------------------

    def message_id(self, purpose: Purpose, id: str, domain: str, *, serial: str = "") -> str:
        """A Message-ID (RFC 5322, 3.6.4) of ours, in angle brackets. The same each time.

        `id` is what `OwnMessageId` says for the purpose. A `serial` of letters and digits tells
        several mails about the same apart; it is not signed.
        """
        token = self._token("", id, signed_as=purpose)
        return f"<{purpose}.{token}{'.' if serial else ''}{serial}@{domain}>"

    def read_message_id(self, message_id: str) -> OwnMessageId | None:
        """What a Message-ID of ours says, with or without brackets; `None` for all others."""
        found = _MESSAGE_ID.fullmatch(message_id.strip().lower())
        if found is None:
            return None
        for purpose in _PURPOSES:
            if purpose == found[1]:
                id_ = self._read("", found[2], signed_as=purpose)
                return None if id_ is None else OwnMessageId(purpose, id_)
        return None

    # -- subjects ------------------------------------------------------------------------------

    def subject_token(self, number: int, ticket: TicketId) -> str:
        """What to add to a subject: `[#1042-k3j9x2a7]`."""
        return f"[#{number}-{self._subject_tag(number, ticket)}]"

    def is_subject_of(self, token: SubjectToken, ticket: TicketId) -> bool:
        """Whether the token was made for this ticket, which has the token's number."""
        return _same(token.tag, self._subject_tag(token.number, ticket))

    def _subject_tag(self, number: int, ticket: TicketId) -> str:
        return _base32(self._tag("subject", str(number), ticket))[:SUBJECT_TAG]

    # -- pages ---------------------------------------------------------------------------------

    def page_token(self, ticket: TicketId, contact: ContactId, *, expires_at: Instant) -> str:
        """The last part of a link to a ticket's page, for one contact, until `expires_at`.

        URL-safe base64, at most some 250 characters; the expiry is rounded down to a second.
        """
        expiry = expires_at // _SECOND
        first, second = _packed(ticket), _packed(contact)
        body = bytes((len(first),)) + first + second + expiry.to_bytes(5)
        tag = self._tag("page", ticket, contact, str(expiry), size=PAGE_TAG_BYTES)
        return urlsafe_b64encode(body + tag).rstrip(b"=").decode()

    def read_page_token(self, token: str, *, now: Instant) -> PageLink | None:
        """Whose page a link opens; `None` for one that is not genuine or is over."""
        data = _unbase64(token)
        body, tag = data[:-PAGE_TAG_BYTES], data[-PAGE_TAG_BYTES:]
        names, expiry = body[1:-5], int.from_bytes(body[-5:])
        if len(body) < 8 or expiry < now // _SECOND:
            return None
        for ticket in _unpacked(names[: body[0]]):
            for contact in _unpacked(names[body[0] :]):
                expected = self._tag("page", ticket, contact, str(expiry), size=PAGE_TAG_BYTES)
                if hmac.compare_digest(tag, expected):
                    return PageLink(TicketId(ticket), ContactId(contact))
        return None

    # -- other keys ----------------------------------------------------------------------------

    def key_for(self, purpose: str) -> bytes:
        """A key of its own, of 32 bytes, for something else that the desk signs."""
        return self._tag("key", purpose, size=KEY_BYTES)

    # -- tags ----------------------------------------------------------------------------------

    def _token(self, letter: str, id_: str, *names: str, signed_as: str = "") -> str:
        tag = self._tag(signed_as or letter, id_, *names)
        return letter + _base32(_packed(id_) + tag)

    def _read(self, letter: str, token: str, *names: str, signed_as: str = "") -> str | None:
        """The id that a token names, if its tag is right for it and `names`."""
        if not token.startswith(letter):
            return None
        data = _unbase32(token[len(letter) :])
        packed, tag = data[:-TAG_BYTES], data[-TAG_BYTES:]
        for id_ in _unpacked(packed):
            if hmac.compare_digest(tag, self._tag(signed_as or letter, id_, *names)):
                return id_
        return None

    def _tag(self, purpose: str, *names: str, size: int = TAG_BYTES) -> bytes:
        digest = blake2b(digest_size=size, key=self._key, person=b"deskbell signing")
        for name in (purpose, *names):
            encoded = name.encode("utf-8", "surrogatepass")
            digest.update(len(encoded).to_bytes(8) + encoded)
        return digest.digest()


def subject_tokens(subject: str) -> Iterator[SubjectToken]:
    """The tokens in a subject, in order, genuine or not."""
    for found in _SUBJECT.finditer(subject):
        yield SubjectToken(int(found[1]), found[2].lower())


def without_subject_tokens(subject: str) -> str:
    """A subject as a person wrote it."""
    return " ".join(_SUBJECT.sub(" ", subject).split())


def plain_address(address: str) -> str:
    """An address of ours without the token in it; any other as it is."""
    local, at, domain = address.rpartition("@")
    base, _, last = local.rpartition("+")
    is_ours = base and any(_is_token(last.lower(), letter) for letter in (_THREAD, _NOTICE))
    return f"{base}{at}{domain}" if is_ours else address


def _is_token(text: str, letter: str) -> bool:
    return text.startswith(letter) and len(_unbase32(text[len(letter) :])) > TAG_BYTES


def _plus(address: str, token: str) -> str | None:
    local, _, domain = address.rpartition("@")
    longer = f"{local}+{token}"
    return f"{longer}@{domain}" if len(longer) <= MAX_LOCAL_PART else None


def _plus_part(address: str) -> str:
    return address.rpartition("@")[0].rpartition("+")[2].lower() if "+" in address else ""


def _packed(id_: str) -> bytes:
    """An id in few bytes: a UUID in canonical form as its 16, another as its text."""
    try:
        found = UUID(id_)
    except ValueError:
        return id_.encode()
    return found.bytes if str(found) == id_ else id_.encode()


def _unpacked(packed: bytes) -> Iterator[str]:
    """The ids that these bytes can stand for; the tag says which one is meant."""
    if len(packed) == 16:
        yield str(UUID(bytes=packed))
    if packed.isascii():
        yield packed.decode("ascii")


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode("utf-8", "surrogatepass"), other.encode())


def _base32(data: bytes) -> str:
    return b32encode(data).decode().rstrip("=").lower()


def _unbase32(text: str) -> bytes:
    """The bytes, or none for what is not base32 in the one form that we write."""
    try:
        data = b32decode(text.upper() + "=" * (-len(text) % 8))
    except (binascii.Error, ValueError):
        return b""
    return data if _base32(data) == text else b""


def _unbase64(text: str) -> bytes:
    try:
        data = urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (binascii.Error, ValueError):
        return b""
    return data if urlsafe_b64encode(data).rstrip(b"=").decode() == text else b""
