# SPDX-License-Identifier: Apache-2.0
"""The server's half of a session as a state machine: frames in, acts out, no I/O and no clock.

`hello` -> (the sign-in service decides) -> `welcome` -> `resume` -> live -> closed. Before sign-in
nothing but `hello` is even decoded. Every frame gives one act; whoever drives the session does it.
"""

import re
from enum import Enum
from sys import intern
from typing import Final

from msgspec import Struct

from sync_server.config import Limits
from sync_server.contract import codec, frames
from sync_server.contract.frames import FULL, OVERVIEW, Projection
from sync_server.contract.ids import ID_PATTERN, AgentId, DeviceId, Instant, Seq
from sync_server.contract.refusals import Code, Refusal, Refused
from sync_server.contract.version import OLDEST_PROTOCOL, PROTOCOL
from sync_server.desk.signin import Admitted
from sync_server.hub.strikes import Strikes
from sync_server.security.rates import MINUTE_S, Bucket, whole

HERES_A_SECOND: Final = 5.0
HERE_BURST: Final = 30
"""How often a session may say where its agent is: more than a hand that leafs through tickets."""

_scope: Final = re.compile(rf"[a-z]+(?:\Z|:(?:{ID_PATTERN.removeprefix('^')}))")


class CloseCode:
    """Codes with which the server closes a socket, its own and of RFC 6455."""

    GOING_AWAY: Final = 1001
    INTERNAL: Final = 1011
    STALLED: Final = 4008
    BAD_FRAMES: Final = 4400
    NOT_SIGNED_IN: Final = 4401
    ENDED: Final = 4403
    CROWDED: Final = 4409


class Phase(Enum):
    """Where a session stands."""

    NEW = "new"
    SIGNING_IN = "signing_in"
    WELCOMED = "welcomed"
    LIVE = "live"
    CLOSED = "closed"


class Door(Struct, frozen=True, kw_only=True):
    """What `welcome` says about the desk at that moment. `session` is the session's secret."""

    session: str
    epoch: str
    head: Seq
    now: Instant
    desk: str
    files: int
    web: str = ""


# -- acts --------------------------------------------------------------------------------------


class Admit(Struct, frozen=True):
    """Ask the sign-in service."""

    hello: frames.Hello


class Start(Struct, frozen=True):
    """The client said what it holds: `scopes`, complete at `cursor`."""

    cursor: Seq
    scopes: dict[str, Projection]


class Write(Struct, frozen=True):
    """Write a frame."""

    frame: bytes


class Execute(Struct, frozen=True):
    """Submit commands to the desk; `refused` are answers to those that came too fast."""

    envelopes: tuple[frames.Envelope, ...]
    refused: tuple[frames.Answer, ...]


class Inquire(Struct, frozen=True):
    """Answer a query."""

    ask: frames.Ask


class Show(Struct, frozen=True):
    """Tell colleagues where the agent is."""

    here: frames.Here


class Compare(Struct, frozen=True):
    """Send the digests of the ready scopes."""


class Leave(Struct, frozen=True):
    """The client goes; with `forget` its device is signed out for good."""

    forget: bool


class End(Struct, frozen=True):
    """Write why, then close with `code`."""

    refusal: Refusal
    code: int


Act = Admit | Start | Write | Execute | Inquire | Show | Compare | Leave | End


class Session:
    """One connection's conversation. `agent` and `device` are known once it is welcomed."""

    __slots__ = (
        "_commands",
        "_epoch",
        "_heavy",
        "_heres",
        "_limits",
        "_replay",
        "_strikes",
        "agent",
        "device",
        "phase",
        "role",
    )

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._epoch = ""
        self._strikes: Strikes | None = None
        self._commands: Bucket | None = None
        self._replay: Bucket | None = None
        self._heavy: Bucket | None = None
        self._heres: Bucket | None = None
        self.phase = Phase.NEW
        self.agent = AgentId("")
        self.device = DeviceId("")
        self.role = ""

    def receive(self, data: bytes | str, *, now: float, head: Seq) -> Act | None:
        """What to do about a message. `now` is monotonic seconds, `head` the end of the log."""
        if self.phase is Phase.CLOSED:
            return None
        if self.phase is Phase.NEW:
            return self._receive_hello(data)
        if self.phase is Phase.SIGNING_IN:
            return self.end(Code.BAD_FRAME, CloseCode.NOT_SIGNED_IN)
        if isinstance(data, bytes):
            return self._complain(Refusal(code=Code.BAD_FRAME), now)
        try:
            frame = codec.decode_up(data)
        except Refused as refused:
            return self._complain(refused.refusal, now)
        return self._act_on(frame, now, head)

    def welcome(self, admitted: Admitted, door: Door) -> bytes:
        """The sign-in service said yes: the frame that says so."""
        self.phase = Phase.WELCOMED
        self.agent, self.device, self.role = admitted.agent, admitted.device, admitted.role
        self._epoch = door.epoch
        limits = self._limits
        return codec.encode(
            frames.Welcome(
                protocol=PROTOCOL,
                session=door.session,
                agent=admitted.agent,
                role=admitted.role,
                token=admitted.token,
                epoch=door.epoch,
                head=door.head,
                next_counter=admitted.next_counter,
                now=door.now,
                desk=door.desk,
                files=door.files,
                web=door.web,
                limits={
                    "frame_bytes": limits.frame_bytes,
                    "attachment_bytes": limits.attachment_bytes,
                    "attachments_per_message": limits.attachments_per_message,
                    "replay_a_second": int(limits.replay_a_second),
                },
            )
        )

    def end(self, reason: Code | Refusal, code: int) -> End:
        """The session is over; nothing that arrives from now on counts."""
        self.phase = Phase.CLOSED
        refusal = reason if isinstance(reason, Refusal) else Refusal(code=reason)
        return End(refusal, code)

    def take_heavy(self, now: float) -> Refusal | None:
        """Count a heavy query; the refusal if it is one too many."""
        if self._heavy is None:
            allowed = self._limits.heavy_a_minute
            self._heavy = Bucket(allowed / MINUTE_S, allowed)
        if self._heavy.take(1, now):
            return None
        return Refusal(code=Code.SLOW_DOWN, retry_after_ms=whole(1000 * self._heavy.wait_s(1, now)))

    # -- frames --------------------------------------------------------------------------------

    def _receive_hello(self, data: bytes | str) -> Act:
        if isinstance(data, bytes) or len(data) > self._limits.hello_bytes:
            return self.end(Code.BAD_FRAME, CloseCode.NOT_SIGNED_IN)
        try:
            hello = codec.decode_hello(data)
        except Refused:
            return self.end(Code.BAD_FRAME, CloseCode.NOT_SIGNED_IN)
        if not OLDEST_PROTOCOL <= hello.protocol <= PROTOCOL:
            return self.end(Code.PROTOCOL, CloseCode.NOT_SIGNED_IN)
        self.phase = Phase.SIGNING_IN
        return Admit(hello)

    def _act_on(self, frame: frames.Up, now: float, head: Seq) -> Act | None:
        if isinstance(frame, frames.Bye):
            self.phase = Phase.CLOSED
            return Leave(frame.forget)
        if self.phase is Phase.WELCOMED:
            if isinstance(frame, frames.Resume):
                return self._resume(frame, now, head)
            return self._complain(Refusal(code=Code.BAD_FRAME), now)
        match frame:
            case frames.Submit():
                return self._submit(frame.commands, now)
            case frames.Ask():
                return Inquire(frame)
            case frames.Here():
                return self._show(frame, now)
            case frames.CompareDigests():
                return Compare()
            case _:
                return self._complain(Refusal(code=Code.BAD_FRAME), now)

    def _resume(self, frame: frames.Resume, now: float, head: Seq) -> Act:
        if not frame.epoch:
            self.phase = Phase.LIVE
            return Start(0, {})
        if not all(map(_scope.match, frame.scopes)):
            return self._complain(Refusal(code=Code.BAD_FRAME, field="scopes"), now)
        if frame.epoch != self._epoch or frame.cursor > head:
            return Write(codec.encode(frames.Resync(epoch=self._epoch)))
        self.phase = Phase.LIVE
        return Start(frame.cursor, _held(frame.scopes))

    def _submit(self, envelopes: tuple[frames.Envelope, ...], now: float) -> Execute:
        """Let through what the rate allows: a single command is a gesture, several are a replay.

        After a refused one the rest of the frame is refused too, since their order is promised.
        """
        bucket = self._command_bucket() if len(envelopes) == 1 else self._replay_bucket()
        taken = bucket.take(len(envelopes), now)
        left = envelopes[taken:]
        refusal = Refusal(
            code=Code.SLOW_DOWN,
            retry_after_ms=whole(1000 * bucket.wait_s(len(left), now)) if left else None,
        )
        refused = tuple(frames.Answer(id=item.id, ok=False, refusal=refusal) for item in left)
        return Execute(envelopes[:taken], refused)

    def _show(self, here: frames.Here, now: float) -> Show | None:
        """Where somebody is costs a look at the ticket; to leave costs nothing, so it may always.

        What comes too fast is passed over: a client says again where it is while that is so.
        """
        if here.ticket is None:
            return Show(here)
        if self._heres is None:
            self._heres = Bucket(HERES_A_SECOND, HERE_BURST)
        return Show(here) if self._heres.take(1, now) else None

    def _command_bucket(self) -> Bucket:
        if self._commands is None:
            self._commands = Bucket(self._limits.commands_a_second, self._limits.command_burst)
        return self._commands

    def _replay_bucket(self) -> Bucket:
        if self._replay is None:
            rate = self._limits.replay_a_second
            self._replay = Bucket(rate, max(100.0, rate))
        return self._replay

    def _complain(self, refusal: Refusal, now: float) -> Act:
        if self._strikes is None:
            self._strikes = Strikes(self._limits.bad_frames_a_minute)
        if self._strikes.strike(now):
            return self.end(Code.BAD_FRAME, CloseCode.BAD_FRAMES)
        return Write(codec.encode(frames.Complaint(refusal=refusal)))


def _held(scopes: dict[str, Projection]) -> dict[str, Projection]:
    """The scopes of a `resume` that exist in that projection; names are shared by all sessions."""
    return {
        intern(scope): intern(projection)
        for scope, projection in scopes.items()
        if projection == FULL or (projection == OVERVIEW and scope.startswith("team:"))
    }
