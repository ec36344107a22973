# SPDX-License-Identifier: Apache-2.0
"""A second reading of the change log: the rows as they are now, and who may see them.

Written from the contract and the rules of sight in words, sharing nothing with the server's own
sight, tables and feed, so that both are held against a second opinion.
"""

from collections.abc import Iterable
from hashlib import blake2b
from typing import Any

import msgspec
from msgspec import Struct

from sync_server.contract.digests import digest_text, row_digest
from sync_server.contract.entities import CHILDREN, KINDS
from sync_server.store.changelog import Logged

Key = tuple[str, str]
Fields = dict[str, Any]

SEERS = frozenset({"administrator", "supervisor", "agent", "light"})
DESK_KINDS = frozenset(
    {
        "agent",
        "team",
        "membership",
        "category",
        "skill",
        "tag",
        "availability",
        "mailbox",
        "workspace",
    }
)


class Stored(Struct, frozen=True):
    """A row's version and fields."""

    version: int
    fields: Fields


class Entry(Struct, frozen=True):
    """What is remembered of a log entry. `content` tells entries of one seq apart.

    `ticket` is the ticket that it is about: a message that goes to another one is gone from the
    first and new in the second.
    """

    command: str
    device: str
    key: Key
    ticket: str | None
    content: bytes


class Oracle:
    """The rows as of `seq`."""

    def __init__(self) -> None:
        self.seq = 0
        self.rows: dict[Key, Stored] = {}
        self.entries: list[Entry] = []
        self.by_command: dict[str, list[int]] = {}

    def take(self, logged: Iterable[Logged]) -> None:
        """Entries that follow each other; those that are known must be the same again."""
        for entry in logged:
            noted = _entry(entry)
            if entry.seq <= self.seq:
                known = self.entries[entry.seq - 1]
                assert known == noted, f"log entry {entry.seq} was {known}, is {noted}"
                continue
            assert entry.seq == self.seq + 1, f"log entry {entry.seq} after {self.seq}"
            self.seq = entry.seq
            self.entries.append(noted)
            if entry.command:
                self.by_command.setdefault(entry.command, []).append(entry.seq)
            self._fold(entry)

    def _fold(self, entry: Logged) -> None:
        key = (entry.kind, entry.id)
        payload = msgspec.json.decode(entry.payload or b"{}")
        if entry.op == "delete":
            del self.rows[key]
        elif entry.op == "insert":
            assert key not in self.rows, f"{key} was inserted twice"
            self.rows[key] = Stored(entry.seq, payload["after"])
        else:
            before = self.rows[key].fields
            self.rows[key] = Stored(entry.seq, {**before, **payload["after"]})

    # -- sight ---------------------------------------------------------------------------------

    def scopes(self, agent: str) -> dict[str, str]:
        """The scopes that an agent holds, guest scopes aside, with how much of them."""
        row = self.rows.get(("agent", agent))
        if row is None or row.fields["disabled"] or row.fields["role"] == "display":
            return {}
        role = row.fields["role"]
        held = {f"agent:{agent}": "full", "desk": "full"}
        if role in ("administrator", "auditor"):
            held["audit"] = "full"
        if role in SEERS:
            held |= {"triage": "full", "directory": "full"}
            if role != "light":
                held["held"] = "full"
        teams: dict[str, str] = {}
        if role == "administrator":
            teams = {id: "full" for kind, id in self.rows if kind == "team"}
        elif role in SEERS:
            teams = dict(self._teams(agent, role))
        held |= {f"team:{team}": much for team, much in teams.items()}
        if role != "light":
            held |= {f"held:{team}": "full" for team, much in teams.items() if much == "full"}
        return held

    def _teams(self, agent: str, role: str) -> Iterable[tuple[str, str]]:
        for (kind, _), row in self.rows.items():
            if kind == "membership" and row.fields["agent"] == agent:
                part = row.fields["level"] == "overview" and role != "supervisor"
                yield row.fields["team"], "overview" if part else "full"

    def sees_ticket(self, agent: str, ticket: str) -> str | None:
        """How much of a ticket an agent may see now."""
        row = self.rows.get(("ticket", ticket))
        viewer = self.rows.get(("agent", agent))
        if row is None or viewer is None or viewer.fields["disabled"]:
            return None
        if viewer.fields["role"] not in SEERS:
            return None
        if self._names(row, agent):
            return "full"
        return self.scopes(agent).get(_home(row))

    def _names(self, ticket: Stored, agent: str) -> bool:
        fields = ticket.fields
        return (
            agent == fields["assignee"]
            or agent in fields["followers"]
            or agent in fields["mentioned"]
        )

    def home(self, key: Key) -> str | None:
        """The scope in which a row lives."""
        kind = key[0]
        row = self.rows.get(key)
        if row is None:
            return None
        if kind in CHILDREN:
            return self.home(("ticket", row.fields["ticket"]))
        if kind == "ticket":
            return _home(row)
        if kind in ("contact", "organisation", "block"):
            return "directory"
        if kind in ("security", "api_key"):
            return "audit"
        if kind == "held":
            team = row.fields["team"]
            return "held" if team is None else f"held:{team}"
        if kind == "preferences":
            return f"agent:{key[1]}"
        if kind in ("read_mark", "draft", "alert"):
            return f"agent:{row.fields['agent']}"
        if kind in ("view", "canned"):
            owner = row.fields["owner"]
            return "desk" if owner is None else f"agent:{owner}"
        assert kind in DESK_KINDS, kind
        return "desk"

    def sees(self, agent: str, key: Key) -> bool:
        """Whether an agent may see a row now."""
        kind, id = key
        row = self.rows.get(key)
        if row is None:
            return False
        if kind in CHILDREN:
            return self.sees_ticket(agent, row.fields["ticket"]) == "full"
        if kind == "ticket":
            return self.sees_ticket(agent, id) is not None
        return self.home(key) in self.scopes(agent)

    def projection(self, agent: str, scope: str) -> str:
        """How much of a held scope an agent gets."""
        return self.scopes(agent).get(scope, "full")

    # -- what a client holds in the end --------------------------------------------------------

    def guest_tickets(self, agent: str) -> set[str]:
        """The tickets that an agent sees only, or only in full, because they name the agent."""
        row = self.rows.get(("agent", agent))
        if row is None or row.fields["disabled"] or row.fields["role"] not in SEERS:
            return set()
        held = self.scopes(agent)
        return {
            id
            for (kind, id), ticket in self.rows.items()
            if kind == "ticket"
            and not ticket.fields["archived"]
            and self._names(ticket, agent)
            and held.get(_home(ticket)) != "full"
        }

    def holdings(self, agent: str) -> dict[Key, tuple[int, Any]]:
        """The rows, with versions, of a client that has everything."""
        return {
            key: (row.version, msgspec.convert(row.fields, KINDS[key[0]]))
            for key, row in self.rows.items()
            if not self._is_archived(key, row) and self.sees(agent, key)
        }

    def _is_archived(self, key: Key, row: Stored) -> bool:
        kind, _ = key
        if kind in CHILDREN:
            row = self.rows["ticket", row.fields["ticket"]]
        return bool(row.fields.get("archived"))

    def digests(self, agent: str) -> dict[str, dict[str, str]]:
        """Per held scope and kind the digest of its rows; kinds without rows are left out."""
        found: dict[str, dict[str, int]] = {
            scope: {}
            for scope in (
                *self.scopes(agent),
                *(f"ticket:{ticket}" for ticket in self.guest_tickets(agent)),
            )
        }
        projections = self.scopes(agent)
        for key, row in self.rows.items():
            if self._is_archived(key, row):
                continue
            kind, id = key
            ticket = row.fields["ticket"] if kind in CHILDREN else id
            for scope in (self.home(key), f"ticket:{ticket}"):
                if scope not in found or (
                    scope.startswith("ticket:") and kind in ("read_mark", "draft")
                ):
                    continue
                if kind in CHILDREN and projections.get(scope) == "overview":
                    continue
                if scope == f"ticket:{ticket}" and kind not in ("ticket", *CHILDREN):
                    continue
                values = found[scope]
                values[kind] = values.get(kind, 0) ^ row_digest(kind, id, row.version)
        return {
            scope: {kind: digest_text(value) for kind, value in kinds.items() if value}
            for scope, kinds in found.items()
        }


def _home(ticket: Stored) -> str:
    team = ticket.fields["team"]
    return "triage" if team is None else f"team:{team}"


def _entry(logged: Logged) -> Entry:
    content = f"{logged.op} {logged.at} {logged.actor}\0".encode() + (logged.payload or b"")
    return Entry(
        command=logged.command,
        device=logged.device,
        key=(logged.kind, logged.id),
        ticket=logged.ticket,
        content=blake2b(content, digest_size=8).digest(),
    )
