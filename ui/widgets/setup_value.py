# SPDX-License-Identifier: Apache-2.0
"""What the set-up page shows: its steps, a trial of a mailbox, who is invited, what happened."""

from dataclasses import dataclass

from ui.widgets.held_value import CheckValue
from ui.widgets.navigation_value import AvailabilityState


@dataclass(frozen=True, slots=True)
class StepValue:
    """One step: how it stands in a sentence, and what its button does. `wrong`: it needs a look."""

    number: int
    title: str
    note: str
    done: bool = False
    action: str = ""
    wrong: bool = False


@dataclass(frozen=True, slots=True)
class MailboxValue:
    """What the form of a mailbox says, but for the password."""

    address: str = ""
    imap_host: str = ""
    imap: str = ""
    smtp_host: str = ""
    smtp: str = ""
    user: str = ""
    team: str = ""
    start: str = "none"


@dataclass(frozen=True, slots=True)
class TrialValue:
    """What a trial showed. `record` is a DNS record to copy, `at` when it was."""

    lines: tuple[CheckValue, ...]
    record: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class InvitedValue:
    """A person of the desk. `code` is the join code that was made here, `until` how long it is
    good; `action` is what the link at the end does.
    """

    id: str
    name: str
    address: str
    initials: str
    pair: int
    told: str = ""
    joined: bool = False
    state: AvailabilityState | None = None
    code: str = ""
    until: str = ""
    action: str = ""


@dataclass(frozen=True, slots=True)
class NewsValue:
    """Something that happened while the page was looked at."""

    icon: str
    text: str
    time: str
