# SPDX-License-Identifier: Apache-2.0
"""Words that come as values from below the window, named here so that they are translated."""

from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP

MAIL_HINTS: Final = (
    QT_TRANSLATE_NOOP(
        "setup",
        "Google wants an app password here, not that of the account. Make one in the account's "
        "security settings",
    ),
    QT_TRANSLATE_NOOP(
        "setup",
        "iCloud wants an app password here, not that of the account. Make one in the account's "
        "security settings",
    ),
    QT_TRANSLATE_NOOP(
        "setup",
        "Yahoo wants an app password here, not that of the account. Make one in the account's "
        "security settings",
    ),
    QT_TRANSLATE_NOOP(
        "setup",
        "Fastmail wants an app password here, not that of the account. Make one in the account's "
        "security settings",
    ),
    QT_TRANSLATE_NOOP(
        "setup",
        "AOL wants an app password here, not that of the account. Make one in the account's "
        "security settings",
    ),
    QT_TRANSLATE_NOOP(
        "setup",
        "Microsoft takes no passwords from other programs for most accounts. Ask whoever runs the "
        "account whether IMAP with a password is allowed, or use a mailbox elsewhere",
    ),
    QT_TRANSLATE_NOOP("setup", "Allow IMAP in the settings of GMX first"),
    QT_TRANSLATE_NOOP("setup", "Allow IMAP in the settings of WEB.DE first"),
    QT_TRANSLATE_NOOP(
        "setup", "T-Online wants the password for mail programs, not that of the account"
    ),
)

VIEWS: Final = (
    QT_TRANSLATE_NOOP("views", "My queue"),
    QT_TRANSLATE_NOOP("views", "Promised"),
    QT_TRANSLATE_NOOP("views", "At risk"),
    QT_TRANSLATE_NOOP("views", "Mentions"),
    QT_TRANSLATE_NOOP("views", "Snoozed"),
    QT_TRANSLATE_NOOP("views", "Unassigned"),
    QT_TRANSLATE_NOOP("views", "All open"),
    QT_TRANSLATE_NOOP("views", "Recently solved"),
    QT_TRANSLATE_NOOP("views", "Deleted"),
)

AVAILABILITIES: Final = (
    QT_TRANSLATE_NOOP("words", "Available"),
    QT_TRANSLATE_NOOP("words", "Busy"),
    QT_TRANSLATE_NOOP("words", "Break"),
    QT_TRANSLATE_NOOP("words", "Off shift"),
)

WEEKDAYS: Final = tuple(
    str(each)
    for each in (
        QT_TRANSLATE_NOOP("words", "Mon"),
        QT_TRANSLATE_NOOP("words", "Tue"),
        QT_TRANSLATE_NOOP("words", "Wed"),
        QT_TRANSLATE_NOOP("words", "Thu"),
        QT_TRANSLATE_NOOP("words", "Fri"),
        QT_TRANSLATE_NOOP("words", "Sat"),
        QT_TRANSLATE_NOOP("words", "Sun"),
    )
)

MONTHS: Final = tuple(
    str(each)
    for each in (
        QT_TRANSLATE_NOOP("words", "Jan"),
        QT_TRANSLATE_NOOP("words", "Feb"),
        QT_TRANSLATE_NOOP("words", "Mar"),
        QT_TRANSLATE_NOOP("words", "Apr"),
        QT_TRANSLATE_NOOP("words", "May"),
        QT_TRANSLATE_NOOP("words", "Jun"),
        QT_TRANSLATE_NOOP("words", "Jul"),
        QT_TRANSLATE_NOOP("words", "Aug"),
        QT_TRANSLATE_NOOP("words", "Sep"),
        QT_TRANSLATE_NOOP("words", "Oct"),
        QT_TRANSLATE_NOOP("words", "Nov"),
        QT_TRANSLATE_NOOP("words", "Dec"),
    )
)
