# SPDX-License-Identifier: Apache-2.0
"""A process that reads untrusted mail and may be killed: limits of time and memory for one mail.

A mail that asks for too much costs its own process. The process is kept between mails, because
starting one takes a quarter of a second and reading a mail takes a millisecond.
"""

import os
import signal
import sys
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec
from msgspec import Struct

from sync_server.channels.email.mail import MIB, MailLimits, MailRefused, ParsedMail, Reason
from sync_server.channels.email.parse import parse_mail

if sys.platform != "win32":
    import resource

_STALLED_AFTER = 10
"""Waiting times longer than this many time limits mean that the process is stuck, not busy."""
_START_SECONDS = 60.0
_EXIT_SECONDS = 5.0
_OUT_OF_MEMORY = 3
_WHOLE = b"whole"
_WITHOUT_HTML = b"without html"


class ProcessLimits(Struct, frozen=True, kw_only=True):
    """What one mail may use: seconds of processor time, bytes beside the program itself.

    Time is measured as the process's own, so a busy machine refuses no mail. Where the system
    cannot measure that (Windows), and for a process that sleeps, ten times as long on the clock.
    """

    cpu_seconds: float = 2.0
    memory: int = 256 * MIB


class _Refusal(Struct, frozen=True, tag=True):
    reason: Reason
    detail: str


class _Answer(Struct, frozen=True, tag=True):
    mail: ParsedMail


_encoder = msgspec.msgpack.Encoder()
_decoder: msgspec.msgpack.Decoder[_Answer | _Refusal] = msgspec.msgpack.Decoder(_Answer | _Refusal)


class ParserProcess:
    """Reads mails one after another in a process of its own. Blocks; not for two threads at once.

    Use as a context manager, or call `close`. After a mail that was killed the next one starts a
    new process.
    """

    def __init__(
        self, limits: MailLimits | None = None, process_limits: ProcessLimits | None = None
    ) -> None:
        self._limits = limits or MailLimits()
        self._process_limits = process_limits or ProcessLimits()
        self._process: SpawnProcess | None = None
        self._pipe: Connection | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def pid(self) -> int | None:
        """The process that is waiting for mail, if there is one."""
        return self._process.pid if self._process is not None else None

    def parse(self, raw: bytes) -> ParsedMail | MailRefused:
        """Read a mail; a refusal is returned, not raised.

        A mail whose HTML passes the limits of the process comes back without it.
        """
        if len(raw) > self._limits.max_raw:
            return MailRefused(
                Reason.TOO_LARGE, f"{len(raw)} bytes, at most {self._limits.max_raw}"
            )
        used = self._process is not None
        outcome = self._parse(raw, _WHOLE)
        if used and _reason(outcome) is Reason.CRASHED:
            # The process may have died of something else: a mail is blamed when a new one dies.
            outcome = self._parse(raw, _WHOLE)
        if _reason(outcome) in (Reason.CRASHED, Reason.TIMED_OUT):
            # Most often it was the HTML, and what the mail says can be read without.
            without_html = self._parse(raw, _WITHOUT_HTML)
            outcome = outcome if isinstance(without_html, MailRefused) else without_html
        return outcome

    def close(self) -> None:
        """End the process."""
        self._stop()

    def _parse(self, raw: bytes, how: bytes) -> ParsedMail | MailRefused:
        pipe = self._started()
        stalled = self._process_limits.cpu_seconds * _STALLED_AFTER
        try:
            pipe.send_bytes(how)
            pipe.send_bytes(raw)
            if not pipe.poll(stalled):
                return self._killed(Reason.TIMED_OUT)
            answer = _decoder.decode(pipe.recv_bytes())
        except (EOFError, OSError):
            return self._killed(None)
        except msgspec.MsgspecError:
            return self._killed(Reason.CRASHED)
        except BaseException:
            # Interrupted in the middle: the answer would be taken for that of the next mail.
            self._stop()
            raise
        if isinstance(answer, _Refusal):
            return MailRefused(answer.reason, answer.detail)
        return answer.mail

    def _started(self) -> Connection:
        if self._pipe is not None and self._process is not None and self._process.is_alive():
            return self._pipe
        self._stop()
        # Spawned, not forked: a fork of a server with threads may deadlock and shares its secrets.
        context = get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(
            target=_serve,
            args=(theirs, self._limits, self._process_limits),
            name="deskbell-mail",
            daemon=True,
        )
        process.start()
        theirs.close()
        self._process, self._pipe = process, ours
        try:
            if ours.poll(_START_SECONDS):
                ours.recv_bytes()
                return ours
        except (EOFError, OSError):
            pass
        self._stop()
        raise RuntimeError("The mail parser's process does not start")

    def _killed(self, reason: Reason | None) -> MailRefused:
        """The refusal for a mail that cost its process; without a reason, the exit code says it."""
        process = self._process
        if process is not None and reason is None:
            process.join(_EXIT_SECONDS)
            over_time = sys.platform != "win32" and process.exitcode == -signal.SIGPROF
            reason = Reason.TIMED_OUT if over_time else Reason.CRASHED
        self._stop()
        limits = self._process_limits
        if reason is Reason.TIMED_OUT:
            return MailRefused(reason, f"more than {limits.cpu_seconds:g} s")
        return MailRefused(Reason.CRASHED, f"{limits.memory // MIB} MiB of memory")

    def _stop(self) -> None:
        process, pipe = self._process, self._pipe
        self._process = self._pipe = None
        if pipe is not None:
            pipe.close()
        if process is not None:
            process.kill()
            process.join(_EXIT_SECONDS)
            if process.exitcode is not None:
                process.close()


def _reason(outcome: ParsedMail | MailRefused) -> Reason | None:
    return outcome.reason if isinstance(outcome, MailRefused) else None


def _serve(pipe: Connection, limits: MailLimits, process_limits: ProcessLimits) -> None:
    """The process: read, answer, until the other end is closed."""
    # An interrupt at the terminal is for the program; it ends this process by closing the pipe.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # A native library that runs out of memory prints, and what it prints could be of the mail.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    _limit_memory(process_limits.memory)
    without_html = msgspec.structs.replace(limits, max_html=0)
    pipe.send_bytes(b"ready")
    while True:
        try:
            chosen = limits if pipe.recv_bytes() == _WHOLE else without_html
            raw = pipe.recv_bytes()
            _time(process_limits.cpu_seconds)
            read = _read(raw, chosen)
            # Each of the three is as large as the mail, and two at once are enough.
            del raw
            answer = _encoder.encode(read)
            del read
            _time(0)
            pipe.send_bytes(answer)
            del answer
        except (EOFError, OSError):
            return
        except MemoryError:
            os._exit(_OUT_OF_MEMORY)


def _read(raw: bytes, limits: MailLimits) -> _Answer | _Refusal:
    try:
        return _Answer(parse_mail(raw, limits))
    except MailRefused as refused:
        return _Refusal(refused.reason, refused.detail)


def _time(seconds: float) -> None:
    """Have the system kill this process after so much processor time; 0 takes the order back."""
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_PROF, seconds)


def _limit_memory(allowed: int) -> None:
    """Allow so many bytes of address space beyond what the started program has."""
    if sys.platform != "win32":
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[0]
        used = int(pages) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (used + allowed, used + allowed))
