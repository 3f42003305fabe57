"""What a picture shows: nodes, edges and the border, from which every renderer draws the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["start", "step", "outside", "state", "topic", "event", "more", "end", "failure"]
"""outside: a step or state that something from outside makes happen; event: what crosses the border of a
hybrid; more: the steps that are left out; failure: where a run ends that went wrong."""
Way = Literal["next", "event", "fails"]
"""next: the run goes on; event: by an event, over a topic; fails: from any step or state to a failure."""
Border = Literal["core", "edge"]


@dataclass(frozen=True, slots=True)
class Node:
    """One thing drawn; `label` is one clean line."""

    id: str
    label: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Edge:
    """An arrow between two nodes, by their ids."""

    source: str
    target: str
    way: Way = "next"
    label: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """One side of a hybrid's border, with the ids of the nodes on it."""

    name: Border
    title: str
    nodes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """A whole picture; `groups` is empty where there is no border."""

    start: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    groups: tuple[Group, ...] = ()

    def of(self, *kinds: Kind) -> tuple[Node, ...]:
        """The nodes of these kinds, in their order."""
        return tuple(node for node in self.nodes if node.kind in kinds)
