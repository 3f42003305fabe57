"""The root of the command line and the table of its commands."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

import click

from assistant.cli.common import ERROR, fail, shared, without_color
from assistant.text import clean_lines

_COMMANDS = {
    "interview": ("assistant.cli.interview", "interview"),
    "ask": ("assistant.cli.readers", "ask"),
    "assess": ("assistant.cli.assess", "assess"),
    "guide": ("assistant.cli.readers", "guide"),
    "rules": ("assistant.cli.rules", "rules"),
    "record": ("assistant.cli.record", "record"),
    "session": ("assistant.cli.session", "session"),
    "schema": ("assistant.cli.readers", "schema"),
    "doctor": ("assistant.cli.doctor", "doctor"),
    "completion": ("assistant.cli.completion", "completion"),
}
"""Each command with the module and name it is loaded from, so that none loads what another needs."""


_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO}
"""What a disk says that takes no more of what is printed."""


class _Lazy(click.Group):
    """A group that imports a command when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _COMMANDS:
            return None
        module, name = _COMMANDS[cmd_name]
        command = getattr(import_module(module), name)
        return command if isinstance(command, click.Command) else None

    def make_context(self, *given: Any, **named: Any) -> click.Context:  # noqa: ANN401  (as click has it)
        with _harmless():
            return super().make_context(*given, **named)

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401  (as click has it)
        with _harmless():
            return super().invoke(ctx)


@contextmanager
def _harmless() -> Iterator[None]:
    """Clean what click says of a wrong use: it repeats words of the command line as they are."""
    try:
        yield
    except click.ClickException as error:
        vars(error)["message"] = clean_lines(error.message)
        raise


@click.group(cls=_Lazy, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--version", "show_version", is_flag=True, help="Print the version and leave.")
@shared
@click.pass_context
def whichflow(context: click.Context, *, show_version: bool) -> None:
    """Choose, check and defend the architecture of a workflow.

    Without a command: the assistant, on a terminal as a full screen, otherwise as plain text.
    """
    if without_color():
        os.environ["NO_COLOR"] = "1"
    if show_version:
        # Loading it takes some twenty milliseconds, and no other command needs it.
        from importlib.metadata import version  # noqa: PLC0415

        click.echo(f"whichflow {version('whichflow')}")
        return
    if context.invoked_subcommand is None:
        command = whichflow.get_command(context, "interview")
        if command is not None:
            context.invoke(command, doors=True)


def main() -> None:
    """Run the command line; the process ends with the exit code of house rules."""
    # Started with a stream closed, Python has none; an empty one says the same.
    sys.stdin = sys.stdin or open(os.devnull)  # noqa: PTH123, SIM115  (open as long as the process)
    sys.stdout = sys.stdout or open(os.devnull, "w")  # noqa: PTH123, SIM115
    sys.stderr = sys.stderr or open(os.devnull, "w")  # noqa: PTH123, SIM115
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        # What a terminal or pipe cannot encode must not end in a traceback.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace" if stream is sys.stdin else "backslashreplace")
    try:
        try:
            whichflow.main(prog_name="whichflow")
        finally:
            sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read us has heard enough; the interpreter must not complain when it closes stdout.
        _silence()
        sys.exit(ERROR)
    except OSError as error:
        if error.errno not in _FULL:
            # What no command foresaw, such as a name that is too long for the file system.
            where = (
                f"{os.fsdecode(error.filename)[:200]}: " if isinstance(error.filename, str | bytes) else ""
            )
            fail(f"{where}{error.strerror or error}.")
        _silence()
        fail(f"What was to be printed cannot be written ({error.strerror}); make room where it goes.")


def _silence() -> None:
    """Let stdout lead nowhere, so that nothing is complained of when it is closed."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
