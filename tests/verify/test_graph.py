"""The graph is Mermaid that draws: declared nodes, closed groups, and within Mermaid's limits."""

from __future__ import annotations

import re

from rules.model import Book
from rules.verifying.graph import book_graph

NODE = re.compile(r'    ([frc]\d+)(?:\["[a-z0-9_-]+"\]|\("[a-z0-9_-]+"\)|\(\["[a-z0-9_-]+"\]\))')
GROUP = re.compile(r'  subgraph (facts|talk|conclusions|t\d+)\["[a-z -]+"\]')
EDGE = re.compile(r"  ([fcrt]\d+) (?:-->|-\. unless \.->) ([fcrt]\d+)")


def test_every_line_is_a_group_a_node_or_an_edge_between_what_is_declared(book: Book) -> None:
    first, *lines = book_graph(book).splitlines()
    assert first == "flowchart LR"
    declared: set[str] = set()
    depth, edges = 0, []
    for line in lines:
        if group := GROUP.fullmatch(line):
            depth += 1
            declared.add(group[1])
        elif line == "  end":
            depth -= 1
        elif node := NODE.fullmatch(line):
            assert depth == 1
            assert node[1] not in declared
            declared.add(node[1])
        else:
            edge = EDGE.fullmatch(line)
            assert edge, line
            edges.append(edge.groups())
        assert depth in {0, 1}
    assert depth == 0
    assert {end for edge in edges for end in edge} <= declared
    assert len(edges) < 500


def test_it_holds_every_rule_once_and_is_short_enough(book: Book) -> None:
    graph = book_graph(book)
    for rule in book.rules:
        assert graph.count(f'("{rule.id}")') == 1
    assert len(graph) < 50_000
    assert graph == book_graph(book)


def test_a_need_leads_from_its_fact_to_the_direction(book: Book) -> None:
    graph = book_graph(book)
    names = {name: node for node, name in re.findall(r'([frc]\d+)\W+"([a-z0-9_-]+)"', graph)}
    assert f"  {names['external_events']} --> {names['needs-events']}\n" in graph
    assert f"  {names['needs-events']} --> {names['needs']}\n" in graph
    assert f"  {names['needs']} -. unless .-> {names['events-alone']}\n" in graph
    assert f"  {names['events-alone']} --> {names['direction']}\n" in graph
