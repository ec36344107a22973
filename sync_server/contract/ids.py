# SPDX-License-Identifier: Apache-2.0
"""Names for the identifiers and instants that cross the wire.

Entity ids are made by whoever creates the entity (UUIDv7, canonical lower-case text), so that an
offline reply to an offline ticket works. The server never makes an id that a client must wait for.

For the type checker each name is a `NewType` of `str`; at run time it also carries the pattern that
the codec enforces, which a checker would not accept as a base of `NewType`.
"""

from typing import TYPE_CHECKING, Annotated, NewType

from msgspec import Meta

ID_PATTERN = r"^[a-z0-9][a-z0-9._-]{0,79}$(?!\n)"
"""`$` alone would let a line end pass."""

if TYPE_CHECKING:
    TicketId = NewType("TicketId", str)
    MessageId = NewType("MessageId", str)
    AttachmentId = NewType("AttachmentId", str)
    ContactId = NewType("ContactId", str)
    OrganisationId = NewType("OrganisationId", str)
    AgentId = NewType("AgentId", str)
    TeamId = NewType("TeamId", str)
    MembershipId = NewType("MembershipId", str)
    CategoryId = NewType("CategoryId", str)
    TagId = NewType("TagId", str)
    ViewId = NewType("ViewId", str)
    DeviceId = NewType("DeviceId", str)
    CommandId = NewType("CommandId", str)
    MailboxId = NewType("MailboxId", str)
    HeldId = NewType("HeldId", str)
    BlockId = NewType("BlockId", str)
    CannedId = NewType("CannedId", str)
    ApiKeyId = NewType("ApiKeyId", str)
    SecretId = NewType("SecretId", str)
    CalendarId = NewType("CalendarId", str)
    PolicyId = NewType("PolicyId", str)
    RuleId = NewType("RuleId", str)
    SkillId = NewType("SkillId", str)
    GateId = NewType("GateId", str)
else:
    _Id = Annotated[str, Meta(pattern=ID_PATTERN)]
    TicketId = NewType("TicketId", _Id)
    MessageId = NewType("MessageId", _Id)
    AttachmentId = NewType("AttachmentId", _Id)
    ContactId = NewType("ContactId", _Id)
    OrganisationId = NewType("OrganisationId", _Id)
    AgentId = NewType("AgentId", _Id)
    TeamId = NewType("TeamId", _Id)
    MembershipId = NewType("MembershipId", _Id)
    CategoryId = NewType("CategoryId", _Id)
    TagId = NewType("TagId", Annotated[str, Meta(pattern=r"^[^\s,/\x00-\x1f]{1,60}$(?!\n)")])
    ViewId = NewType("ViewId", _Id)
    DeviceId = NewType("DeviceId", _Id)
    CommandId = NewType("CommandId", _Id)
    MailboxId = NewType("MailboxId", _Id)
    HeldId = NewType("HeldId", _Id)
    BlockId = NewType("BlockId", Annotated[str, Meta(pattern=r"^[^\s/\x00-\x1f]{1,320}$(?!\n)")])
    CannedId = NewType("CannedId", _Id)
    ApiKeyId = NewType("ApiKeyId", _Id)
    SecretId = NewType("SecretId", _Id)
    CalendarId = NewType("CalendarId", _Id)
    PolicyId = NewType("PolicyId", _Id)
    RuleId = NewType("RuleId", _Id)
    SkillId = NewType("SkillId", _Id)
    GateId = NewType("GateId", _Id)

Seq = Annotated[int, Meta(ge=0, le=2**53)]
"""Position in the change log: gapless, from 1, in commit order."""

Instant = Annotated[int, Meta(ge=-(2**53), le=2**53)]
"""Integer microseconds since 1970-01-01 UTC. Exact in JSON until the year 2255."""

Base = Annotated[int, Meta(ge=0, le=2**53)] | Annotated[str, Meta(max_length=80)]
"""What the author of an edit saw: the row's version, or the id of their own earlier command."""
