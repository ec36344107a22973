# SPDX-License-Identifier: Apache-2.0
"""Files come up in pieces that can be resumed, and go down by a short-lived pass.

`HEAD /uploads/{id}` says how much is there (`Upload-Offset`), `PUT` adds bytes from an offset; who
sends is known by the key of their session. `GET /files/{id}?pass=…` wants that key as well, a pass
for this file and device, and the right to see the ticket at that moment. What may not be seen and
what is not there get the same answer.
"""

import logging
from collections.abc import AsyncIterator, Callable, Iterable
from typing import Final, Protocol
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from sync_server.channels.api.downloads import Connection, Download, Downloads
from sync_server.config import Limits
from sync_server.contract import codec
from sync_server.contract.entities import Attachment
from sync_server.contract.ids import AgentId, AttachmentId, DeviceId
from sync_server.contract.queries import FileTicket
from sync_server.contract.refusals import Code, Refused
from sync_server.desk.desk import Desk
from sync_server.desk.queries.files import answer_file_ticket
from sync_server.environment import Environment
from sync_server.security.tokens import check_pass
from sync_server.store.blobs import Blob, BlobFolder, BlobRows
from sync_server.store.dossier import attachment_row

_log = logging.getLogger(__name__)

PIECE_BYTES: Final = 256 * 1024
"""Bytes that are gathered before they are written."""

MAX_DIGITS: Final = 12


class Holder(Protocol):
    """Whose session a key belongs to."""

    @property
    def agent(self) -> AgentId:
        """The agent."""
        ...

    @property
    def device(self) -> DeviceId:
        """The device, which owns what it uploads."""
        ...


class _Upload:
    """The headers of a `PUT`, checked."""

    def __init__(self, request: Request, most: int) -> None:
        self.offset = _number(request.headers.get("Upload-Offset", "0"))
        self.size = _number(request.headers.get("Upload-Length", ""))
        self.sha256 = request.headers.get("Upload-Sha256", "")
        if self.size > most:
            raise _refusal(413, Code.LIMIT)
        if len(self.sha256) != 64 or not set(self.sha256) <= set("0123456789abcdef"):
            raise _refusal(400, Code.BAD_VALUE)


class Files:
    """The application behind the file port."""

    def __init__(
        self,
        desk: Desk,
        environment: Environment,
        *,
        folder: BlobFolder,
        limits: Limits,
        holder: Callable[[str], Holder | None],
        pass_key: bytes,
    ) -> None:
        self.desk = desk
        self._environment = environment
        self._folder = folder
        self._rows = BlobRows(desk.database)
        self._holder = holder
        self._pass_key = pass_key
        self.limits = limits
        self._lane = environment.lane("files", workers=4)
        self.downloads = Downloads(self._lane, self._forbidden)
        self._busy: set[str] = set()
        self._used: dict[str, int] = {}
        self.app = Starlette(
            routes=[
                Route("/uploads/{id}", self._put, methods=["PUT"]),
                Route("/uploads/{id}", self._head, methods=["HEAD"]),
                Route("/files/{id}", self._get, methods=["GET"]),
            ],
            exception_handlers={HTTPException: _answer_refusal, Refused: _answer_refused},
        )

    # -- up ------------------------------------------------------------------------------------

    async def _head(self, request: Request) -> Response:
        holder = self._who(request)
        blob = await self._lane.run(self._find, request.path_params["id"])
        if blob is None or blob.owner != holder.device:
            raise Refused(Code.NOT_FOUND)
        return _so_far(200, await self._received(blob))

    async def _put(self, request: Request) -> Response:
        holder = self._who(request)
        id_ = _attachment_id(request)
        upload = _Upload(request, self.limits.attachment_bytes)
        if id_ in self._busy:
            return _so_far(409, upload.offset)
        self._busy.add(id_)
        try:
            return await self._take(request, holder, id_, upload)
        finally:
            self._busy.discard(id_)

    async def _take(self, request: Request, holder: Holder, id_: str, upload: _Upload) -> Response:
        blob = await self._begin(holder, id_, upload)
        there = await self._received(blob)
        if blob.complete:
            return _so_far(200, there)
        if upload.offset > there:
            return _so_far(409, there)
        there = await self._append(request, blob, upload.offset)
        if there < blob.size:
            return _so_far(200, there)
        if not await self._lane.run(self._folder.finish, id_, blob.sha256):
            return _so_far(422, 0)
        await self._store(
            Blob(
                id=id_,
                owner=blob.owner,
                size=blob.size,
                received=blob.size,
                sha256=blob.sha256,
                complete=True,
                created_at=blob.created_at,
            )
        )
        return _so_far(201, blob.size)

    async def _begin(self, holder: Holder, id_: str, upload: _Upload) -> Blob:
        """The row of an upload: made with its first piece, and the same for all of them."""
        blob = await self._lane.run(self._find, id_)
        if blob is None:
            blob = Blob(
                id=id_,
                owner=holder.device,
                size=upload.size,
                received=0,
                sha256=upload.sha256,
                complete=False,
                created_at=self._environment.now_us(),
            )
            await self._store(blob)
        elif blob.owner != holder.device:
            raise Refused(Code.NOT_FOUND)
        elif (blob.size, blob.sha256) != (upload.size, upload.sha256):
            raise _refusal(400, Code.ID_CONFLICT)
        return blob

    async def _append(self, request: Request, blob: Blob, offset: int) -> int:
        """Write the body; how much of the file is there. A broken connection keeps what came."""
        waiting = bytearray()
        try:
            async for data in request.stream():
                waiting += data
                if offset + len(waiting) > blob.size:
                    raise _refusal(413, Code.LIMIT)
                if len(waiting) >= PIECE_BYTES:
                    offset = await self._write(blob, offset, waiting)
        except ClientDisconnect:
            _log.debug("An upload was interrupted")
        return await self._write(blob, offset, waiting)

    async def _write(self, blob: Blob, offset: int, waiting: bytearray) -> int:
        data = bytes(waiting)
        waiting.clear()
        return await self._lane.run(self._folder.append, blob.id, offset, data)

    async def _received(self, blob: Blob) -> int:
        if blob.complete:
            return blob.size
        return await self._lane.run(self._folder.received, blob.id)

    def _find(self, id_: str) -> Blob | None:
        with self.desk.database.read() as reader:
            return self._rows.find(reader, id_)

    async def _store(self, blob: Blob) -> None:
        await self.desk.transact(lambda writer: self._rows.put(writer, blob))

    # -- down ----------------------------------------------------------------------------------

    async def _get(self, request: Request) -> Response:
        holder = self._who(request)
        id_ = AttachmentId(_attachment_id(request))
        self._use_pass(request.query_params.get("pass", ""), id_, holder.device)
        connection: Connection = request.state.connection
        self.downloads.begin(connection, Download(holder.agent, holder.device, id_))
        try:
            attachment = await self._lane.run(self._visible, holder.agent, id_)
            await self.desk.record_security(
                what="file_read", account=holder.agent, source=_source(request), detail=id_
            )
        except BaseException:
            self.downloads.finish(connection)
            raise
        name = quote(attachment.name, safe="", errors="replace")
        return StreamingResponse(
            self._stream(id_, connection),
            media_type="application/octet-stream",
            headers={
                "Content-Length": str(attachment.size),
                "Content-Disposition": f"attachment; filename*=UTF-8''{name}",
                "X-Content-Type-Options": "nosniff",
                "Content-Security-Policy": "sandbox; default-src 'none'",
                "Cache-Control": "no-store",
            },
        )

    def _use_pass(self, token: str, id_: AttachmentId, device: DeviceId) -> None:
        """Check a pass and use it up."""
        now = self._environment.now_us()
        good = check_pass(self._pass_key, token, attachment=id_, device=device, now=now)
        self._used = {used: until for used, until in self._used.items() if until >= now}
        if not good or token in self._used:
            raise Refused(Code.NOT_FOUND)
        self._used[token] = int(token.partition(".")[0])

    def _visible(self, agent: AgentId, id_: AttachmentId) -> Attachment:
        """The attachment, if the agent may have its bytes now and they are there."""
        viewer = self.desk.roster.viewer(agent)
        if viewer is None:
            raise Refused(Code.NOT_FOUND)
        with self.desk.database.read() as reader:
            answer_file_ticket(reader, viewer, FileTicket(attachment=id_))
            attachment = attachment_row(reader, id_)
        if attachment is None or not self._folder.is_whole(id_):
            raise Refused(Code.NOT_FOUND)
        return attachment

    def _forbidden(self, downloads: Iterable[Download]) -> set[Download]:
        """The downloads that would not be begun now."""
        ended = set()
        for download in downloads:
            try:
                self._visible(download.agent, download.attachment)
            except Refused:
                ended.add(download)
        return ended

    async def _stream(self, id_: str, connection: Connection) -> AsyncIterator[bytes]:
        """A file's bytes; it ends when they have left, for until then they can be taken back."""
        pieces = self._folder.read(id_)
        while piece := await self._lane.run(next, pieces, b""):
            yield piece
        await connection.emptied()
        self.downloads.finish(connection)

    def _who(self, request: Request) -> Holder:
        scheme, _, key = request.headers.get("Authorization", "").partition(" ")
        holder = self._holder(key) if scheme.lower() == "bearer" and key else None
        if holder is None:
            raise _refusal(401, Code.SIGN_IN)
        connection: Connection = request.state.connection
        connection.admit()
        return holder


# -- small parts -------------------------------------------------------------------------------


def _attachment_id(request: Request) -> str:
    """The id of the path, once it has the form of one."""
    raw = codec.encode({"type": "file_ticket", "attachment": request.path_params["id"]})
    query = codec.decode_query(raw)
    assert isinstance(query, FileTicket)
    return query.attachment


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= MAX_DIGITS):
        raise _refusal(400, Code.BAD_VALUE)
    return int(text)


def _source(request: Request) -> str:
    return request.client.host if request.client is not None else ""


def _so_far(status: int, received: int) -> Response:
    return Response(status_code=status, headers={"Upload-Offset": str(received)})


def _refusal(status: int, code: Code) -> HTTPException:
    return HTTPException(status, detail=str(code))


def _body(status: int, code: str) -> Response:
    return Response(codec.encode({"code": code}), status, media_type="application/json")


_CODES: Final = {404: Code.NOT_FOUND, 405: Code.BAD_FRAME}


async def _answer_refusal(_request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return _body(error.status_code, _CODES.get(error.status_code, error.detail))


async def _answer_refused(_request: Request, error: Exception) -> Response:
    assert isinstance(error, Refused)
    known = {Code.NOT_FOUND: 404, Code.FORBIDDEN: 404, Code.BAD_FRAME: 404}
    status = known.get(Code(error.refusal.code), 400)
    return _body(status, Code.NOT_FOUND if status == 404 else error.refusal.code)
