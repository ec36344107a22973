# SPDX-License-Identifier: Apache-2.0
"""The arguments of `deskbell-server api-key`, and the requests that they make."""

import argparse

from sync_server.contract.entities import RIGHTS
from sync_server.operations.requests import AddApiKey, AnyRequest, EndApiKey, ListApiKeys


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Of `api-key add`."""
    parser.add_argument("name", help="what the program is called here, such as 'Web shop'")
    parser.add_argument(
        "--right",
        action="append",
        choices=RIGHTS,
        required=True,
        help="what it may do; may be given several times",
    )
    parser.add_argument("--team", help="the team to whose tickets it is kept, by name or id")
    parser.add_argument(
        "--days", type=int, default=AddApiKey.DAYS, help="for how long it is good (180)"
    )


def name_argument(parser: argparse.ArgumentParser) -> None:
    """Of `api-key revoke`."""
    parser.add_argument("key", help="name or id; never the key itself")


def add_request(parsed: argparse.Namespace) -> AnyRequest:
    """What `api-key add` asks for."""
    return AddApiKey(
        name=parsed.name, rights=tuple(parsed.right), team=parsed.team, days=parsed.days
    )


def revoke_request(parsed: argparse.Namespace) -> AnyRequest:
    """What `api-key revoke` asks for."""
    return EndApiKey(key=parsed.key)


def list_request(_parsed: argparse.Namespace) -> AnyRequest:
    """What `api-key` alone, and `api-key list`, ask for."""
    return ListApiKeys()
