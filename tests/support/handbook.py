# SPDX-License-Identifier: Apache-2.0
"""Runs the commands of the README and of the help pages, word for word, on a machine of paper.

Commands of the system (`sudo`, `make`) are written down and not done. `deskbell-server` is the real
one; `handbook_program` puts the test's mail servers in the place of those that a reader has.
"""

import asyncio
import os
import re
import shutil
import socket
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

from tests.support.dovecot import PASSWORD, Dovecot
from tests.support.relay import Relay
from tests.support.source import ROOT

_BLOCK: Final = re.compile(r"^```sh\n(.*?)^```$", re.DOTALL | re.MULTILINE)
PATIENCE_S: Final = 240.0


def commands_of(markdown: str) -> str:
    """The commands of a text, in order."""
    return "".join(_BLOCK.findall(markdown))


def section_of(markdown: str, heading: str) -> str:
    """The part of a text below a heading of the second level."""
    return markdown.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]


class Machine:
    """Somebody's machine: a home, a checkout to stand in, and the programs of both."""

    def __init__(
        self, folder: Path, *, mail: Mapping[str, str], ports: tuple[int, int, int]
    ) -> None:
        self.home = folder / "home"
        self.checkout = folder / "checkout"
        self.asked = folder / "asked"
        """What the system was asked to do, a line each."""
        self.said = ""
        self._system = folder / "bin"
        self._state = folder / "state"
        for each in (self.home, self.checkout / ".venv" / "bin", self._system, self._state):
            each.mkdir(parents=True)
        self.asked.touch()
        shutil.copytree(ROOT / "packaging", self.checkout / "packaging")
        for program in ("sudo", "make"):
            self._install(self._system / program, "system", program)
        self._install(self.checkout / ".venv" / "bin" / "deskbell-server", "deskbell")
        port, file_port, web_port = ports
        self.variables = {
            "HOME": str(self.home),
            "PATH": f"{self._system}{os.pathsep}/usr/bin{os.pathsep}/bin",
            "PYTHONPATH": str(ROOT),
            "LANG": "C.UTF-8",
            "DESKBELL_PORT": str(port),
            "DESKBELL_FILE_PORT": str(file_port),
            "DESKBELL_WEB_PORT": str(web_port),
            "HANDBOOK_STATE": str(self._state),
            "HANDBOOK_ASKED": str(self.asked),
            "HANDBOOK_PASSWORD": PASSWORD,
            **{f"HANDBOOK_{name.upper()}": value for name, value in mail.items()},
        }

    def _install(self, path: Path, *arguments: str) -> None:
        words = " ".join(arguments)
        path.write_text(
            f'#!/bin/sh\nexec "{sys.executable}" -m tests.support.handbook_program {words} "$@"\n'
        )
        path.chmod(0o755)

    async def run(self, commands: str, **variables: str) -> str:
        """Do all of it; what it said. A command that fails fails the test."""
        shell = await asyncio.create_subprocess_exec(
            *("bash", "-euo", "pipefail", "-c", commands),
            cwd=self.checkout,
            env={**self.variables, **variables},
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        assert shell.stdout is not None
        async with asyncio.timeout(PATIENCE_S):
            said = (await shell.stdout.read()).decode()
            code = await shell.wait()
        self.said += said
        assert code == 0, self.said + self.server_log()
        return said

    def server_log(self) -> str:
        """What the server that was started last wrote."""
        log = self._state / "server.log"
        return log.read_text() if log.exists() else ""

    def requests(self) -> Iterator[str]:
        """What the system was asked to do."""
        yield from self.asked.read_text().splitlines()

    async def stop(self) -> None:
        """End the server, if one runs."""
        await self.run(
            '[ ! -e "$HANDBOOK_STATE/server.pid" ] || sudo systemctl stop deskbell-server'
        )


@asynccontextmanager
async def machine_of_paper(store: Dovecot, outgoing: Relay) -> AsyncIterator[Machine]:
    """A machine whose mailboxes are in `store`, and send by `outgoing`, until the block ends.

    Its folder has a short path: the socket of the console must fit into 107 bytes.
    """
    mail = {
        "imap_host": store.host,
        "imap_port": str(store.tls_port),
        "smtp_host": store.host,
        "smtp_port": str(outgoing.port),
    }
    first, second, third = free_ports(3)
    folder = Path(tempfile.mkdtemp(prefix="deskbell-"))
    machine = Machine(folder, mail=mail, ports=(first, second, third))
    machine.variables["SSL_CERT_FILE"] = str(store.authority_file)
    try:
        yield machine
    finally:
        await machine.stop()
        shutil.rmtree(folder, ignore_errors=True)


def free_ports(count: int) -> list[int]:
    """Ports of loopback that nobody has at this moment."""
    listeners = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [listener.getsockname()[1] for listener in listeners]
    for listener in listeners:
        listener.close()
    return ports
