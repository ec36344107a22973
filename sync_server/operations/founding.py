# SPDX-License-Identifier: Apache-2.0
"""Founds a desk: data folder, configuration, database, authority, and its first administrator."""

from collections.abc import Sequence

import msgspec

from sync_server.config import CONFIG_FILE, Configuration
from sync_server.environment import Environment
from sync_server.operations.administration import Administration
from sync_server.operations.failed import Failed
from sync_server.operations.first_content import TEAM, furnish
from sync_server.operations.local_zone import is_zone, local_zone
from sync_server.operations.opening import open_desk
from sync_server.operations.requests import AddAgent, AgentInfo
from sync_server.security.tls import make_authority


async def found_desk(
    configuration: Configuration,
    environment: Environment,
    *,
    name: str,
    email: str,
    zone: str | None = None,
    furnished: bool = True,
) -> AgentInfo:
    """Make what is missing, and the administrator; with the join code to sign in for them.

    With `furnished` the desk gets what one needs on the first day, with the working hours of
    `zone`, by default the machine's. The administrator comes last: what a run before left half done
    is finished. Raises `Failed` when there is a desk already, or no such zone.
    """
    if zone is not None and not is_zone(zone):
        raise Failed(f"There is no time zone {zone!r}. Write it as in Europe/Berlin")
    lane = environment.lane("desk")
    await lane.run(_make_folder, configuration, environment)
    async with open_desk(configuration, environment, founding=True) as opened:
        if opened.desk.roster.agents:
            raise Failed(f"There is a desk in {configuration.data} already")
        await lane.run(_write_configuration, configuration)
        administration = Administration(opened, configuration, environment, running=lambda: None)
        if furnished:
            working = await lane.run(local_zone) if zone is None else zone
            await furnish(opened.desk, environment, working, configuration.language)
        teams = (TEAM,) if furnished else ()
        request = AddAgent(name=name, email=email, role="administrator", teams=teams)
        administrator = await administration.perform(request)
    assert isinstance(administrator, AgentInfo)
    return administrator


def _make_folder(configuration: Configuration, environment: Environment) -> None:
    configuration.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    configuration.blobs.mkdir(exist_ok=True, mode=0o700)
    make_authority(configuration.tls, now=environment.now())


def _write_configuration(configuration: Configuration) -> None:
    """Write the settings that `init` was given, unless there is a file already."""
    path = configuration.data / CONFIG_FILE
    if path.exists():
        return
    lines = [
        "# Settings of this desk. Each can be given as a variable as well: DESKBELL_PORT=8443.",
        "# `names` are the host names and addresses that clients use, `desk` is its own name.",
        _line("desk", configuration.desk),
        _line("language", configuration.language),
        _line("names", configuration.names),
        _line("host", configuration.host),
        _line("port", configuration.port),
        _line("file_port", configuration.file_port),
        _line("web_port", configuration.web_port),
    ]
    lines += [
        _line(key, getattr(configuration, key))
        for key in ("database", "certificate", "key", "plain", "web_address")
        if getattr(configuration, key)
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _line(key: str, value: str | int | Sequence[str]) -> str:
    """A line of TOML: its strings, numbers, flags and lists of strings are written as JSON's."""
    return f"{key} = {msgspec.json.encode(value).decode()}"
