# SPDX-License-Identifier: Apache-2.0
"""Trying commands on a desk without keeping what they do: policy and handler, then a rollback."""

from collections.abc import Iterator
from contextlib import contextmanager

from sync_server.contract.commands import Command
from sync_server.contract.refusals import Code, Refused
from sync_server.desk.actor import Actor
from sync_server.desk.batch import Batch
from sync_server.desk.memory import Memory
from sync_server.desk.recent import RecentRows
from sync_server.desk.registry import REGISTRY
from sync_server.desk.transaction import Executor
from sync_server.desk.unit import Unit
from tests.support.standard_desk import StandardDesk, agent_actor

DENIALS = (Code.FORBIDDEN, Code.NOT_FOUND)


class Attempts:
    """Says how the standard desk would deny a command, if it would."""

    def __init__(self, standard: StandardDesk) -> None:
        self._standard = standard
        self._executor = Executor(standard.database, standard.environment)

    def denial(self, actor: Actor | str, command: Command) -> str | None:
        """FORBIDDEN or NOT_FOUND from policy or handler; `None` for any other end."""
        with self._unit(actor) as unit:
            entry = REGISTRY[type(command)]
            return _denial_of(unit, command, entry.policy, entry.handler)

    def policy_denial(self, actor: Actor | str, command: Command) -> str | None:
        """FORBIDDEN or NOT_FOUND from the policy alone."""
        with self._unit(actor) as unit:
            return _denial_of(unit, command, REGISTRY[type(command)].policy)

    @contextmanager
    def _unit(self, actor: Actor | str) -> Iterator[Unit]:
        executor = self._executor
        writer = self._standard.database.writer()
        writer.begin()
        try:
            batch = Batch(
                writer,
                RecentRows(executor.rows),
                executor.ledger,
                log=executor.log,
                head=executor.log.lock_head(writer),
                memory=Memory.load(executor.rows, writer),
                now=self._standard.environment.now_us(),
                random_bytes=self._standard.environment.random_bytes,
            )
            who = agent_actor(actor) if isinstance(actor, str) else actor
            yield Unit(batch, executor.lookups, actor=who, command_id="attempt")
        finally:
            writer.rollback()


def _denial_of(unit: Unit, command: Command, *steps: object) -> str | None:
    try:
        for step in steps:
            assert callable(step)
            step(unit, command)
    except Refused as refused:
        code = refused.refusal.code
        return code if code in DENIALS else None
    return None
