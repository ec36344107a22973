# SPDX-License-Identifier: Apache-2.0
"""What must hold in the end: everybody has everything, and nothing was lost or done twice."""

import asyncio
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, Final

import msgspec

from app.cache.engine import File, open_file
from app.cache.reads import ON_DEMAND, scope_digests
from app.cache.tables import CACHE
from app.client import Client, Profile
from app.sync.stores import CACHE_FILE
from sync_server.contract import codec
from sync_server.contract.digests import EMPTY, digest_text
from sync_server.contract.entities import KINDS
from sync_server.contract.frames import Answer
from sync_server.operations.verification import verify
from sync_server.store.engines import Database
from sync_server.store.reads import Reads
from tests.simulation.world import Computer, World

NOTHING: Final = digest_text(EMPTY)


async def check_end(world: World) -> None:
    """Look at everybody while they run, quit in order, and look at the files.

    All quit at one moment, the server too. Were it to go on, it would write into the log of each
    client that quits that its agent is not reachable any more, and those who quit would miss it.
    """
    world.read_committed()
    for computer in world.computers:
        _say(world, computer, _screen_faults(world, computer))
    running = (each.process for each in world.computers if each.running)
    processes = (each for each in (world.server, *running) if each is not None)
    await asyncio.gather(*(process.stop() for process in processes))
    world.read_committed()
    database = Database.open(world.file)
    try:
        for what in _log_faults(world, database):
            world.fail(what)
        reads = Reads(database)
        for computer in world.computers:
            _say(world, computer, _file_faults(world, computer, reads))
            _say(world, computer, _command_faults(world, computer, _outcomes(database, computer)))
    finally:
        database.close()


def _say(world: World, computer: Computer, faults: Iterable[str]) -> None:
    for what in faults:
        world.fail(f"{computer.name}: {what}")


def _is_in(world: World, computer: Computer) -> bool:
    """Whether the computer's agent may look at anything."""
    return bool(world.committed.scopes(computer.agent))


# -- the screen --------------------------------------------------------------------------------


def _screen_faults(world: World, computer: Computer) -> Iterator[str]:
    process = computer.process
    if process is None or not process.running:
        yield "does not run"
        return
    client = process.client
    if not _is_in(world, computer):
        yield from _faults_when_expelled(client)
        return
    if client.state.kind != "live":
        yield f"is {client.state} after all is healed"
    waiting = [each for each in client.workspace.pending if each.state not in ("refused", "held")]
    if waiting:
        yield f"still has to send {waiting[:3]}"
    expected = world.committed.holdings(computer.agent)
    for name, type_ in KINDS.items():
        shown = {row.id: row for row in client.workspace.all(type_)}
        wanted = {id: row for (kind, id), (_, row) in expected.items() if kind == name}
        if name not in ON_DEMAND and shown != wanted:
            yield f"shows other rows of kind {name}: {_difference(shown, wanted)}"
    for info in client.views.all:
        view = client.views.open(info.key)
        strange = set(view) - {id for kind, id in expected if kind == "ticket"}
        if strange or len(set(view)) != len(view):
            yield f"lists strange tickets in {info.key}: {sorted(strange)[:3]}"


def _faults_when_expelled(client: Client) -> Iterator[str]:
    """Of the desk's rows none is on the screen; one's own unsent commands are there still."""
    if client.state.kind != "signed_out":
        yield f"is {client.state}, though its agent is disabled"
    for type_ in KINDS.values():
        if any(client.workspace.version(type_, row.id) for row in client.workspace.all(type_)):
            yield f"shows rows of kind {type_.kind}, though its agent is disabled"


# -- the files ---------------------------------------------------------------------------------


def _file_faults(world: World, computer: Computer, reads: Reads) -> Iterator[str]:
    secrets = computer.keyring.secrets
    key = bytes.fromhex(secrets[f"{Profile(folder=computer.folder).name} cache_key"])
    file = open_file(computer.folder / CACHE_FILE, key, shape=CACHE)
    try:
        rows, digests = _rows(file), scope_digests(file)
    finally:
        file.close()
    expected = world.committed.holdings(computer.agent)
    if rows != expected:
        yield f"holds other rows: {_difference(rows, expected)}"
    ours = world.committed.digests(computer.agent)
    if digests != ours:
        yield f"holds other scopes: {_difference(digests, ours)}"
    with reads.glimpse() as glimpse:
        projections = {
            scope: world.committed.projection(computer.agent, scope) for scope in digests
        }
        theirs = {
            scope: {kind: value for kind, value in kinds.items() if value != NOTHING}
            for scope, kinds in glimpse.digests(projections).items()
        }
    if digests != theirs:
        yield f"has other digests than the server: {_difference(digests, theirs)}"


def _rows(file: File) -> dict[tuple[str, str], tuple[int, Any]]:
    return {
        (kind, id): (version, codec.decode_entity(kind, data))
        for kind, id, version, data in file.rows("SELECT kind, id, version, data FROM row")
    }


def _difference(found: dict[Any, Any], wanted: dict[Any, Any]) -> str:
    keys = sorted({*found, *wanted}, key=str)
    differing = [key for key in keys if found.get(key) != wanted.get(key)]
    shown = [f"{key}: {_parts(found.get(key), wanted.get(key))}" for key in differing[:2]]
    return f"{len(differing)} of {len(keys)} differ; " + "; ".join(shown)


def _parts(found: Any, wanted: Any) -> str:
    """Where two rows differ."""
    if isinstance(found, tuple) and isinstance(wanted, tuple) and found[0] == wanted[0]:
        found, wanted = found[1], wanted[1]
    if isinstance(found, msgspec.Struct) and isinstance(wanted, msgspec.Struct):
        old, new = msgspec.structs.asdict(found), msgspec.structs.asdict(wanted)
        names = [name for name in old if old[name] != new.get(name)]
        found, wanted = {n: old[n] for n in names}, {n: new[n] for n in names}
    return f"{found} instead of {wanted}"


# -- the log -----------------------------------------------------------------------------------


def _log_faults(world: World, database: Database) -> Iterator[str]:
    report = verify(database, lambda _file, _size: True)
    yield from (f"verification: {finding}" for finding in report.findings)
    if world.announced.seq != world.committed.seq:
        yield f"{world.committed.seq} entries were committed, {world.announced.seq} announced"
    for command, seqs in world.committed.by_command.items():
        if seqs != list(range(seqs[0], seqs[-1] + 1)):
            yield f"command {command} took effect more than once: {seqs}"
        entries = [world.committed.entries[seq - 1] for seq in seqs]
        changed = Counter((each.key, each.ticket) for each in entries)
        twice = [row for row, count in changed.items() if count > 1]
        if twice or len({each.device for each in entries}) != 1:
            yield f"command {command} changed {twice or entries} twice"


def _command_faults(world: World, computer: Computer, outcomes: dict[str, Answer]) -> Iterator[str]:
    """What was shown as safe has come to an end; what took effect did so in order, per ticket."""
    process = computer.process
    left = set() if process is None else process.left
    if _is_in(world, computer):
        for id in sorted(computer.durable):
            if id not in outcomes and id not in left and id not in computer.dismissed:
                yield f"command {id} was safe, and is lost"
    for (device, id), answer in world.answers.items():
        if device == computer.device and outcomes.get(id) != answer:
            yield f"command {id} was answered {answer}, the server has {outcomes.get(id)}"
    last: dict[str, int] = {}
    for id, ticket in computer.gestures:
        seqs = world.committed.by_command.get(id)
        if ticket is None or seqs is None or id in computer.held:
            continue
        if seqs[0] < last.get(ticket, 0):
            yield f"command {id} of ticket {ticket} overtook an earlier one"
        last[ticket] = seqs[0]


def _outcomes(database: Database, computer: Computer) -> dict[str, Answer]:
    with database.read() as reader:
        found = reader.run("SELECT id, answer FROM outcome WHERE device = ?", (computer.device,))
    return {id: msgspec.json.decode(answer, type=Answer) for id, answer in found}
