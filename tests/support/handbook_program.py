# SPDX-License-Identifier: Apache-2.0
"""The programs of a `handbook.Machine`: `deskbell SERVER ARGUMENTS` and `system PROGRAM ARGUMENTS`.

A server is started beside the script, as a reader does it in a terminal of its own, and is ready
when the program ends.
"""

import os
import select
import signal
import subprocess
import sys
from pathlib import Path

STATE = Path(os.environ.get("HANDBOOK_STATE", "."))
PID = STATE / "server.pid"
LOG = STATE / "server.log"
SERVER = (sys.executable, "-m", "sync_server.cli")


def main(kind: str, *arguments: str) -> int:
    """Do what a reader's own program would do; its exit code."""
    if kind == "system":
        return _system(*arguments)
    if arguments[0] == "serve":
        return _serve(*arguments[1:])
    given = list(arguments)
    environment = dict(os.environ)
    if given[:2] in (["mailbox", "add"], ["mailbox", "change"]):
        asks = given[1] == "add" or "--password-prompt" in given
        given = [word for word in given if word != "--password-prompt"]
        if asks:
            environment["DESKBELL_MAILBOX_PASSWORD"] = environment["HANDBOOK_PASSWORD"]
        for name in ("imap_host", "imap_port", "smtp_host", "smtp_port"):
            given += [f"--{name.replace('_', '-')}", environment[f"HANDBOOK_{name.upper()}"]]
        given += ["--imap-security", "tls", "--smtp-security", "tls"]
    own = {name: value for name, value in environment.items() if not name.startswith("HANDBOOK_")}
    return subprocess.run([*SERVER, *given], env=own, check=False).returncode


def _system(program: str, *arguments: str) -> int:
    """Write down what the system was asked for. A service that is stopped does stop."""
    with Path(os.environ["HANDBOOK_ASKED"]).open("a") as file:
        file.write(" ".join((program, *arguments)) + "\n")
    if arguments[:2] == ("systemctl", "stop"):
        _stop()
    return 0


def _serve(*arguments: str) -> int:
    _stop()
    own = {name: value for name, value in os.environ.items() if not name.startswith("HANDBOOK_")}
    with LOG.open("wb") as log:
        server = subprocess.Popen(
            [*SERVER, "serve", *arguments],
            env=own,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=log,
            start_new_session=True,
        )
    while b'"action":"start"' not in LOG.read_bytes():
        if _has_ended(server.pid, 0.1):
            sys.stderr.write(LOG.read_text())
            return 1
    PID.write_text(str(server.pid))
    return 0


def _stop() -> None:
    """End the server and wait until it has ended."""
    if PID.exists():
        pid = int(PID.read_text())
        PID.unlink()
        os.kill(pid, signal.SIGTERM)
        _has_ended(pid, 60)


def _has_ended(pid: int, patience_s: float) -> bool:
    """Wait for a process of one's own or of another; whether it has ended by then."""
    watch = os.pidfd_open(pid)
    try:
        return bool(select.select([watch], [], [], patience_s)[0])
    finally:
        os.close(watch)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
