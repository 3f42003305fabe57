"""Troubles that a person can do something about."""

from __future__ import annotations


class Trouble(Exception):
    """Something went wrong that one clear sentence can tell: what, where, and how to mend it."""


class BadInput(Trouble):
    """What was given cannot be read: the file, line and key are named where there are any."""
