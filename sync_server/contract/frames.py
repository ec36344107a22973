# SPDX-License-Identifier: Apache-2.0
"""Frames: what travels in one websocket message, up (client to server) and down.

A session goes through `hello` -> `welcome` -> `resume` -> live. Frames are JSON text. Commands and
change data travel as raw JSON inside their frame, so that one unknown or malformed command, or one
row of an unknown kind, never takes the rest of its frame along.
"""

from typing import Annotated

from msgspec import UNSET, Meta, Raw, Struct, UnsetType

from sync_server.contract.ids import (
    AgentId,
    CommandId,
    DeviceId,
    Instant,
    Seq,
    TicketId,
)
from sync_server.contract.refusals import Refusal

Counter = Annotated[int, Meta(ge=1, le=2**53)]
"""Send counter of a command: 1, 2, 3 … per epoch and device, given when it leaves the outbox."""

Projection = str
"""How much of a scope's rows a session gets: "full", or "overview" (ticket rows only)."""

FULL = "full"
OVERVIEW = "overview"

# -- up ----------------------------------------------------------------------------------------


class Credential(Struct, frozen=True, kw_only=True, tag_field="type"):
    """Base of the ways to prove who one is."""


class DeviceToken(Credential, frozen=True, kw_only=True, tag="device_token"):
    """The opaque token from this device's last `welcome`."""

    token: Annotated[str, Meta(max_length=200)]


class Password(Credential, frozen=True, kw_only=True, tag="password"):
    """Address and password; enrols the device."""

    email: Annotated[str, Meta(max_length=320)]
    password: Annotated[str, Meta(max_length=256)]
    code: Annotated[str, Meta(max_length=16)] | None = None
    """One-time code, where the account asks for one."""
    invitation: Annotated[str, Meta(max_length=200)] | None = None
    """One-time token of an invitation or reset: `password` becomes the account's password."""


class Hello(Struct, frozen=True, kw_only=True, tag_field="type", tag="hello"):
    """The first frame, and the only one that is accepted before sign-in."""

    protocol: int
    device: DeviceId
    credential: DeviceToken | Password
    device_name: Annotated[str, Meta(max_length=100)] = ""


class Resume(Struct, frozen=True, kw_only=True, tag_field="type", tag="resume"):
    """Where the client stands. `scopes` are the scopes that it holds complete.

    The empty epoch says that it holds nothing.
    """

    epoch: Annotated[str, Meta(max_length=80)]
    cursor: Seq
    scopes: dict[str, Projection] = {}


class Envelope(Struct, frozen=True, kw_only=True):
    """A command on its way. `command` is the JSON as the outbox first encoded it.

    `again`: it left in another epoch already, so the server may have done it before its restore.
    """

    id: CommandId
    counter: Counter
    command: Raw
    again: bool = False


class Submit(Struct, frozen=True, kw_only=True, tag_field="type", tag="submit"):
    """Up to 100 commands, in the order of their counters."""

    commands: Annotated[tuple[Envelope, ...], Meta(min_length=1, max_length=100)]


class Ask(Struct, frozen=True, kw_only=True, tag_field="type", tag="ask"):
    """A query. `id` is the client's own and comes back in the answer."""

    id: Annotated[int, Meta(ge=0, le=2**53 - 1)]
    query: Raw


class Here(Struct, frozen=True, kw_only=True, tag_field="type", tag="here"):
    """Presence: where the agent is and what they do there. Without a ticket: nowhere."""

    ticket: TicketId | None = None
    mode: Annotated[str, Meta(max_length=16)] = "viewing"
    """"open", "viewing", "editing" or "replying"."""
    typing: bool = False


class CompareDigests(Struct, frozen=True, kw_only=True, tag_field="type", tag="compare_digests"):
    """Ask for the digests of all ready scopes, at a seq that the client will have reached."""


class Bye(Struct, frozen=True, kw_only=True, tag_field="type", tag="bye"):
    """The client leaves; with `forget` the device is signed out for good."""

    forget: bool = False


Up = Hello | Resume | Submit | Ask | Here | CompareDigests | Bye

# -- down --------------------------------------------------------------------------------------


class Welcome(Struct, frozen=True, kw_only=True, tag_field="type", tag="welcome"):
    """The answer to `hello`.

    `token` replaces the device's token and must be stored before anything else. `desk` is what
    its people call the desk. `files` is the port of the file service on the same host. `web` is
    the address of pages in a browser, the help at `/docs/` among them; empty: none. `limits` are
    those the client must keep.
    """

    protocol: int
    session: str
    agent: AgentId
    role: str
    token: str
    epoch: str
    head: Seq
    next_counter: Counter
    now: Instant
    desk: str = ""
    files: int
    web: str = ""
    limits: dict[str, int] = {}


class Change(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One change of one row as its holder may see it.

    `op` is "insert" (data: all fields), "update" (data: the changed fields), or "delete" (none).
    `scope` is the row's home now; for a child of a ticket, the ticket's.
    """

    seq: Seq
    scope: str
    kind: str
    id: str
    op: str
    command: str | None = None
    ticket: str | None = None
    data: Raw | UnsetType = UNSET


class Changes(Struct, frozen=True, kw_only=True, tag_field="type", tag="changes"):
    """Changes in the order of their seq, and `through`, which moves the cursor.

    Also the heartbeat, empty. Seqs are not gapless: what the session may not see is left out.
    """

    through: Seq
    changes: tuple[Change, ...] = ()


class Rows(Struct, frozen=True, kw_only=True):
    """Rows of one kind as arrays: `[version, field, field …]` in the order of `columns`."""

    kind: str
    columns: tuple[str, ...]
    rows: tuple[Raw, ...]


class Snapshot(Struct, frozen=True, kw_only=True, tag_field="type", tag="snapshot"):
    """A page of a scope's rows, read at `seq`; newest tickets first, children after their tickets.

    The scope is complete when `scope_ready` says so, not before.
    """

    scope: str
    projection: Projection
    seq: Seq
    tables: tuple[Rows, ...]
    first: bool = False
    """The scope starts (again): what the client holds of it is dropped before this page."""


class ScopeReady(Struct, frozen=True, kw_only=True, tag_field="type", tag="scope_ready"):
    """The scope is complete and live from here on. `remaining` scopes are still to come."""

    scope: str
    projection: Projection
    through: Seq
    remaining: int = 0


class TicketSnapshot(Struct, frozen=True, kw_only=True, tag_field="type", tag="ticket_snapshot"):
    """A ticket that entered the session's sight, whole, read at `seq`.

    With `last` false more pages of its children follow. Replaces what the client holds of it.
    """

    ticket: TicketId
    scope: str
    projection: Projection
    seq: Seq
    tables: tuple[Rows, ...]
    first: bool = True
    last: bool = True


class Forget(Struct, frozen=True, kw_only=True, tag_field="type", tag="forget"):
    """Scopes and tickets that left the session's sight.

    A ticket of a forgotten scope stays if another held scope (its guest scope) shows it.
    """

    scopes: tuple[str, ...] = ()
    tickets: tuple[TicketId, ...] = ()


class Answer(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A command's outcome. `seq` is that of its last change; none for a no-op or a refusal."""

    id: CommandId
    ok: bool
    seq: Seq | None = None
    refusal: Refusal | None = None
    number: int | None = None
    """The number of the ticket that the command opened."""


class Answers(Struct, frozen=True, kw_only=True, tag_field="type", tag="answers"):
    """Outcomes, written after the sender's changes up to the highest seq among them."""

    answers: tuple[Answer, ...]


class Told(Struct, frozen=True, kw_only=True, tag_field="type", tag="told", omit_defaults=True):
    """The answer to `ask`: a result, or a refusal."""

    id: int
    result: Raw | UnsetType = UNSET
    refusal: Refusal | None = None


class Somebody(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Where one colleague is. Without a ticket: nowhere any more."""

    agent: AgentId
    session: str
    ticket: TicketId | None = None
    mode: str = "viewing"
    typing: bool = False


class Presence(Struct, frozen=True, kw_only=True, tag_field="type", tag="presence"):
    """Colleagues on tickets that the session may see. With `full`, everybody."""

    people: tuple[Somebody, ...]
    full: bool = False


class Digests(Struct, frozen=True, kw_only=True, tag_field="type", tag="digests"):
    """Per ready scope and kind the digest at `through` (`contract.digests`)."""

    through: Seq
    scopes: dict[str, dict[str, str]]


class Resync(Struct, frozen=True, kw_only=True, tag_field="type", tag="resync"):
    """The client's epoch or cursor is not of this log: drop the cache, hold nothing, resume at 0.

    Acknowledged commands that the client still has may be offered again under the new epoch.
    """

    epoch: str


class Closing(Struct, frozen=True, kw_only=True, tag_field="type", tag="closing"):
    """The last frame: why the server ends the session."""

    refusal: Refusal


class Complaint(Struct, frozen=True, kw_only=True, tag_field="type", tag="complaint"):
    """A frame that could not be used. Three within a minute end the session."""

    refusal: Refusal


Down = (
    Welcome
    | Changes
    | Snapshot
    | ScopeReady
    | TicketSnapshot
    | Forget
    | Answers
    | Told
    | Presence
    | Digests
    | Resync
    | Closing
    | Complaint
)
