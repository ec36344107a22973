# SPDX-License-Identifier: Apache-2.0
"""Which mails belong to one conversation, decided from their Message-IDs alone."""

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Generic, TypeVar

from sync_server.channels.email.mail import ParsedMail

Ticket = TypeVar("Ticket", bound=Hashable)
MAX_NAMED = 50


def thread_id(mail: ParsedMail) -> str:
    """The mail's Message-ID, or one made of its content: the same whenever the mail comes again."""
    return mail.message_id or made_id(mail.fingerprint)


def made_id(fingerprint: str, span: int | None = None) -> str:
    """An id of what a mail says, and of the `span` of time in which it came where that counts."""
    # The top-level domain is reserved, so nobody else's Message-ID can be equal.
    which = fingerprint[:40] if span is None else f"{fingerprint[:40]}.{span}"
    return f"{which}@deskbell.invalid"


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement(Generic[Ticket]):
    """Where a mail belongs.

    `thread` numbers the conversations from 0 in the order in which they were first seen. `ticket`
    is the known ticket that it continues. `absorbed` are threads that this mail showed to be parts
    of `thread`; their mails were placed before, so the caller moves or links them. `duplicate`
    mails change nothing. `message_id` is the id under which the mail is known from now on.
    """

    thread: int
    message_id: str
    ticket: Ticket | None = None
    duplicate: bool = False
    absorbed: tuple[int, ...] = ()


@dataclass(slots=True)
class Thread(Generic[Ticket]):
    """A conversation: its mails in order of arrival, and the ticket that it continues, if known."""

    number: int
    ticket: Ticket | None = None
    mails: list[str] = field(default_factory=list)


class Threading(Generic[Ticket]):
    """Groups mails into conversations as they come, in whatever order they come.

    Two mails are in one thread when a chain of named ids connects them, also through mails that
    never came. So the order of arrival does not matter and a circle of references is harmless.
    One thing is not joined: threads that continue two different tickets; a mail that names both
    goes to the one it names last. `known` gives the ticket that has an id from before, `is_copy`
    whether a mail says what the desk has under that id.
    """

    def __init__(
        self,
        known: Callable[[str], Ticket | None] = lambda _message_id: None,
        is_copy: Callable[[str, ParsedMail], bool] = lambda _message_id, _mail: True,
    ) -> None:
        self._known = known
        self._is_copy = is_copy
        self._threads: list[Thread[Ticket]] = []
        self._joined_to: list[int] = []
        self._thread_of: dict[str, int] = {}
        self._by_ticket: dict[Ticket, int] = {}
        self._fingerprints: dict[str, str] = {}

    def add(self, mail: ParsedMail) -> Placement[Ticket]:
        """Place a mail. Another mail under a taken id is kept, under an id of its own."""
        own = thread_id(mail)
        named = list(_newest_first(mail))
        if self._is_taken(own, mail):
            # Some programs give all their mails one id, and a forger may choose an existing one.
            named.insert(0, own)
            own = made_id(mail.fingerprint)
        placed = self._place(own)
        if own in self._fingerprints or (placed is not None and self._known(own) is not None):
            assert placed is not None
            thread = self._threads[placed]
            return Placement(thread=placed, message_id=own, ticket=thread.ticket, duplicate=True)
        return self._add(own, named, placed, fingerprint=mail.fingerprint)

    def _is_taken(self, message_id: str, mail: ParsedMail) -> bool:
        """Whether an id belongs to another mail, seen here or known from before."""
        taken_by = self._fingerprints.get(message_id)
        if taken_by is not None:
            return taken_by != mail.fingerprint
        return self._known(message_id) is not None and not self._is_copy(message_id, mail)

    def threads(self) -> list[Thread[Ticket]]:
        """The conversations that have mails, by number."""
        return [
            thread
            for thread in self._threads
            if thread.mails and self._joined_to[thread.number] == thread.number
        ]

    def _add(
        self, own: str, named: list[str], placed: int | None, *, fingerprint: str
    ) -> Placement[Ticket]:
        others: list[int] = []
        unseen: list[str] = []
        for message_id in named:
            other = self._place(message_id)
            if other is None:
                unseen.append(message_id)
            elif placed is None:
                placed = other
            elif other != placed and other not in others:
                others.append(other)
        if placed is None:
            placed = self._new_thread(None)
        absorbed: list[int] = []
        for other in others:
            placed, lost = self._join(placed, other)
            absorbed.extend(lost)
        for message_id in (own, *unseen):
            self._thread_of[message_id] = placed
        self._fingerprints[own] = fingerprint
        thread = self._threads[placed]
        thread.mails.append(own)
        return Placement(
            thread=placed, message_id=own, ticket=thread.ticket, absorbed=tuple(absorbed)
        )

    def _place(self, message_id: str) -> int | None:
        """The thread that an id belongs to by now, opening one for the ticket that knows it."""
        number = self._thread_of.get(message_id)
        if number is None:
            ticket = self._known(message_id)
            if ticket is None:
                return None
            number = self._by_ticket.get(ticket)
            if number is None:
                number = self._by_ticket[ticket] = self._new_thread(ticket)
            self._thread_of[message_id] = number
        while self._joined_to[number] != number:
            self._joined_to[number] = self._joined_to[self._joined_to[number]]
            number = self._joined_to[number]
        return number

    def _new_thread(self, ticket: Ticket | None) -> int:
        number = len(self._threads)
        self._threads.append(Thread(number, ticket))
        self._joined_to.append(number)
        return number

    def _join(self, one: int, other: int) -> tuple[int, tuple[int, ...]]:
        """Make two threads one where their tickets allow it; the older keeps its number."""
        first, second = self._threads[one], self._threads[other]
        if first.ticket is not None and second.ticket is not None:
            return one, ()
        kept, lost = (first, second) if one < other else (second, first)
        kept.ticket = kept.ticket if kept.ticket is not None else lost.ticket
        kept.mails += lost.mails
        self._joined_to[lost.number] = kept.number
        return kept.number, (lost.number,) if lost.mails else ()


def _newest_first(mail: ParsedMail) -> Iterator[str]:
    """The ids that a mail names, the one it answers first, each once, at most MAX_NAMED."""
    answered = (mail.in_reply_to,) if mail.in_reply_to else ()
    named = dict.fromkeys((*answered, *reversed(mail.references)))
    named.pop(mail.message_id or "", None)
    return islice(named, MAX_NAMED)
