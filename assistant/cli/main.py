"""The root of the command line and the table of its commands."""

from __future__ import annotations

import os
import sys
from importlib import import_module

import click

from assistant.cli.common import ERROR, shared

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
}
"""Each command with the module and name it is loaded from, so that none loads what another needs."""


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


@click.group(cls=_Lazy, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--version", "show_version", is_flag=True, help="Print the version and leave.")
@shared
@click.pass_context
def whichflow(context: click.Context, *, show_version: bool, home: str | None, no_color: bool) -> None:
    """Choose, check and defend the architecture of a workflow.

    Without a command: the assistant, on a terminal as a full screen, otherwise as plain text.
    """
    if no_color:
        os.environ["NO_COLOR"] = "1"
    context.obj = {"home": home}
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
        whichflow.main(prog_name="whichflow")
    except BrokenPipeError:
        # Whoever read us has heard enough; the interpreter must not complain when it closes stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(ERROR)
