"""The book as a Mermaid graph: what is told, the rules by table, and what they conclude.

Every edge of the rules that the verdict hangs on is drawn. The other tables have theirs in common: with one
for each of their rules the graph would pass the 500 edges at which Mermaid refuses to draw.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rules.model import Book
from rules.rule import Rule


def book_graph(book: Book) -> str:
    """The graph as Mermaid text, the same for the same book."""
    return "\n".join(_lines(book)) + "\n"


def _lines(book: Book) -> Iterator[str]:
    read = dict.fromkeys(each.topic for rule in book.rules for each in (*rule.when, *rule.unless))
    concluded = dict.fromkeys(each.topic for rule in book.rules for each in rule.then)
    facts = [fact.id for fact in book.facts if fact.id in read]
    others = [topic for topic in read if topic not in concluded and topic not in book.facts_by_id]
    # Numbers for names: a name of the book might be a word of Mermaid's, such as `end`.
    names = {topic: f"f{place}" for place, topic in enumerate([*facts, *others])}
    names |= {topic: f"c{place}" for place, topic in enumerate(concluded)}
    yield "flowchart LR"
    yield from _group("facts", "facts", [f'{names[topic]}["{topic}"]' for topic in facts])
    if others:
        yield from _group("talk", "told by the conversation", [f'{names[t]}["{t}"]' for t in others])
    tables: dict[str, list[Rule]] = {}
    for rule in book.rules:
        tables.setdefault(rule.table, []).append(rule)
    places = {rule.id: f"r{place}" for place, rule in enumerate(book.rules)}
    for place, (table, rules) in enumerate(tables.items()):
        yield from _group(f"t{place}", table, [f'{places[rule.id]}("{rule.id}")' for rule in rules])
    yield from _group("conclusions", "conclusions", [f'{names[t]}(["{t}"])' for t in concluded])
    deciding = {rule.id for rule in book.outcome_rules}
    for place, rules in enumerate(tables.values()):
        apart = [rule for rule in rules if rule.id in deciding]
        together = [rule for rule in rules if rule.id not in deciding]
        for rule in apart:
            yield from _edges(places[rule.id], [rule], names)
        yield from _edges(f"t{place}", together, names)


def _group(name: str, title: str, nodes: list[str]) -> Iterator[str]:
    yield f'  subgraph {name}["{title}"]'
    yield from (f"    {node}" for node in nodes)
    yield "  end"


def _edges(node: str, rules: Iterable[Rule], names: dict[str, str]) -> Iterator[str]:
    """Into `node` from what its rules read, dotted for an exception, and out to what they conclude."""
    rules = list(rules)
    for topic in dict.fromkeys(each.topic for rule in rules for each in rule.when):
        yield f"  {names[topic]} --> {node}"
    for topic in dict.fromkeys(each.topic for rule in rules for each in rule.unless):
        yield f"  {names[topic]} -. unless .-> {node}"
    for topic in dict.fromkeys(each.topic for rule in rules for each in rule.then):
        yield f"  {node} --> {names[topic]}"
