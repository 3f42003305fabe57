"""Textual's own bindings with an id each, so that a person can move them as well as ours."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from textual.binding import Binding, BindingType


def named(prefix: str, bindings: Iterable[BindingType], *, but: Iterable[str] = ()) -> list[BindingType]:
    """`bindings` with ids made of `prefix` and their actions, without those whose action is in `but`."""
    left_out = set(but)
    return [
        replace(binding, id=f"{prefix}.{_slug(binding.action)}", description=_lower(binding.description))
        for binding in bindings
        if isinstance(binding, Binding) and binding.action not in left_out
    ]


def _slug(action: str) -> str:
    return re.sub(r"[^a-z]+", "-", action.replace("(True)", "-select")).strip("-")


def _lower(description: str) -> str:
    return description[:1].lower() + description[1:]
