# SPDX-License-Identifier: Apache-2.0
"""Makes join codes, for the console and for the set-up page alike."""

from collections.abc import Callable

from sync_server.config import Configuration
from sync_server.contract.ids import AgentId
from sync_server.contract.joincode import JoinCode, encode_join_code
from sync_server.contract.queries import AgentInvited, InviteAgent
from sync_server.contract.refusals import Code, Refused
from sync_server.desk.signin import SignIn
from sync_server.environment import Environment
from sync_server.operations.failed import Failed
from sync_server.operations.requests import JoinCodeInfo
from sync_server.security.tls import AUTHORITY_FILE, fingerprint


class Invitations:
    """The join codes of one desk. `port` says which one clients use; 0 while nobody knows."""

    def __init__(
        self,
        sign_in: SignIn,
        configuration: Configuration,
        environment: Environment,
        *,
        port: Callable[[], int],
    ) -> None:
        self._sign_in = sign_in
        self._configuration = configuration
        self._environment = environment
        self._port = port

    # -- for the console -----------------------------------------------------------------------

    async def invite(self, agent: AgentId, *, reset: bool = False) -> str:
        """A join code with which an agent sets a password. Raises `Failed` and `Refused`."""
        self._check_port()
        make = self._sign_in.reset_password if reset else self._sign_in.invite
        return self._encode(await make(agent))

    async def join_code(self) -> JoinCodeInfo:
        """A join code for somebody who has a password. Raises `Failed`."""
        self._check_port()
        token = await self._sign_in.join_token()
        return JoinCodeInfo(
            join_code=self._encode(token),
            expires_at=self._until(self._configuration.limits.join_code_s),
        )

    # -- for the set-up page -------------------------------------------------------------------

    async def answer(self, by: AgentId, query: InviteAgent, _seen: object) -> AgentInvited:
        """Invite an agent as an administrator wished.

        Refused: bad_move for who has a password. Else an administrator could make it another one
        and write under somebody's name; that takes the server's console.
        """
        if await self._sign_in.has_password(query.agent):
            raise Refused(Code.BAD_MOVE, "agent")
        token = await self._sign_in.invite(query.agent, source=by)
        return AgentInvited(
            join_code=self._encode(token),
            expires_at=self._until(self._configuration.limits.invitation_s),
        )

    # -- both ----------------------------------------------------------------------------------

    def _until(self, seconds: float) -> int:
        return self._environment.now_us() + int(seconds * 1_000_000)

    def _encode(self, token: str) -> str:
        """The join code with a token: the first of the server's names is where clients go."""
        configuration = self._configuration
        print_ = ""
        if not configuration.certificate:
            pem = (configuration.tls / AUTHORITY_FILE).read_text(encoding="ascii")
            print_ = fingerprint(pem)
        return encode_join_code(JoinCode(configuration.names[0], self._port(), print_, token))

    def _check_port(self) -> None:
        if self._port() == 0:
            raise Failed("The server takes a free port at each start: start it, then ask again")
