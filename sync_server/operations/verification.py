# SPDX-License-Identifier: Apache-2.0
"""Verifies a desk: that its log is whole, and that everything else is what the log says.

Blocking work on one read snapshot; a server goes on while it is verified. Rows are compared to the
log by a fold that keeps one number per row: each logged change flips the marks of the values that
it replaces and of those that it sets, so that what remains are the marks of the row as it must be.
"""

from collections.abc import Callable, Iterator, Mapping
from hashlib import blake2b
from typing import Any, Final

import msgspec
from msgspec import Raw, Struct

from sync_server.contract.digests import digest_text, row_digest
from sync_server.contract.entities import CHILDREN, KINDS, Entity, Ticket
from sync_server.contract.ids import Instant, Seq
from sync_server.contract.scopes import home_of
from sync_server.store.changelog import BrokenChain, ChangeLog
from sync_server.store.engines import Connection, Database, Writer
from sync_server.store.integrity import DERIVED, Integrity
from sync_server.store.ledger import derived_rows
from sync_server.store.rows import Stored, unsigned
from sync_server.store.settings import Settings

TAIL: Final = 1_000
"""How many of the last entries a starting server looks at."""

MOST_FINDINGS: Final = 100
"""Findings listed of each check; a desk in pieces need not be described in full."""

_ACCEPTED: Final = "accepted_log"
_FOUND: Final = "found_damage"

Fields = dict[str, Raw]
IsThere = Callable[[str, str], bool]
"""Whether the bytes of an uploaded file are there: its id, and their SHA-256 in hex."""

_encode = msgspec.json.Encoder().encode
_fields = msgspec.json.Decoder(Fields)


class Finding(Struct, frozen=True, kw_only=True):
    """Something that is not as it must be.

    `check` is "log", "rows", "digests", "threads", "derived" or "files"; `seq` names the log entry
    where one can be named. `accepted`: an administrator knows of it (`accept_log`).
    """

    check: str
    subject: str
    problem: str
    seq: Seq | None = None
    accepted: bool = False

    @property
    def words(self) -> str:
        """Where and what, as one line."""
        return self.problem if self.check == "log" else f"{self.subject}: {self.problem}"


class Report(Struct, frozen=True, kw_only=True):
    """What a verification found. `entries` and `rows` say how much was looked at."""

    entries: int
    rows: int
    findings: tuple[Finding, ...]

    @property
    def is_whole(self) -> bool:
        """Whether everything is as it must be."""
        return all(finding.accepted for finding in self.findings)


class Accepted(Struct, frozen=True, kw_only=True):
    """Up to where an administrator took the log as it is: its head at that moment.

    `known` are the findings that were known then, as `_name` names them.
    """

    seq: Seq
    chain: str
    at: Instant
    known: tuple[str, ...] = ()


class _LoggedChange(Struct, frozen=True):
    before: Fields = {}
    after: Fields = {}


_change = msgspec.json.Decoder(_LoggedChange)


def verify_tail(database: Database) -> Finding | None:
    """Check the last entries of the log, as a server does before it accepts changes.

    What a whole verification found before (`remember`) counts until it is accepted.
    """
    log = ChangeLog(database)
    with database.read() as reader:
        found = _found(database, reader)
        if found:
            return found[0]
        accepted = _accepted(database, reader)
        after = max(0, log.head(reader).seq - TAIL)
        if accepted is not None and after <= accepted.seq:
            return _check_log(log, reader, after=accepted)[1]
        return _check_log(log, reader, after=after)[1]


def accept_log(database: Database, writer: Writer, *, now: Instant) -> Seq:
    """Take the log as it is, whatever is wrong with it; up to which entry.

    What comes after is verified again. What was wrong stays in every report.
    """
    head = ChangeLog(database).lock_head(writer)
    before = _accepted(database, writer)
    known = {_name(finding): None for finding in _found(database, writer)}
    names = (*(before.known if before is not None else ()), *known)
    accepted = Accepted(seq=head.seq, chain=head.chain.hex(), at=now, known=names)
    settings = Settings(database)
    settings.put(writer, _ACCEPTED, _encode(accepted).decode())
    settings.put(writer, _FOUND, "[]")
    return head.seq


def remember(database: Database, writer: Writer, report: Report) -> None:
    """Keep what a verification found, so that the next start is read-only until it is accepted."""
    new = [finding for finding in report.findings if not finding.accepted]
    Settings(database).put(writer, _FOUND, _encode(new).decode())


def verify(database: Database, is_there: IsThere) -> Report:
    """Check everything that can be checked."""
    log = ChangeLog(database)
    with database.read() as reader:
        entries, broken = _check_log(log, reader)
        findings = [] if broken is None else [broken]
        accepted = _accepted(database, reader)
        if broken is not None and accepted is not None and (broken.seq or 0) <= accepted.seq:
            findings = [msgspec.structs.replace(broken, accepted=True)]
            later, broken = _check_log(log, reader, after=accepted)
            entries += later
            findings += [] if broken is None else [broken]
        survey = _Survey(Integrity(database), reader)
        survey.check_files(is_there)
        for kind in ("ticket", *(kind for kind in KINDS if kind != "ticket")):
            survey.check_kind(kind)
        survey.check_digests()
        survey.check_threads()
    known = accepted.known if accepted is not None else ()
    findings += [
        msgspec.structs.replace(finding, accepted=_name(finding) in known)
        for finding in survey.findings
    ]
    return Report(entries=entries, rows=survey.rows, findings=tuple(findings))


def _name(finding: Finding) -> str:
    """What tells a finding from others: where, and what is wrong there."""
    return f"{finding.check} {finding.subject}: {finding.problem}"


def _found(database: Database, reader: Connection) -> list[Finding]:
    value = Settings(database).get(reader, _FOUND)
    return [] if value is None else msgspec.json.decode(value, type=list[Finding])


def _accepted(database: Database, reader: Connection) -> Accepted | None:
    value = Settings(database).get(reader, _ACCEPTED)
    return None if value is None else msgspec.json.decode(value, type=Accepted)


def _check_log(
    log: ChangeLog, reader: Connection, *, after: Seq | Accepted = 0
) -> tuple[int, Finding | None]:
    """How many entries follow from each other, and the first that does not."""
    entries = 0
    seq = after.seq if isinstance(after, Accepted) else after
    chain = bytes.fromhex(after.chain) if isinstance(after, Accepted) else None
    try:
        for _ in log.verify(reader, after=seq, chain=chain):
            entries += 1
    except BrokenChain as error:
        return entries, Finding(
            check="log", subject=f"entry {error.seq}", problem=str(error), seq=error.seq
        )
    return entries, None


class _Survey:
    """One walk over rows, digests and files. Tickets go first: children need their homes."""

    def __init__(self, integrity: Integrity, reader: Connection) -> None:
        self.findings: list[Finding] = []
        self.rows = 0
        self._integrity = integrity
        self._reader = reader
        self._homes: dict[str, str | None] = {}
        self._digests: dict[tuple[str, str], int] = {}
        self._children: dict[tuple[str, str], int] = {}
        self._stored_children: dict[tuple[str, str], int] = {}

    def check_kind(self, kind: str) -> None:
        """Compare the rows of a kind to the log, and what follows from them to what is stored."""
        marks, versions, blanked = self._fold(kind)
        derived: set[tuple[str, ...]] = set()
        wrong: dict[str, Entity] = {}
        for stored in self._integrity.rows(self._reader, kind):
            entity = stored.entity
            if entity is None:
                continue
            self.rows += 1
            self._count(kind, entity, stored)
            derived |= derived_rows(entity)
            version = versions.pop(entity.id, None)
            if version is None:
                self._find("rows", f"{kind} {entity.id}", "the log does not know this row")
            elif version != stored.version:
                problem = f"its version is {stored.version}, the log says {version}"
                self._find("rows", f"{kind} {entity.id}", problem, seq=version)
            elif entity.id not in blanked and marks[entity.id] != _marks_of(entity):
                wrong[entity.id] = entity
        for id_, seq in versions.items():
            self._find("rows", f"{kind} {id_}", "the row is missing", seq=seq)
        self._explain(kind, wrong)
        if kind in DERIVED and derived != self._integrity.derived(self._reader, kind):
            table = DERIVED[kind].name
            self._find("derived", table, f"does not follow from the rows of kind {kind}")

    def check_digests(self) -> None:
        """Compare the digests of scopes and tickets to those of the rows as they are."""
        stored = self._integrity.digests(self._reader)
        for scope, kind in sorted({*stored, *self._digests}):
            found = self._digests.get((scope, kind), 0)
            value = unsigned(stored.get((scope, kind), 0))
            if found != value:
                problem = f"the digest is {digest_text(value)}, its rows give {digest_text(found)}"
                self._find("digests", f"{scope}, {kind}", problem)
        for ticket, kind in sorted({*self._children, *self._stored_children}):
            if self._children.get((ticket, kind), 0) != self._stored_children.get(
                (ticket, kind), 0
            ):
                self._find("digests", f"ticket {ticket}", f"the digest of its {kind}s is wrong")

    def check_threads(self) -> None:
        """Check that each ticket's thread of log entries leaves none out."""
        for ticket, seq in self._integrity.astray(self._reader):
            self._find("threads", f"ticket {ticket}", "its history leaves entries out", seq=seq)

    def check_files(self, is_there: IsThere) -> None:
        """Check that the file of every attachment is there."""
        for file in self._integrity.files(self._reader):
            subject = f"attachment {file.attachment}"
            if file.stored_size is None or not file.complete:
                self._find("files", subject, "its file was never uploaded")
            elif (file.size, file.sha256) != (file.stored_size, file.stored_sha256):
                self._find("files", subject, "its file is another than the one that was attached")
            elif not is_there(file.attachment, file.sha256):
                self._find("files", subject, "its file is missing or damaged")

    # -- rows against the log ------------------------------------------------------------------

    def _fold(self, kind: str) -> tuple[dict[str, int], dict[str, Seq], set[str]]:
        """Per row that must be there: its marks, its version; and the rows with blanked entries."""
        marks: dict[str, int] = {}
        versions: dict[str, Seq] = {}
        blanked: set[str] = set()
        for seq, id_, op, payload in self._integrity.entries(self._reader, kind):
            if op == "delete":
                versions.pop(id_, None)
                marks.pop(id_, None)
                continue
            versions[id_] = seq
            if payload:
                change = _change.decode(payload)
                flips = _marks(kind, change.before) ^ _marks(kind, change.after)
                marks[id_] = marks.get(id_, 0) ^ flips
            else:
                blanked.add(id_)
                marks.setdefault(id_, 0)
        return marks, versions, blanked

    def _explain(self, kind: str, wrong: Mapping[str, Entity]) -> None:
        """Name the fields of rows that are not what the log says, and the entries that say so."""
        if not wrong:
            return
        said: dict[str, dict[str, tuple[Seq, bytes]]] = {id_: {} for id_ in wrong}
        for seq, id_, _, payload in self._integrity.entries(self._reader, kind):
            if id_ in said and payload:
                for field, raw in _change.decode(payload).after.items():
                    said[id_][field] = (seq, bytes(raw))
        for id_, entity in wrong.items():
            values = _fields.decode(_encode(entity))
            for field, (seq, value) in said[id_].items():
                if field in values and bytes(values[field]) != value:
                    problem = f"{field} is not what log entry {seq} says"
                    self._find("rows", f"{kind} {id_}", problem, seq=seq)

    def _count(self, kind: str, entity: Entity, stored: Stored) -> None:
        """Fold a row into the digests."""
        value = row_digest(kind, entity.id, stored.version)
        if isinstance(entity, Ticket):
            home = None if entity.archived else home_of(entity)
            self._homes[entity.id] = home
            for child, digest in (stored.child_digests or {}).items():
                self._stored_children[(entity.id, child)] = digest
        elif kind in CHILDREN:
            ticket = str(getattr(entity, "ticket"))  # noqa: B009 - either kind of child
            home = self._homes.get(ticket)
            self._children[(ticket, kind)] = self._children.get((ticket, kind), 0) ^ value
        else:
            home = home_of(entity)
        if home is not None:
            self._digests[(home, kind)] = self._digests.get((home, kind), 0) ^ value

    def _find(self, check: str, subject: str, problem: str, *, seq: Seq | None = None) -> None:
        if sum(finding.check == check for finding in self.findings) < MOST_FINDINGS:
            self.findings.append(Finding(check=check, subject=subject, problem=problem, seq=seq))


def _marks(kind: str, values: Mapping[str, Raw]) -> int:
    """The XOR of the marks of some fields' values. Defaults have none: old entries lack them."""
    defaults = _DEFAULTS[kind]
    found = 0
    for field, raw in values.items():
        value = bytes(raw)
        if defaults.get(field) != value:
            digest = blake2b(field.encode() + b"\0" + value, digest_size=8).digest()
            found ^= int.from_bytes(digest)
    return found


def _marks_of(entity: Entity) -> int:
    return _marks(entity.kind, _fields.decode(_encode(entity)))


def _default_values(entity: type[Entity]) -> Iterator[tuple[str, bytes]]:
    for field in msgspec.structs.fields(entity):
        default: Any = field.default
        if field.default_factory is not msgspec.NODEFAULT:
            default = field.default_factory()
        if default is not msgspec.NODEFAULT:
            yield field.name, _encode(default)


_DEFAULTS: Final = {kind: dict(_default_values(entity)) for kind, entity in KINDS.items()}
