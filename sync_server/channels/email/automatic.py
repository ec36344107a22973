# SPDX-License-Identifier: Apache-2.0
"""Whether a machine wrote a mail, so that no machine of ours answers it."""

from sync_server.channels.email.headers import Headers
from sync_server.channels.email.mail import MailAddress

_SERVERS = frozenset({"mailer-daemon", "postmaster"})
_PRECEDENCE = frozenset({"bulk", "list", "junk", "auto_reply"})
_PRESENT = ("x-loop", "x-autoreply", "x-autorespond", "list-id", "list-unsubscribe")
_SUPPRESS = frozenset({"all", "autoreply", "dr", "oof"})


def automatic_reason(headers: Headers, sender: MailAddress | None) -> str | None:
    """The name of the header that says so; None for a mail that a person wrote.

    `Auto-Submitted: no` says that a person did (RFC 3834), and is no sign of a machine. Mail
    servers whose bounces carry no other mark are known by the name they send under.
    """
    if headers.word("auto-submitted") not in ("", "no"):
        return "auto-submitted"
    if headers.word("precedence") in _PRECEDENCE:
        return "precedence"
    for name in _PRESENT:
        if name in headers:
            return name
    suppressed = headers.word("x-auto-response-suppress").replace(",", " ").split()
    if not _SUPPRESS.isdisjoint(suppressed):
        return "x-auto-response-suppress"
    return_path = headers.first("return-path")
    if return_path is not None and return_path.strip(b"<> \t") == b"":
        return "return-path"
    if headers.word("content-type") == "multipart/report":
        return "multipart/report"
    local_part = sender.address.partition("@")[0].lower() if sender else ""
    if local_part in _SERVERS or (headers.first("from") or b"").strip() == b"<>":
        return "from"
    return None
