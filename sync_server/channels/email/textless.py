# SPDX-License-Identifier: Apache-2.0
"""What stands in place of a text in a mail that has none, but a file that another program reads."""

from collections.abc import Iterable
from typing import Final

from sync_server.channels.email.mail import MailAttachment

_SMIME: Final = "a message encrypted or signed by S/MIME"
_PGP: Final = "a message encrypted by PGP"
_CALENDAR: Final = "a calendar entry, such as an invitation to a meeting"
_OUTLOOK: Final = "a message in the format of Outlook alone"

_KINDS: Final = {
    "application/ms-tnef": _OUTLOOK,
    "application/vnd.ms-tnef": _OUTLOOK,
    "text/calendar": _CALENDAR,
    "application/ics": _CALENDAR,
    "application/pkcs7-mime": _SMIME,
    "application/x-pkcs7-mime": _SMIME,
    "application/pgp-encrypted": _PGP,
}
_NAMES: Final = {"winmail.dat": _OUTLOOK, "smime.p7m": _SMIME}


def words_for(files: Iterable[MailAttachment]) -> str:
    """What the files of a mail without text hold; empty when their names say it."""
    found: dict[str, str] = {}
    for each in files:
        kind = _KINDS.get(each.media_type) or _NAMES.get(each.name.lower())
        if kind is not None:
            found.setdefault(kind, each.name)
    held = " and ".join(f"{kind} ({name})" for kind, name in found.items())
    if not held:
        return ""
    return f"This mail has no text that can be shown. It holds {held}, attached here."
