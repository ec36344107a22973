# SPDX-License-Identifier: Apache-2.0
"""Makes the tickets that every sample desk has, whatever its seed."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any, get_args

from resources.sample.bank import category_path, checked_priority, read_toml
from resources.sample.model import (
    Channel,
    MessageKind,
    SampleAttachment,
    SampleMessage,
    SampleTicket,
    Status,
)
from resources.sample.people import People
from resources.sample.phrasing import Slots, render


def pinned_tickets(random: Random, people: People, as_of: datetime) -> tuple[SampleTicket, ...]:
    """The tickets of the file, dated back from `as_of`."""
    agents = {agent.name: agent.email for agent in people.agents}
    contacts = {contact.name: contact.email for contact in reversed(people.contacts)}
    return tuple(
        _Reader(entry, agents, Slots(random, language="en", at=as_of, fixed={}), random).ticket(
            requester=contacts[entry["requester"]], as_of=as_of
        )
        for entry in read_toml("pinned.toml")["ticket"]
    )


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads one entry of the file; `agents` is name -> address."""

    entry: dict[str, Any]
    agents: dict[str, str]
    slots: Slots
    random: Random

    def ticket(self, *, requester: str, as_of: datetime) -> SampleTicket:
        entry = self.entry
        messages = tuple(
            self._message(place, line, requester=requester, as_of=as_of)
            for place, line in enumerate(entry["messages"])
        )
        assignee = entry.get("assignee")
        status: Status = next(name for name in get_args(Status) if name == entry["status"])
        channel: Channel = next(name for name in get_args(Channel) if name == entry["channel"])
        return SampleTicket(
            subject=render(entry["subject"], self.slots, self.random),
            requester=requester,
            team=entry["team"],
            assignee=self.agents[assignee] if assignee else None,
            status=status,
            priority=checked_priority(entry["priority"]),
            category=category_path(entry["category"]),
            tags=tuple(entry["tags"]),
            channel=channel,
            language="ja" if "japanese" in entry["tags"] else "en",
            opened_at=messages[0].at,
            messages=messages,
            stepwise=True,
        )

    def _message(self, place: int, line: str, *, requester: str, as_of: datetime) -> SampleMessage:
        minutes, said_as, author, template = (part.strip() for part in line.split("|", 3))
        said_as, _, status = said_as.partition(">")
        kind: MessageKind = next(name for name in get_args(MessageKind) if name == said_as)
        moves_to: Status | None = next((name for name in get_args(Status) if name == status), None)
        text = render(template, self.slots, self.random)
        mentioned = re.findall(r"@(\w+)", text) if kind == "note" else []
        return SampleMessage(
            kind=kind,
            author=self.agents[author] if author else requester,
            at=as_of - timedelta(seconds=round(float(minutes) * 60)),
            text=text,
            attachments=tuple(
                SampleAttachment(file["name"], file["media_type"], file["size"])
                for file in self.entry.get("files", ())
                if file["message"] == place
            ),
            mentions=tuple(
                email for name, email in self.agents.items() if name.split()[0] in mentioned
            ),
            cc=tuple(self.entry.get("cc", ())) if kind == "customer" else (),
            moves_to=moves_to,
        )
