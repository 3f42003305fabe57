"""The command line: parses, calls, prints, sets the exit code; nothing else."""

from assistant.cli.main import main

__all__ = ["main"]
