# SPDX-License-Identifier: Apache-2.0
"""Examines how a desk is reached: its ports, its names, its certificate."""

import asyncio
import ssl
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from cryptography import x509

from sync_server.config import Configuration, is_loopback
from sync_server.environment import Environment
from sync_server.operations.examination import Line, error, ok, warning
from sync_server.operations.status import Status
from sync_server.security.certificates import (
    BadCertificate,
    chain_problem,
    dates_problem,
    load_chain,
    load_pair,
    missing_names,
)
from sync_server.security.tls import AUTHORITY_FILE, LEAF_FILE

ANSWER_S: Final = 5.0
"""How long a port of this machine may take to answer."""


async def examine_ports(configuration: Configuration, status: Status | None) -> tuple[Line, ...]:
    """Whether the server answers at its ports, or, while none runs, whether they are free."""
    ports = {
        "port": configuration.port,
        "file_port": configuration.file_port,
        "web_port": configuration.web_port,
    }
    server = None if status is None else status.server
    if server is None:
        looked = [await _free(configuration, name, port) for name, port in ports.items() if port]
        return (warning("server", "Not running. Start it with `deskbell-server serve`"), *looked)
    ports = {"port": server.port, "file_port": server.file_port, "web_port": server.web_port}
    return (
        ok("server", f"Running, with {server.sessions} sessions"),
        *[await _served(configuration, name, port) for name, port in ports.items() if port],
    )


async def _free(configuration: Configuration, name: str, port: int) -> Line:
    loop = asyncio.get_running_loop()
    try:
        server = await loop.create_server(asyncio.Protocol, configuration.host, port)
    except OSError as problem:
        return error(
            name,
            f"Port {port} of {configuration.host} cannot be used ({problem.strerror or problem}). "
            f"Stop the program that has it, or set `{name}` in deskbell.toml",
        )
    server.close()
    await server.wait_closed()
    return ok(name, f"Port {port} is free")


async def _served(configuration: Configuration, name: str, port: int) -> Line:
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(configuration.host, configuration.host)  # noqa: S104 - compared
    context = None if configuration.plain else _any_certificate()
    try:
        async with asyncio.timeout(ANSWER_S):
            _, writer = await asyncio.open_connection(host, port, ssl=context)
    except (OSError, TimeoutError) as problem:
        return error(
            name,
            f"Nothing answers at port {port} of {host} ({str(problem) or 'no answer'}). "
            "Start the server again; its log says what went wrong",
        )
    writer.close()
    return ok(name, f"Port {port} answers")


def _any_certificate() -> ssl.SSLContext:
    """Only whether somebody answers is asked here; the certificate is looked at apart."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


async def examine_names(configuration: Configuration) -> tuple[Line, ...]:
    """The names under which nobody finds the desk, as this machine looks them up."""
    looked_up = [name for name in configuration.names if not is_loopback(name)]
    unknown = [name for name in looked_up if not await _is_found(name)]
    return tuple(
        warning(
            "names",
            f"This machine finds no address of {name}, and clients may not either. Enter it at the "
            "name server, or set `names` in deskbell.toml to the name that clients use",
        )
        for name in unknown
    )


async def _is_found(name: str) -> bool:
    try:
        async with asyncio.timeout(ANSWER_S):
            return bool(await asyncio.get_running_loop().getaddrinfo(name, None))
    except (OSError, UnicodeError):
        return False


def examine_reach(configuration: Configuration, environment: Environment) -> Iterator[Line]:
    """Look at names and certificate. Blocks."""
    yield from _names(configuration)
    if configuration.plain:
        yield ok("certificate", "None: this desk serves this machine alone, without TLS")
        return
    try:
        yield from _certificate(configuration, environment)
    except BadCertificate as problem:
        yield error("certificate", str(problem))
    except OSError as problem:
        yield error("certificate", f"{problem.filename}: {problem.strerror}. Check its path")


def _names(configuration: Configuration) -> Iterator[Line]:
    names = ", ".join(configuration.names)
    elsewhere = [name for name in configuration.names if not is_loopback(name)]
    if elsewhere and is_loopback(configuration.host):
        yield error(
            "names",
            f"Clients are to come to {elsewhere[0]}, but the server listens to this machine alone. "
            'Set `host = "0.0.0.0"` in deskbell.toml',
        )
    elif not elsewhere and not is_loopback(configuration.host):
        yield warning(
            "names",
            f"Join codes name {configuration.names[0]}, where only this machine finds the desk. "
            "Set `names` in deskbell.toml to the name that clients use",
        )
    else:
        yield ok("names", f"{names}: the address to listen on fits")


def _certificate(configuration: Configuration, environment: Environment) -> Iterator[Line]:
    now = environment.now()
    if not configuration.certificate:
        yield from _own_certificate(configuration, environment)
        return
    certificate, key = Path(configuration.certificate), Path(configuration.key)
    own = load_pair(certificate, key)[0]
    missing = missing_names(own, configuration.names)
    if missing:
        yield error(
            "certificate",
            f"{certificate} does not stand for {', '.join(missing)}. Get one that "
            "does, or set `names` to what it stands for",
        )
    state, text = dates_problem(own, now)
    yield Line(about="certificate", state=state, text=f"{certificate}: {text}")
    problem = chain_problem(certificate, key)
    if problem:
        yield warning("certificate", f"{certificate}: {problem}")


def _own_certificate(configuration: Configuration, environment: Environment) -> Iterator[Line]:
    authority: x509.Certificate = load_chain(configuration.tls / AUTHORITY_FILE)[0]
    state, text = dates_problem(authority, environment.now())
    yield Line(about="certificate", state=state, text=f"The desk's own authority: {text}")
    leaf = configuration.tls / LEAF_FILE
    if leaf.exists():
        state, text = dates_problem(load_chain(leaf)[0], environment.now())
        renewed = "" if state == "ok" else " (a running server does that by itself)"
        yield Line(about="certificate", state=state, text=f"The server's: {text}{renewed}")
