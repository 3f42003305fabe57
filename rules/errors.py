"""What can go wrong with the rules; light to import, so that whoever reports it loads nothing else."""

from __future__ import annotations


class RulesError(Exception):
    """The rules cannot be used. The words say what is wrong and how to mend it."""


class EngineError(RulesError):
    """The engine could not be loaded, could not take the book, or did not behave as it must."""


class BookError(RulesError):
    """The rule book cannot be used. Its words name the file, the line and what to mend."""


class SpaceError(RulesError):
    """A kept answer space is not whole, or the rules conclude two verdicts at once."""
