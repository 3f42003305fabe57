"""rules: the rule book, or one rule of it, as a person reads it; its graph, and its proof."""

from __future__ import annotations

import os
import sys

import click

from assistant.cli import completion_values as values
from assistant.cli.common import ERROR, fail, household, json_option, put, put_json, shared, troubles


@click.command()
@click.argument("rule_id", required=False, metavar="[ID]", shell_complete=values.rule_ids)
@click.option("--verify", is_flag=True, help="Prove the book's invariants; exit code 1 on a breach.")
@click.option("--quick", is_flag=True, help="With --verify: a seeded sample instead of the whole space.")
@click.option("--graph", is_flag=True, help="Print the book as a Mermaid graph.")
@json_option
@shared
def rules(*, rule_id: str | None, verify: bool, quick: bool, graph: bool, as_json: bool) -> None:
    """List the rule book, or show the rule ID: if, then, because, sections."""
    if sum((rule_id is not None, verify, graph)) > 1:
        raise click.UsageError("give a rule's ID, --verify or --graph, one of them")
    if quick and not verify:
        raise click.UsageError("--quick belongs to --verify")
    if graph and as_json:
        raise click.UsageError("the graph is Mermaid text; --graph has no JSON")
    if verify:
        _verify(thoroughly=not quick, as_json=as_json)
    elif graph:
        _graph()
    else:
        _show(rule_id, as_json=as_json)


def _verify(*, thoroughly: bool, as_json: bool) -> None:
    from assistant.rule_words import check_lines, excuse_lines, proof_json  # noqa: PLC0415
    from rules.reading import shipped_book  # noqa: PLC0415
    from rules.verifying import verify  # noqa: PLC0415

    with troubles():
        sections = frozenset(section.id for section in household().base.sections())
        checks = verify(
            shipped_book(), sections, thoroughly=thoroughly, workers=os.cpu_count() or 1, progress=_progress
        )
    sys.stderr.write("\n")
    if as_json:
        put_json(proof_json(checks, thoroughly=thoroughly))
    else:
        for check in checks:
            put("\n".join(check_lines(check)))
        put("\n".join(excuse_lines()))
    sys.exit(0 if all(check.holds for check in checks) else ERROR)


def _progress(what: str, done: int, of: int) -> None:
    """A line on stderr that draws itself over."""
    sys.stderr.write(f"\r{f'{what}: {100 * done // of}%':<60}")
    sys.stderr.flush()


def _graph() -> None:
    from rules.reading import shipped_book  # noqa: PLC0415
    from rules.verifying.graph import book_graph  # noqa: PLC0415

    with troubles():
        put(book_graph(shipped_book()).rstrip("\n"))


def _show(rule_id: str | None, *, as_json: bool) -> None:
    from assistant.rule_words import nearest_rules, rule_json, rule_lines  # noqa: PLC0415
    from rules.deciding import shipped_answer_book  # noqa: PLC0415
    from rules.reading import shipped_book  # noqa: PLC0415

    with troubles():
        books = (shipped_book().rules, shipped_answer_book().rules)
    every = {rule.id: (rule, rules) for rules in books for rule in rules}
    if rule_id is None:
        if as_json:
            put_json([rule_json(rule) for rule, _ in every.values()])
            return
        table = ""
        for rule, _ in every.values():
            if rule.table != table:
                put(f"{rule.table}:")
                table = rule.table
            put(f"  {rule.id}  {rule.because}")
        return
    if rule_id not in every:
        nearest = ", ".join(nearest_rules((rule for rule, _ in every.values()), rule_id))
        fail(f"There is no rule {rule_id[:60]!r}; the nearest are {nearest}.", ERROR)
        return
    rule, rules_beside = every[rule_id]
    if as_json:
        put_json(rule_json(rule))
    else:
        put("\n".join(rule_lines(rule, rules_beside)))
