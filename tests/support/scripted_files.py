# SPDX-License-Identifier: Apache-2.0
"""A file port that a test can make forget, refuse and break off."""

import asyncio
import socket
from hashlib import sha256
from typing import Self

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route


class _Server(uvicorn.Server):
    def install_signal_handlers(self) -> None:
        """Signals are the test runner's."""


class ScriptedFiles:
    """`files` are the bytes by id. `failures` are status codes for the next `PUT`s, 0 for none."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.complete: set[str] = set()
        self.failures: list[int] = []
        self.offsets: list[int] = []
        self.port = 0

    async def __aenter__(self) -> Self:
        listener = socket.create_server(("127.0.0.1", 0))
        self.port = listener.getsockname()[1]
        app = Starlette(
            routes=[
                Route("/uploads/{id}", self._put, methods=["PUT"]),
                Route("/uploads/{id}", self._head, methods=["HEAD"]),
                Route("/files/{id}", self._get, methods=["GET"]),
            ]
        )
        config = uvicorn.Config(app, lifespan="off", log_config=None, ws="none", http="h11")
        self._server = _Server(config)
        self._task = asyncio.create_task(self._server._serve([listener]))
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.should_exit = True
        await self._task

    async def _head(self, request: Request) -> Response:
        there = self.files.get(request.path_params["id"])
        if there is None or request.headers["Authorization"] != "Bearer s3cret":
            return Response(status_code=404)
        return Response(headers={"Upload-Offset": str(len(there))})

    async def _put(self, request: Request) -> Response:
        failure = self.failures.pop(0) if self.failures else 0
        id = request.path_params["id"]
        there = self.files.get(id, b"")
        if failure == 409:
            return Response(status_code=409, headers={"Upload-Offset": str(len(there))})
        if failure:
            code = "limit" if failure == 413 else "internal"
            return JSONResponse({"code": code}, status_code=failure)
        offset = int(request.headers["Upload-Offset"])
        self.offsets.append(offset)
        self.files[id] = there = there[:offset] + await request.body()
        if len(there) == int(request.headers["Upload-Length"]):
            if sha256(there).hexdigest() != request.headers["Upload-Sha256"]:
                self.files[id] = b""
                return Response(status_code=422, headers={"Upload-Offset": "0"})
            self.complete.add(id)
        return Response(headers={"Upload-Offset": str(len(there))})

    async def _get(self, request: Request) -> Response:
        there = self.files.get(request.path_params["id"])
        if there is None or request.query_params.get("pass") != "p1":
            return JSONResponse({"code": "not_found"}, status_code=404)
        return Response(there)
