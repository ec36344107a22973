# SPDX-License-Identifier: Apache-2.0
"""The values that reading a mail gives: the mail, or why it was refused.

They are msgspec structs because they cross from the parser's process as MessagePack: decoding that
cannot run code, whatever a hostile mail did to the process that wrote it.
"""

from datetime import UTC, datetime, timedelta
from enum import StrEnum

from msgspec import Struct

KIB = 1024
MIB = 1024 * KIB


class MailLimits(Struct, frozen=True, kw_only=True):
    """How much of a mail is read. Sizes are in bytes of the raw mail unless said otherwise."""

    max_raw: int = 40 * MIB
    max_parts: int = 200
    max_depth: int = 20
    max_headers: int = 256 * KIB
    """Header blocks of all parts together."""
    max_recipients: int = 100
    """Addresses of To and Cc that are read; the rest is counted."""
    max_text: int = 1_500_000
    """Characters of plain text; what is longer is cut and marked."""
    max_html: int = MIB
    """Characters of HTML; a longer one is not shown at all, its text still is."""
    max_html_depth: int = 200
    """Open elements at one place of the HTML."""


class Reason(StrEnum):
    """Why a mail was refused."""

    TOO_LARGE = "too_large"
    TOO_MANY_PARTS = "too_many_parts"
    TOO_DEEP = "too_deep"
    HEADERS_TOO_LARGE = "headers_too_large"
    UNPARSEABLE = "unparseable"
    EMPTY = "empty"
    TIMED_OUT = "timed_out"
    """The parser's process needed more time than allowed."""
    CRASHED = "crashed"
    """The parser's process died, as a rule for want of memory."""


class MailRefused(Exception):
    """A mail that cannot be shown. The caller keeps its raw bytes and says `reason`.

    `detail` is one line of ours (numbers and limits), never text of the mail.
    """

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(reason, detail)
        self.reason = reason
        self.detail = detail

    def __str__(self) -> str:
        return f"{self.reason}: {self.detail}" if self.detail else self.reason


class MailAddress(Struct, frozen=True):
    """A mailbox. `address` is always what the mail is sent to, never what its name claims."""

    name: str
    address: str


class MailAttachment(Struct, frozen=True, kw_only=True):
    """A file of a mail. `name` is metadata that is safe to show and to save under.

    `content_id` names it inside the HTML (`cid:`), without angle brackets. `inline` files belong
    to the text rather than beside it.
    """

    name: str
    media_type: str
    data: bytes
    content_id: str | None = None
    inline: bool = False


class ParsedMail(Struct, frozen=True, kw_only=True):
    """A mail, read. No text in it holds NUL, other controls, or lone surrogates.

    Message-IDs are without angle brackets; `references` has the newest last. `date` is what the
    author's machine claims and `received` what the last mail server wrote; both are UTC, and
    `sent_at` says which to believe. `html` is sanitised and names images only as `cid:` of one of
    `attachments`. `recipients_left_out` were too many for `to` and `cc`. `fingerprint` is equal for
    two copies of one mail that came by different ways. The last `quoted` characters of `text` are
    its author's signature and what they quote.
    """

    message_id: str | None
    in_reply_to: str | None
    references: tuple[str, ...]
    sender: MailAddress | None
    reply_to: MailAddress | None
    to: tuple[MailAddress, ...]
    cc: tuple[MailAddress, ...]
    subject: str
    date: datetime | None
    received: datetime | None
    text: str
    text_cut: bool
    html: str | None
    attachments: tuple[MailAttachment, ...]
    automatic: bool
    automatic_because: str | None
    fingerprint: str
    recipients_left_out: int = 0
    quoted: int = 0

    @property
    def written(self) -> str:
        """What of the text its author wrote now."""
        return self.text[: len(self.text) - self.quoted]


OLDEST_BELIEVABLE = datetime(1990, 1, 1, tzinfo=UTC)
CLOCK_TOLERANCE = timedelta(hours=1)


def sent_at(mail: ParsedMail, now: datetime) -> datetime:
    """When the mail counts as sent: its own date if that can be, else the server's, else `now`.

    A `Date` in 1969 or 2099 would start a service level clock decades ago or never.
    """
    for claimed in (mail.date, mail.received):
        if claimed is not None and OLDEST_BELIEVABLE <= claimed <= now + CLOCK_TOLERANCE:
            return claimed
    return now
