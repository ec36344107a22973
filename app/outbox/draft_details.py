# SPDX-License-Identifier: Apache-2.0
"""What the draft of a mail keeps beside its text and recipients, as a draft stores it.

Neither an address nor an id has a space in it, so a space stands between them.
"""

from collections.abc import Mapping

from msgspec import Struct


class MailDetails(Struct, frozen=True, kw_only=True):
    """Hidden copies, from where and with what it leaves; all of it only on this device.

    Without `mailbox` and `quote` it leaves as usual. A forward takes the message `about` along, or
    the whole ticket, and `attachments` of it.
    """

    bcc: tuple[str, ...] = ()
    mailbox: str = ""
    quote: bool | None = None
    about: str = ""
    attachments: tuple[str, ...] = ()


def details_of(mail: MailDetails) -> dict[str, str]:
    """What differs from the usual."""
    told = {
        "bcc": " ".join(mail.bcc),
        "mailbox": mail.mailbox,
        "quote": "" if mail.quote is None else "on" if mail.quote else "off",
        "about": mail.about,
        "attachments": " ".join(mail.attachments),
    }
    return {name: value for name, value in told.items() if value}


def mail_details(details: Mapping[str, str]) -> MailDetails:
    """What `details_of` wrote down."""
    return MailDetails(
        bcc=tuple(details.get("bcc", "").split()),
        mailbox=details.get("mailbox", ""),
        quote={"on": True, "off": False}.get(details.get("quote", "")),
        about=details.get("about", ""),
        attachments=tuple(details.get("attachments", "").split()),
    )
