"""rules: the rule book, or one rule of it, as a person reads it."""

from __future__ import annotations

import click

from assistant.cli.common import ERROR, fail, json_option, put, put_json, shared, troubles


@click.command()
@click.argument("rule_id", required=False, metavar="[ID]")
@json_option
@shared
def rules(*, rule_id: str | None, as_json: bool, home: str | None, no_color: bool) -> None:  # noqa: ARG001
    """List the rule book, or show the rule ID: if, then, because, sections."""
    from assistant.rule_words import nearest_rules, rule_json, rule_lines  # noqa: PLC0415
    from rules.reading import shipped_book  # noqa: PLC0415

    with troubles():
        book = shipped_book()
    if rule_id is None:
        if as_json:
            put_json([rule_json(rule) for rule in book.rules])
            return
        table = ""
        for rule in book.rules:
            if rule.table != table:
                put(f"{rule.table}:")
                table = rule.table
            put(f"  {rule.id}  {rule.because}")
        return
    if rule_id not in book.rules_by_id:
        fail(
            f"There is no rule {rule_id[:60]!r}; the nearest are {', '.join(nearest_rules(book, rule_id))}.",
            ERROR,
        )
        return
    rule = book.rules_by_id[rule_id]
    if as_json:
        put_json(rule_json(rule))
    else:
        put("\n".join(rule_lines(rule, book)))
