# SPDX-License-Identifier: Apache-2.0
"""Predictions of the commands on mailboxes, prepared replies, wishes, hours and programs' keys."""

from collections.abc import Iterator
from typing import Any

from msgspec import structs

from app.workspace.predictions.registry import Edit, Gone, Scene, predicts
from sync_server.contract import commands as c
from sync_server.contract.addresses import address_key
from sync_server.contract.commands import Command, given
from sync_server.contract.entities import (
    WORKSPACE,
    ApiKey,
    Canned,
    Entity,
    Mailbox,
    Preferences,
    Workspace,
)

_NOT_FIELDS = frozenset({"mailbox", "base"})


def _given(command: Command) -> dict[str, Any]:
    """The fields that a command sets."""
    return given(command, set(command.__struct_fields__) - _NOT_FIELDS)


def _with(entity: Entity, command: Command) -> Iterator[Edit]:
    changed = structs.replace(entity, **_given(command))
    if changed != entity:
        yield changed


@predicts(c.ConnectMailbox)
def predict_connect_mailbox(command: c.ConnectMailbox, _scene: Scene) -> Iterator[Edit]:
    fields = _given(command)
    yield Mailbox(id=command.mailbox, **{**fields, "address": address_key(command.address)})


@predicts(c.ChangeMailbox)
def predict_change_mailbox(command: c.ChangeMailbox, scene: Scene) -> Iterator[Edit]:
    mailbox = scene.get(Mailbox, command.mailbox)
    if mailbox is not None:
        yield from _with(mailbox, command)


@predicts(c.SaveCanned)
def predict_save_canned(command: c.SaveCanned, scene: Scene) -> Iterator[Edit]:
    yield Canned(
        id=command.canned,
        name=command.name,
        text=command.text,
        owner=None if command.shared else scene.me,
        team=command.team,
    )


@predicts(c.DeleteCanned)
def predict_delete_canned(command: c.DeleteCanned, _scene: Scene) -> Iterator[Edit]:
    yield Gone(Canned.kind, command.canned)


@predicts(c.SetPreferences)
def predict_set_preferences(command: c.SetPreferences, scene: Scene) -> Iterator[Edit]:
    if scene.me is not None:
        known = scene.get(Preferences, scene.me) or Preferences(id=scene.me)
        yield from _with(known, command)


@predicts(c.ChangeWorkspace)
def predict_change_workspace(command: c.ChangeWorkspace, scene: Scene) -> Iterator[Edit]:
    known = scene.get(Workspace, WORKSPACE) or Workspace(id=WORKSPACE)
    yield from _with(known, command)


@predicts(c.CreateApiKey)
def predict_create_api_key(command: c.CreateApiKey, _scene: Scene) -> Iterator[Edit]:
    fields = {name: value for name, value in _given(command).items() if name != "key"}
    yield ApiKey(id=command.key, **fields)


@predicts(c.RevokeApiKey)
def predict_revoke_api_key(command: c.RevokeApiKey, scene: Scene) -> Iterator[Edit]:
    key = scene.get(ApiKey, command.key)
    if key is not None and key.revoked_at is None:
        yield structs.replace(key, revoked_at=scene.at)
