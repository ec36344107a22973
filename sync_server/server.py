# SPDX-License-Identifier: Apache-2.0
"""The server: puts the desk, the hub and their ports together, and takes them apart in order."""

import asyncio
import logging
import signal
import ssl
from contextlib import AsyncExitStack, suppress
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from sync_server.channels.api.files import Files
from sync_server.channels.api.port import FilePort
from sync_server.channels.api.rest.application import Rest
from sync_server.channels.email.held_by_restore import hold_what_waited
from sync_server.channels.email.receiving import Receiving
from sync_server.channels.email.sending.keeping import keep_sending, keep_telling
from sync_server.channels.email.trial import MailboxTrial
from sync_server.channels.web.customers import customer_parts
from sync_server.channels.web.port import WebPort
from sync_server.channels.web.site import make_site
from sync_server.config import Configuration
from sync_server.contract.ids import AgentId
from sync_server.contract.queries import (
    AgentInvited,
    ExplainRouting,
    InviteAgent,
    PreviewRedistribution,
    ReadHeld,
    TeamMatrix,
    TestMailbox,
    TestReport,
    TraceDelivery,
)
from sync_server.desk.desk import Desk
from sync_server.desk.explaining import Explanations
from sync_server.desk.indexing import keep_index
from sync_server.desk.signin import SignIn
from sync_server.desk.signing_key import read_signer
from sync_server.environment import Environment
from sync_server.hub.gateway import Gateway
from sync_server.hub.hub import Hub
from sync_server.operations.administration import Administration
from sync_server.operations.backup_process import Backups
from sync_server.operations.backup_schedule import keep_backups
from sync_server.operations.control import Control
from sync_server.operations.failed import Failed
from sync_server.operations.first_content import promise_as_new
from sync_server.operations.opening import OpenDesk, open_desk
from sync_server.operations.status import Fetching, Running
from sync_server.operations.upkeep import keep_going, keep_house
from sync_server.security.certificates import load_pair
from sync_server.security.tls import (
    AUTHORITY_FILE,
    make_authority,
    public_context,
    renew,
    server_context,
)
from sync_server.store.blobs import BlobFolder
from sync_server.store.plus_addresses import PlusAddresses
from sync_server.timekeeper.desk_time import keep_time

_log = logging.getLogger(__name__)

PASS_KEY_BYTES: Final = 32
"""Passes for files last a minute, so their key need not outlive the process."""


class Server:
    """A desk that is served: `async with Server(...)`, or `run` until the process shall stop.

    Every attribute is there from `__aenter__` on. Raises `StorageUnusable`, `NoDesk`, `OSError`
    when a port is taken.
    """

    desk: Desk
    sign_in: SignIn
    hub: Hub
    administration: Administration

    def __init__(self, configuration: Configuration, environment: Environment) -> None:
        self.configuration = configuration
        self.environment = environment
        self._stack = AsyncExitStack()
        self._since_at = 0
        self._gateway: Gateway | None = None
        self._web: WebPort | None = None
        self._context: ssl.SSLContext | None = None

    @property
    def port(self) -> int:
        """The agents' port."""
        return 0 if self._gateway is None else self._gateway.port

    @property
    def file_port(self) -> int:
        """The port for files."""
        return self.hub.files_port

    @property
    def web_port(self) -> int:
        """The port for customers and programs."""
        return 0 if self._web is None else self._web.port

    async def __aenter__(self) -> Self:
        async with self._stack:
            await self._start(self._stack)
            self._stack = self._stack.pop_all()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        # What failed in the block goes on by itself, not as a part of a group of errors.
        await self._stack.__aexit__(None, None, None)

    async def run(self) -> None:
        """Serve until SIGTERM or SIGINT, then stop in order."""
        stopping = asyncio.Event()
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            with suppress(NotImplementedError):  # Windows has no handlers for loops
                loop.add_signal_handler(number, stopping.set)
        async with self:
            await stopping.wait()
            _log.info("Stopping", extra={"action": "stop"})
        _log.info("Stopped", extra={"action": "stop"})

    async def _start(self, stack: AsyncExitStack) -> None:
        """Start every part; each is stopped again in reverse."""
        configuration, environment = self.configuration, self.environment
        opened = await stack.enter_async_context(open_desk(configuration, environment))
        self.desk, self.sign_in = opened.desk, opened.sign_in
        if opened.trouble is None:
            await self._promise()
        self._context = await environment.lane("upkeep").run(self._make_context)
        pass_key = environment.random_bytes(PASS_KEY_BYTES)
        self._signer = await read_signer(self.desk, environment)
        self._receiving = Receiving(
            self.desk,
            environment,
            folder=configuration.blobs,
            secrets=opened.secrets,
            signer=self._signer,
            guarded=keep_going,
        )
        self.hub = await self._start_hub(stack, opened, pass_key)
        await self._start_files(stack, opened, pass_key)
        await self._start_web(stack)
        await self._start_gateway(stack)
        self.administration = Administration(
            opened,
            configuration,
            environment,
            running=self._running,
            trial=MailboxTrial(environment, self._signer, remember=self._remember_plus),
        )
        control = Control(self.administration, configuration.control)
        stack.push_async_callback(control.close)
        await control.start()
        self._since_at = environment.now_us()
        await self._start_background(stack, opened)
        _log.info(
            "Serving on %s, ports %d, %d and %d",
            configuration.host,
            self.port,
            self.file_port,
            self.web_port,
            extra={"action": "start"},
        )

    async def _promise(self) -> None:
        """A desk may be from before there were calendars; it is served with or without."""
        try:
            await promise_as_new(self.desk, self.environment, self.configuration.language)
        except Failed as failed:
            _log.warning(str(failed), extra={"action": "promise"})

    async def _start_hub(self, stack: AsyncExitStack, opened: OpenDesk, pass_key: bytes) -> Hub:
        hub = Hub(
            opened.desk,
            self.environment,
            limits=self.configuration.limits,
            sign_in=opened.sign_in,
            pass_key=pass_key,
            name=self.configuration.desk,
        )
        explanations = Explanations(opened.desk, self.environment)
        hub.completions = {
            ReadHeld: self._receiving.held.answer,
            TestMailbox: self._try_mailbox,
            InviteAgent: self._invite_agent,
            ExplainRouting: explanations.routing,
            TeamMatrix: explanations.matrix,
            PreviewRedistribution: explanations.redistribution,
            TraceDelivery: explanations.delivery,
        }
        await hub.start()
        stack.push_async_callback(hub.close)
        return hub

    async def _remember_plus(self, address: str, works: bool) -> None:  # noqa: FBT001 - a callback
        rows = PlusAddresses(self.desk.database)
        await self.desk.transact(lambda writer: rows.remember(writer, address, work=works))

    async def _try_mailbox(
        self, agent: AgentId, query: TestMailbox, seen: TestReport
    ) -> TestReport:
        return await self.administration.mailboxes.answer(agent, query, seen)

    async def _invite_agent(
        self, agent: AgentId, query: InviteAgent, seen: AgentInvited
    ) -> AgentInvited:
        return await self.administration.invitations.answer(agent, query, seen)

    async def _start_files(self, stack: AsyncExitStack, opened: OpenDesk, pass_key: bytes) -> None:
        configuration = self.configuration
        files = Files(
            self.desk,
            self.environment,
            folder=BlobFolder(configuration.blobs, random_bytes=self.environment.random_bytes),
            limits=configuration.limits,
            holder=self.hub.holder,
            pass_key=pass_key,
        )
        stack.callback(opened.sign_in.devices.on_ended(files.downloads.end_device))
        port = FilePort(files, context=self._context)
        await port.start(configuration.host, configuration.file_port)
        stack.push_async_callback(port.close)
        self.hub.files_port = port.port

    async def _start_web(self, stack: AsyncExitStack) -> None:
        """Serve the pages for customers, and whatever else has no place at the agents' port."""
        configuration = self.configuration
        limits = configuration.limits
        rest = Rest(
            self.desk,
            self.environment,
            folder=BlobFolder(configuration.blobs, random_bytes=self.environment.random_bytes),
            limits=limits,
            address=configuration.web_address,
        )
        site = make_site(
            rest.part,
            *customer_parts(
                self.desk,
                self.environment,
                name=configuration.desk,
                language=configuration.language,
                files=configuration.blobs,
                signer=self._signer,
                limits=limits,
            ),
            limits=limits,
            secure=self._context is not None,
            trusted_proxies=configuration.trusted_proxies,
        )
        self._web = WebPort(site, limits=limits, context=self._context)
        await self._web.start(configuration.host, configuration.web_port)
        self.hub.web_address = configuration.web_at(self._web.port)
        stack.push_async_callback(self._web.close)
        stack.callback(rest.close)

    async def _start_gateway(self, stack: AsyncExitStack) -> None:
        configuration = self.configuration
        self._gateway = Gateway(
            self.hub,
            configuration.limits,
            context=self._context,
            authority=self._authority(),
        )
        await self._gateway.start(configuration.host, configuration.port)
        stack.push_async_callback(self._gateway.close)

    async def _start_background(self, stack: AsyncExitStack, opened: OpenDesk) -> None:
        """Keep the search index, send mail, and tidy up daily, until the stack unwinds."""
        environment = self.environment
        blobs = BlobFolder(self.configuration.blobs, random_bytes=environment.random_bytes)

        async def keep_search() -> None:
            await keep_index(self.desk, environment)

        async def send_mail() -> None:
            await hold_what_waited(self.desk, environment)
            await keep_sending(
                self.desk,
                environment,
                secrets=opened.secrets,
                signer=self._signer,
                folder=blobs,
                web=self.configuration.web_address,
                language=self.configuration.language,
            )

        async def tell_agents() -> None:
            await keep_telling(
                self.desk,
                environment,
                secrets=opened.secrets,
                signer=self._signer,
                language=self.configuration.language,
            )

        async def keep_clocks() -> None:
            await keep_time(self.desk, environment)

        backups = Backups(self.configuration, environment)

        async def back_up() -> None:
            await keep_backups(backups, environment)

        group = await stack.enter_async_context(asyncio.TaskGroup())
        for work in (
            keep_going("search index", keep_search, environment),
            keep_going("clocks", keep_clocks, environment),
            keep_going("incoming mail", self._receiving.run, environment),
            keep_going("outgoing mail", send_mail, environment),
            keep_going("daily backup", back_up, environment),
            keep_going("notices by mail", tell_agents, environment),
            keep_house(
                self.desk,
                self.sign_in,
                environment,
                secrets=opened.secrets,
                limits=self.configuration.limits,
                renew_certificate=self._renew_certificate,
            ),
        ):
            stack.callback(group.create_task(work).cancel)

    # -- certificates --------------------------------------------------------------------------

    def _make_context(self) -> ssl.SSLContext | None:
        configuration = self.configuration
        if configuration.plain:
            return None
        if configuration.certificate:
            return public_context(Path(configuration.certificate), Path(configuration.key))
        now = self.environment.now()
        make_authority(configuration.tls, now=now)
        return server_context(configuration.tls, configuration.names, now=now)

    def _renew_certificate(self) -> None:
        """Give new connections a newer certificate when it is time, or when a new file is there."""
        configuration = self.configuration
        if self._context is None:
            return
        if configuration.certificate:
            load_pair(Path(configuration.certificate), Path(configuration.key))
            self._context.load_cert_chain(configuration.certificate, configuration.key)
        else:
            now = self.environment.now()
            renew(self._context, configuration.tls, configuration.names, now=now)

    def _authority(self) -> str:
        """The certificate that clients ask for; empty with a public one."""
        configuration = self.configuration
        if self._context is None or configuration.certificate:
            return ""
        return (configuration.tls / AUTHORITY_FILE).read_text(encoding="ascii")

    def _running(self) -> Running:
        return Running(
            since_at=self._since_at,
            host=self.configuration.host,
            port=self.port,
            file_port=self.file_port,
            web_port=self.web_port,
            sessions=self.hub.sessions,
            fetching=tuple(
                Fetching(mailbox=address, done=progress.done, total=progress.total)
                for address, progress in self._receiving.readers.under_way()
            ),
        )
