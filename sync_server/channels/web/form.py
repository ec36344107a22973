# SPDX-License-Identifier: Apache-2.0
"""The page where anybody writes to a team: `/t/<id of the team, or its name in small letters>`.

What comes in here is always `unverified`: a form proves nothing about the address that is entered.
So nobody can speak in a known contact's name without a mark, and nobody can make the desk fill
somebody else's mailbox: it says no more to such an address than one fixed text a day.
"""

import re
import unicodedata
from collections.abc import Mapping
from http import HTTPStatus
from typing import Final
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from sync_server.channels.web import fields
from sync_server.channels.web.pages import Pages
from sync_server.channels.web.sending import BODY_BYTES, Outcome, Sending, Target
from sync_server.channels.web.site import Part
from sync_server.contract.entities import Team
from sync_server.contract.ids import TeamId
from sync_server.desk.desk import Desk

PREFIX: Final = "/t/"
SENT: Final = "sent"

_BETWEEN: Final = re.compile(r"[^a-z0-9]+")


class FormPages:
    """The pages of all teams that have one."""

    def __init__(self, desk: Desk, pages: Pages, sending: Sending) -> None:
        self._desk = desk
        self._pages = pages
        self._sending = sending

    @property
    def part(self) -> Part:
        """The part of the site below `/t/`."""
        routes: list[BaseRoute] = [
            Route(f"{PREFIX}{{team}}", self._show, methods=["GET"]),
            Route(f"{PREFIX}{{team}}", self._send, methods=["POST"]),
            Route(f"{PREFIX}{{team}}/{SENT}", self._thank, methods=["GET"]),
        ]
        return Part(PREFIX, routes, self._pages.problem, BODY_BYTES)

    async def show_all(self, request: Request) -> Response:
        """The page where one chooses whom to write to, if there is a choice."""
        teams = self._desk.roster.teams
        shown = sorted(teams_with_form(teams), key=lambda team: team.name)
        choices = [(team.name, f"{PREFIX}{quote(public_name(team, teams))}") for team in shown]
        if not choices:
            raise HTTPException(HTTPStatus.NOT_FOUND)
        if len(choices) == 1:
            return RedirectResponse(choices[0][1], HTTPStatus.FOUND)
        return self._pages.render("home.html", request, teams=choices)

    async def _show(self, request: Request) -> Response:
        return self._page(self._team(request), request)

    async def _send(self, request: Request) -> Response:
        team = self._team(request)
        target = Target(
            place=f"{PREFIX}{team.id}",
            names=fields.PERSON,
            team=team.id,
            is_ours=self._desk.roster.is_ours,
        )
        outcome = await self._sending.take(request, target)
        if outcome.taken:
            address = f"{PREFIX}{quote(request.path_params['team'], safe='')}/{SENT}"
            return RedirectResponse(address, HTTPStatus.SEE_OTHER)
        return self._page(team, request, outcome)

    async def _thank(self, request: Request) -> Response:
        team = self._team(request)
        return self._pages.render(
            "sent.html", request, team=team.name, again=self._address(request)
        )

    def _page(self, team: Team, request: Request, outcome: Outcome | None = None) -> Response:
        return self._pages.render(
            "form.html",
            request,
            team=team.name,
            action=self._address(request),
            **self._sending.shown(f"{PREFIX}{team.id}", outcome),
        )

    def _team(self, request: Request) -> Team:
        team = team_of(request.path_params["team"], self._desk.roster.teams)
        if team is None:
            raise HTTPException(HTTPStatus.NOT_FOUND)
        return team

    @staticmethod
    def _address(request: Request) -> str:
        return f"{PREFIX}{quote(request.path_params['team'], safe='')}"


def teams_with_form(teams: Mapping[TeamId, Team]) -> list[Team]:
    """The teams that have a page where customers write to them."""
    return [team for team in teams.values() if team.form and not team.disabled]


def team_of(name: str, teams: Mapping[TeamId, Team]) -> Team | None:
    """The team with this id or slug that has a page; no team when two have the same slug."""
    shown = teams_with_form(teams)
    by_id = [team for team in shown if team.id == name]
    found = by_id or [team for team in shown if slug(team.name) == name]
    return found[0] if len(found) == 1 else None


def public_name(team: Team, teams: Mapping[TeamId, Team]) -> str:
    """How the address of a team's page names it: as people would, where that is clear."""
    name = slug(team.name)
    return name if team_of(name, teams) == team else team.id


def slug(name: str) -> str:
    """A name as a part of an address: "Facturación & Ventas" is "facturacion-ventas"."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return _BETWEEN.sub("-", plain).strip("-")
