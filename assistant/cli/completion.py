"""completion: the script by which a shell completes commands, options and their values."""

from __future__ import annotations

import click

from assistant.cli.common import put

SHELLS = ("bash", "zsh", "fish")


@click.command()
@click.argument("shell", type=click.Choice(SHELLS), metavar="|".join(SHELLS))
@click.pass_context
def completion(context: click.Context, *, shell: str) -> None:
    """Print the script by which a SHELL completes whichflow's commands, options and values.

    \b
    bash  put  eval "$(whichflow completion bash)"  into ~/.bashrc
    zsh   put  eval "$(whichflow completion zsh)"  into ~/.zshrc, behind compinit
    fish  whichflow completion fish > ~/.config/fish/completions/whichflow.fish
    """  # noqa: D301  (click's own mark for lines that stay as they are)
    from click.shell_completion import get_completion_class  # noqa: PLC0415

    kind = get_completion_class(shell)
    if kind is not None:
        put(kind(context.find_root().command, {}, "whichflow", "_WHICHFLOW_COMPLETE").source().rstrip("\n"))
