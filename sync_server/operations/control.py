# SPDX-License-Identifier: Apache-2.0
"""The control socket: how commands at the console reach the server that runs on the same data.

A Unix socket in the data folder that only its owner may open; one JSON line asks, one answers.
Where there are no such sockets (Windows), commands that need the desk need the server stopped.
"""

import asyncio
import logging
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec
from msgspec import UNSET, Raw, Struct, UnsetType

from sync_server.operations.failed import Failed
from sync_server.operations.requests import AnyRequest

if TYPE_CHECKING:  # whoever asks needs nothing of what answers
    from sync_server.operations.administration import Administration

_log = logging.getLogger(__name__)

LONGEST_LINE: Final = 16 * 1024 * 1024
REQUEST_S: Final = 10.0
"""How long whoever connects may take to say what they want."""

_requests = msgspec.json.Decoder(AnyRequest)


class Reply(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The answer to a request: a result, or a sentence that says why not."""

    result: Raw | UnsetType = UNSET
    failed: str | None = None


class Control:
    """Serves an `Administration` from `start` to `close`."""

    def __init__(self, administration: "Administration", path: Path) -> None:
        self._administration = administration
        self._path = path
        self._server: asyncio.Server | None = None

    async def start(self) -> None:
        """Listen. Without a socket the server runs all the same, and says so."""
        self._path.unlink(missing_ok=True)  # left by a server that was killed
        try:
            self._server = await asyncio.start_unix_server(
                self._serve, self._path, limit=LONGEST_LINE
            )
            self._path.chmod(0o600)
        except (OSError, AttributeError, NotImplementedError) as error:
            _log.warning(
                "No control socket: %s. Stop the server before commands that need the desk", error
            )

    async def close(self) -> None:
        """Stop listening."""
        if self._server is not None:
            self._server.close()
            self._path.unlink(missing_ok=True)
            self._server = None

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError, TimeoutError, ValueError):
            async with asyncio.timeout(REQUEST_S):
                line = await reader.readline()
            writer.write(msgspec.json.encode(await self._answer(line)) + b"\n")
            await writer.drain()
        writer.close()

    async def _answer(self, line: bytes) -> Reply:
        try:
            request = _requests.decode(line)
            result = await self._administration.perform(request)
        except msgspec.MsgspecError as error:
            return Reply(failed=f"The server does not understand this command: {error}")
        except Failed as failed:
            return Reply(failed=str(failed))
        except Exception:  # noqa: BLE001 - a fault is answered; the server goes on
            _log.exception("A command at the console failed", extra={"action": "control"})
            return Reply(failed="The server failed; its log has the details")
        return Reply(result=Raw(msgspec.json.encode(result)))


async def ask_server(path: Path, request: AnyRequest) -> Raw | None:
    """What a running server answers; `None` when none listens there. Raises `Failed`."""
    if not _is_there(path):
        return None
    try:
        reader, writer = await asyncio.open_unix_connection(path, limit=LONGEST_LINE)
    except (FileNotFoundError, ConnectionRefusedError):
        return None
    except OSError as error:
        raise Failed(f"The server at {path} cannot be asked: {error}") from error
    try:
        writer.write(msgspec.json.encode(request) + b"\n")
        line = await reader.readline()
    except ConnectionError:
        line = b""
    finally:
        writer.close()
    if not line:
        raise Failed("The server stopped before it answered. Try again")
    reply = msgspec.json.decode(line, type=Reply)
    if reply.result is UNSET:
        raise Failed(reply.failed or "The server gave no answer")
    return reply.result


def _is_there(path: Path) -> bool:
    """Whether there is a socket: some paths are too long for one, some systems have none."""
    return path.exists()
