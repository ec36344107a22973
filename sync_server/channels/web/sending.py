# SPDX-License-Identifier: Apache-2.0
"""What the form and the ticket's page share: reading what is sent, how often, and why it is not.

Nothing is taken in unless the form is one of ours, from today, and everything in it is right; what
was typed goes back to the person with what to do. Browsers do not let a page choose files, so those
have to be chosen again, and the page says so.
"""

from collections.abc import Callable
from math import ceil
from typing import Any, Final

from msgspec import Struct
from starlette.exceptions import HTTPException
from starlette.requests import Request

from sync_server.channels.entered import Entered
from sync_server.channels.language import Words, mark
from sync_server.channels.web import fields
from sync_server.channels.web.allowances import Presses, Shares
from sync_server.channels.web.fields import Errors
from sync_server.channels.web.form_data import FormData, FormReader
from sync_server.channels.web.form_tokens import FormTokens
from sync_server.channels.web.incoming import Incoming
from sync_server.config import MIB, Limits
from sync_server.contract.addresses import address_key
from sync_server.contract.frames import Answer
from sync_server.contract.ids import TeamId, TicketId
from sync_server.contract.refusals import Code
from sync_server.environment import Environment
from sync_server.security.rates import DAY_S, HOUR_S, Buckets
from sync_server.security.signing import plain_address
from sync_server.security.throttle import origin_of

BODY_BYTES: Final = 110 * MIB
"""Of a form: more than its files may have, so that files that are too large can be told of."""

HELD_BYTES: Final = 200 * MIB
HELD_BY_ONE: Final = 50 * MIB
"""Files of forms in memory, together and for one address of the network."""

_SITES: Final = ("same-origin", "none")
"""Where a browser says that a form comes from: our own page, or none. Others have no business here:
a page of theirs would have its readers fill us with forms.
"""

OLD: Final = mark(
    "This page was open for more than a day. Send it once more: your text is still here."
)
AGAIN: Final = mark("We cannot take messages at this moment. Try again in a few minutes.")
REFUSED: Final = mark(
    "We could not take this message. Answer the newest mail that you have from us."
)


class Outcome(Struct, frozen=True):
    """What became of a form: `answer` when the desk took it, else what to say to its sender.

    `problem` is about the form as a whole, `errors` about its fields. `retry_s` says when to try
    again.
    """

    form: FormData
    entered: Entered
    errors: Errors = {}
    problem: str = ""
    status: int = 422
    retry_s: float = 0.0
    ticket: TicketId | None = None

    @property
    def taken(self) -> bool:
        """Whether the desk has it."""
        return self.ticket is not None


class Target(Struct, frozen=True):
    """Where a form goes. `sender` replaces what its sender would have to enter.

    `is_ours` says which addresses are the desk's own. `room_bytes` is what files may have.
    """

    place: str
    names: tuple[str, ...]
    team: TeamId | None = None
    thread: TicketId | None = None
    sender: Entered | None = None
    room_bytes: int | None = None
    is_ours: Callable[[str], bool] = lambda _address: False


class Sending:
    """Takes forms in. Belongs to the event loop."""

    def __init__(
        self,
        incoming: Incoming,
        tokens: FormTokens,
        environment: Environment,
        *,
        limits: Limits,
        words: Callable[[Request], Words],
    ) -> None:
        self._words = words
        self._incoming = incoming
        self._tokens = tokens
        self._environment = environment
        shares = Shares(whole=HELD_BYTES, share=HELD_BY_ONE)
        self._reader = FormReader(shares, file_bytes=fields.FILE_BYTES)
        self._presses = Presses()
        self._by_origin = Buckets(limits.forms_an_hour / HOUR_S, limits.forms_burst)
        self._by_sender = Buckets(
            limits.forms_by_sender_a_day / DAY_S, limits.forms_by_sender_burst
        )

    def shown(self, place: str, outcome: Outcome | None) -> dict[str, Any]:
        """What `Pages.render` needs for the form of a path: empty, or as it was sent."""
        return {
            "status": 200 if outcome is None else outcome.status,
            "retry_s": 0.0 if outcome is None else outcome.retry_s,
            "token": self._tokens.make(place, now=self._environment.now_us()),
            "entered": fields.typed({} if outcome is None else outcome.form.fields),
            "errors": {} if outcome is None else outcome.errors,
            "problem": "" if outcome is None else outcome.problem,
            "files_again": outcome is not None and bool(outcome.form.files),
            "limits": fields,
        }

    async def take(self, request: Request, target: Target) -> Outcome:
        """Take in what a request's form says. Raises `HTTPException` for what is no form."""
        if request.headers.get("Sec-Fetch-Site", "none") not in _SITES:
            raise HTTPException(403, "Sent from a page of somebody else.")
        source = request.client.host if request.client is not None else ""
        with self._reader.room(origin_of(source)) as room:
            form = await self._reader.read(request, room)
            return await self._take(form, target, source=source, say=self._words(request))

    async def _take(self, form: FormData, target: Target, *, source: str, say: Words) -> Outcome:
        if unknown := fields.unknown_field(form, target.names):
            raise HTTPException(400, f"The form has no field “{unknown[:80]}”.")
        entered, errors = fields.check(form, target.names, say)
        if target.is_ours(plain_address(entered.address)):
            errors["address"] = say("This is our own address. Enter yours.")
        if target.room_bytes is not None and fields.FILES not in errors:
            errors |= _room_problem(form, target.room_bytes, say)
        if errors:
            return Outcome(form, entered, errors)
        now = self._environment.now_us()
        nonce = self._tokens.read(form.fields.get(fields.TOKEN, ""), target.place, now=now)
        if nonce is None:
            return Outcome(form, entered, problem=say(OLD))
        if target.sender is not None:
            entered = Entered(
                name=target.sender.name, address=target.sender.address, text=entered.text
            )
        identity = form.digest(target.place, nonce)
        if not self._presses.again(identity):
            wait = self._wait(source, entered.address, verified=target.sender is not None)
            if wait:
                return Outcome(form, entered, problem=_later(wait, say), status=429, retry_s=wait)
            self._presses.first(identity)
        try:
            answer, ticket = await self._incoming.take(
                identity,
                entered,
                form.files,
                source=source,
                team=target.team,
                thread=target.thread,
                unverified=target.sender is None,
            )
        except OSError:
            return Outcome(form, entered, problem=say(AGAIN), status=503, retry_s=60)
        if answer.ok:
            return Outcome(form, entered, ticket=ticket, status=303)
        return _refused(form, entered, answer, say=say)

    def _wait(self, source: str, address: str, *, verified: bool) -> float:
        """Seconds until one more may be sent; 0 when it may now, and then it is counted."""
        now = self._environment.monotonic()
        rates = [(self._by_origin, origin_of(source))]
        if not verified:
            rates.append((self._by_sender, address_key(address)))
        wait = max(rate.wait_s(key, now) for rate, key in rates)
        if not wait:
            for rate, key in rates:
                rate.take(key, now)
        return wait


def _room_problem(form: FormData, room_bytes: int, say: Words) -> Errors:
    size = sum(file.size for file in form.files)
    if size <= room_bytes:
        return {}
    if room_bytes <= 0:
        said = say("There is a limit of files a day for one ticket: no more files fit today.")
    else:
        said = say(
            "There is a limit of files a day for one ticket: {size} are left today.",
            size=say.size(room_bytes),
        )
    return {fields.FILES: said}


def _refused(form: FormData, entered: Entered, answer: Answer, *, say: Words) -> Outcome:
    refusal = answer.refusal
    code = None if refusal is None else refusal.code
    if code in (Code.READ_ONLY, Code.STORAGE_FULL, Code.SLOW_DOWN, Code.INTERNAL):
        return Outcome(form, entered, problem=say(AGAIN), status=503, retry_s=60)
    return Outcome(form, entered, problem=say(REFUSED), status=409)


def _later(wait_s: float, say: Words) -> str:
    if wait_s >= HOUR_S:
        hours = ceil(wait_s / HOUR_S)
        time = say("an hour") if hours == 1 else say("{count} hours", count=hours)
    else:
        minutes = ceil(wait_s / 60)
        time = say("a minute") if minutes == 1 else say("{count} minutes", count=minutes)
    return say(
        "Many messages came from you in a short time. Send this one in {time}: it is kept here.",
        time=time,
    )
