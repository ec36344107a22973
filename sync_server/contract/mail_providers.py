# SPDX-License-Identifier: Apache-2.0
"""Guesses the mail servers of an address, so that people type an address and a password only.

Hosts, ports and hints are what each provider publishes for its customers. What is not known here is
guessed as `imap.` and `smtp.` before the domain, which is right for most providers of mail.
"""

from typing import Final

from msgspec import Struct

from sync_server.contract.commands import Security


class MailServers(Struct, frozen=True, kw_only=True):
    """Where the mail of an address comes in and goes out.

    `known` says that the provider is known, and not guessed. `hint` is a sentence for whoever types
    the password, where an ordinary one will not do.
    """

    imap_host: str
    imap_port: int = 993
    imap_security: Security = "tls"
    smtp_host: str
    smtp_port: int = 465
    smtp_security: Security = "tls"
    known: bool = True
    hint: str = ""


_WANTS_ANOTHER: Final = (
    "{name} wants an app password here, not that of the account. Make one in the account's "
    "security settings"
)
_TAKES_NONE: Final = (
    "Microsoft takes no passwords from other programs for most accounts. Ask whoever runs the "
    "account whether IMAP with a password is allowed, or use a mailbox elsewhere"
)


def _starttls(imap: str, smtp: str, *, hint: str = "") -> MailServers:
    return MailServers(
        imap_host=imap, smtp_host=smtp, smtp_port=587, smtp_security="starttls", hint=hint
    )


def _tls(imap: str, smtp: str, *, hint: str = "") -> MailServers:
    return MailServers(imap_host=imap, smtp_host=smtp, hint=hint)


_GOOGLE: Final = _tls("imap.gmail.com", "smtp.gmail.com", hint=_WANTS_ANOTHER.format(name="Google"))
_MICROSOFT: Final = _starttls("outlook.office365.com", "smtp.office365.com", hint=_TAKES_NONE)
_ICLOUD: Final = _starttls(
    "imap.mail.me.com", "smtp.mail.me.com", hint=_WANTS_ANOTHER.format(name="iCloud")
)
_YAHOO: Final = _tls(
    "imap.mail.yahoo.com", "smtp.mail.yahoo.com", hint=_WANTS_ANOTHER.format(name="Yahoo")
)
_GMX_DE: Final = _tls(
    "imap.gmx.net", "mail.gmx.net", hint="Allow IMAP in the settings of GMX first"
)
_GMX_COM: Final = _tls(
    "imap.gmx.com", "mail.gmx.com", hint="Allow IMAP in the settings of GMX first"
)
_FASTMAIL: Final = _tls(
    "imap.fastmail.com", "smtp.fastmail.com", hint=_WANTS_ANOTHER.format(name="Fastmail")
)

PROVIDERS: Final[dict[str, MailServers]] = {
    "gmail.com": _GOOGLE,
    "googlemail.com": _GOOGLE,
    "outlook.com": _MICROSOFT,
    "hotmail.com": _MICROSOFT,
    "live.com": _MICROSOFT,
    "msn.com": _MICROSOFT,
    "outlook.de": _MICROSOFT,
    "hotmail.de": _MICROSOFT,
    "icloud.com": _ICLOUD,
    "me.com": _ICLOUD,
    "mac.com": _ICLOUD,
    "yahoo.com": _YAHOO,
    "yahoo.de": _YAHOO,
    "yahoo.co.uk": _YAHOO,
    "yahoo.fr": _YAHOO,
    "aol.com": _tls("imap.aol.com", "smtp.aol.com", hint=_WANTS_ANOTHER.format(name="AOL")),
    "gmx.de": _GMX_DE,
    "gmx.net": _GMX_DE,
    "gmx.at": _GMX_DE,
    "gmx.ch": _GMX_DE,
    "gmx.com": _GMX_COM,
    "web.de": _starttls(
        "imap.web.de", "smtp.web.de", hint="Allow IMAP in the settings of WEB.DE first"
    ),
    "t-online.de": _tls(
        "secureimap.t-online.de",
        "securesmtp.t-online.de",
        hint="T-Online wants the password for mail programs, not that of the account",
    ),
    "freenet.de": _tls("mx.freenet.de", "mx.freenet.de"),
    "posteo.de": _tls("posteo.de", "posteo.de"),
    "posteo.net": _tls("posteo.de", "posteo.de"),
    "mailbox.org": _tls("imap.mailbox.org", "smtp.mailbox.org"),
    "fastmail.com": _FASTMAIL,
    "fastmail.fm": _FASTMAIL,
    "zoho.com": _tls("imap.zoho.com", "smtp.zoho.com"),
    "zohomail.eu": _tls("imap.zoho.eu", "smtp.zoho.eu"),
    "orange.fr": _tls("imap.orange.fr", "smtp.orange.fr"),
    "free.fr": _tls("imap.free.fr", "smtp.free.fr"),
}
"""Providers of addresses under their own domain, by that domain."""


def guess_servers(address: str) -> MailServers:
    """The mail servers of an address: its provider's, or guessed from its domain."""
    domain = address.rpartition("@")[2].strip().rstrip(".").casefold()
    known = PROVIDERS.get(domain)
    if known is not None:
        return known
    return MailServers(imap_host=f"imap.{domain}", smtp_host=f"smtp.{domain}", known=False)
