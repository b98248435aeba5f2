"""Owning a team: which teams somebody owns, and who may take one over."""

from collections.abc import Mapping
from typing import Any

from chalicelib.accounts.session import SignedIn
from chalicelib.store.space import State
from chalicelib.teams import team as teams
from chalicelib.teams.member import Member

# Who comes first when a team has to find another owner; guests never own one.
HEIRS = ("admin", "member")


def owned(account: SignedIn) -> list[Member]:
    """The account's places in the teams that it owns."""
    return [place for place in teams.of(account) if place.role == "owner"]


def heirs(state: State, without: str) -> list[tuple[str, Mapping[str, Any]]]:
    """The (id, record) of those who may take the team over from the member `without`, who comes first first."""
    found = [(id, one) for id, one in others(state, without) if one["role"] in HEIRS]
    return sorted(found, key=lambda one: (HEIRS.index(one[1]["role"]), one[1]["joined_at"], one[0]))


def others(state: State, without: str) -> list[tuple[str, Mapping[str, Any]]]:
    """Everybody who is in the team beside the member `without`."""
    return [(id, one) for id, one in state.of("member").items() if id != without and "left_at" not in one]


def is_owner(state: State, id: str) -> bool:
    """Whether the member `id` owns the team."""
    return bool(state.of("member")[id]["role"] == "owner")
