# SPDX-License-Identifier: Apache-2.0
"""Backups and restores in words, for people at the console."""

from sync_server.contract.ids import Instant
from sync_server.operations.backup_format import Listed
from sync_server.operations.backup_schedule import BackupState
from sync_server.operations.moments import utc
from sync_server.operations.restore import Restored
from sync_server.store.origin import Origin

_UNITS = ("bytes", "KiB", "MiB", "GiB", "TiB")


def describe_made(made: Listed) -> str:
    """A backup that has just been made."""
    header = made.header
    lines = [
        f"Backup {made.path}",
        f"  {size(header.bytes)} in {header.files} files, up to log entry {header.snapshot.seq}",
        f"  Verified by unpacking it: state hash {header.snapshot.state_hash[:16]} is equal",
    ]
    lines.append(
        f"  Sealed under the key {header.sealed_by}: keep a copy of that key elsewhere"
        if header.sealed_by
        else "  Not sealed: whoever can read it can read the desk. Make a key with "
        "`deskbell-server backup --new-key FILE`, which says what to do with it"
    )
    if header.missing:
        lines.append(
            f"  Without {len(header.missing)} files that were missing or damaged on the desk: "
            "`deskbell-server verify` names them"
        )
    lines.append(
        "  No private key is in it: copy `tls` and `master.key` of the data folder elsewhere, once"
    )
    return "\n".join(lines)


def describe_list(folder: str, found: tuple[Listed, ...], *, now: Instant) -> str:
    """The backups of a folder, the newest first."""
    if not found:
        return f"There is no backup in {folder}."
    lines = [f"Backups in {folder}, each verified when it was made:"]
    for each in found:
        header = each.header
        marks = "sealed" if header.sealed_by else "not sealed"
        if header.missing:
            marks += f", {len(header.missing)} files missing"
        age = age_words((now - header.made_at) // 1_000_000)
        lines.append(
            f"  {each.name}  {age} ago  entry {header.snapshot.seq}  {size(header.bytes)}  {marks}"
        )
    return "\n".join(lines)


def describe_restored(restored: Restored) -> str:
    """A desk that was just brought back."""
    lines = [
        f"Restored the backup of {utc(restored.made_at)}, up to log entry {restored.seq}.",
        f"Its state hash is equal: {restored.state_hash}",
        "A new epoch has begun: windows fetch everything again and send what they did since.",
    ]
    if restored.aside:
        lines.append(f"The desk that was there before is in {restored.aside}.")
    if restored.held:
        lines.append(
            f"Messages that waited to be sent, and are held: {restored.held}. They may have left "
            "since the backup. Their tickets say so, with Send again."
        )
    if restored.missing:
        lines.append(f"{len(restored.missing)} files were not in the backup.")
    if not restored.has_authority:
        lines.append(
            "The key of the desk's authority is not here: the server will make a new one, and "
            "people need new join codes (`deskbell-server join-code`). If you have a copy of "
            "`tls`, restore again with --keys FOLDER --replace."
        )
    if not restored.has_master_key:
        lines.append(
            "The master key is not here: enter the passwords of the mailboxes again, or restore "
            "again with --keys FOLDER --replace."
        )
    lines.append("Start it with `deskbell-server serve`.")
    return "\n".join(lines)


def describe_state(state: BackupState) -> list[str]:
    """The lines of `status` about backups."""
    lines = []
    if state.made_at is not None:
        lines.append(
            f"Last verified backup {age_words(state.age_s)} ago ({utc(state.made_at)}), "
            f"in {state.folder}"
        )
    return [*lines, *state.troubles]


def describe_origin(origin: Origin) -> str:
    """The line of `status` about a restore."""
    return f"Restored {utc(origin.at)} from the backup of {utc(origin.made_at)}, entry {origin.seq}"


def age_words(seconds: int) -> str:
    """An age in its largest unit."""
    for unit, length in (("days", 86_400), ("hours", 3_600), ("minutes", 60)):
        if seconds >= 2 * length:
            return f"{seconds // length} {unit}"
    return f"{max(0, seconds)} seconds"


def size(count: int) -> str:
    """A number of bytes in its largest unit."""
    value = float(count)
    for unit in _UNITS:
        if value < 1024 or unit == _UNITS[-1]:
            return f"{value:.0f} {unit}" if unit == "bytes" else f"{value:.1f} {unit}"
        value /= 1024
    return ""
