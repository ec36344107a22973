# SPDX-License-Identifier: Apache-2.0
"""Address lists: who a mail is from and to, read so that a name can never pose as an address."""

import re
from collections.abc import Iterator

from sync_server.channels.email.headers import decode_words
from sync_server.channels.email.mail import MailAddress
from sync_server.channels.email.text import clean_line, clean_name, decode_text
from sync_server.contract.addresses import address_key

_NAME_LENGTH = 200
_ADDRESS_LENGTH = 254
_TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*"?|<[^>]*>?|[(),:;\\]|[^"<(),:;\\]+', re.DOTALL)
_PLAIN = r"[^\s@<>()\[\],;:\\\"\x00]"
_ADDRESS = re.compile(rf"({_PLAIN}{{1,64}}|\"(?:{_PLAIN}| ){{1,62}}\")@{_PLAIN}{{1,253}}")
_ESCAPED = re.compile(rb"\\(.)", re.DOTALL)


class _Mailbox:
    """One entry of a list while its tokens arrive."""

    def __init__(self) -> None:
        self.words: list[bytes] = []
        self.comment: list[bytes] = []
        self.angle: bytes | None = None

    def value(self, body_charset: str | None) -> MailAddress | None:
        """The mailbox, or None when there is no address in it.

        What stands in angle brackets is the address, and only without them the bare text; so
        `"boss@ours.example" <x@theirs.example>` is from x, and its name is just a name.
        """
        if self.angle is None:
            spec, name = b"".join(self.words), b"".join(self.comment)
        else:
            spec, name = self.angle, b" ".join(_unquoted(self.words)) or b"".join(self.comment)
        address = _address(spec)
        if address is None:
            return None
        return MailAddress(clean_name(decode_words(name, body_charset), _NAME_LENGTH), address)


def _unquoted(words: list[bytes]) -> Iterator[bytes]:
    for word in words:
        bare = _ESCAPED.sub(rb"\1", word.strip(b'"')) if word.startswith(b'"') else word
        if bare.strip():
            yield bare.strip()


def _address(spec: bytes) -> str | None:
    # A route (`@relay:`) is obsolete and goes; an address with an encoded word is none, so that
    # nothing can hide another address inside one.
    spec = spec.rpartition(b":")[2] if spec.startswith(b"@") else spec
    text = clean_line(decode_text(spec), _ADDRESS_LENGTH + 1)
    if len(text) > _ADDRESS_LENGTH or "=?" in text or _ADDRESS.fullmatch(text) is None:
        return None
    local, _, domain = text.rpartition("@")
    return f"{local}@{address_key(domain)}"


def parse_addresses(value: bytes | None, body_charset: str | None = None) -> Iterator[MailAddress]:
    """The mailboxes of a header in order, groups opened, entries without an address left out.

    One pass over the text. The caller stops the iteration when it has enough.
    """
    if not value:
        return
    mailbox = _Mailbox()
    nesting = 0
    for token in _TOKEN.findall(value):
        if token == b"(":
            nesting += 1
        elif token == b")":
            nesting = max(0, nesting - 1)
        elif nesting:
            mailbox.comment.append(token)
        elif token in (b",", b";"):
            if found := mailbox.value(body_charset):
                yield found
            mailbox = _Mailbox()
        elif token == b":" and mailbox.angle is None:
            # The words before it were a group's name.
            mailbox = _Mailbox()
        elif token.startswith(b"<"):
            mailbox.angle = token.strip(b"<> \t")
        elif token != b"\\":
            mailbox.words.append(token)
    if found := mailbox.value(body_charset):
        yield found
