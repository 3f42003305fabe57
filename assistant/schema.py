"""The JSON Schema of the answer file, made from the rule book."""

from __future__ import annotations

from rules.model import UNSURE, Book, Fact


def answer_file_schema(book: Book) -> dict[str, object]:
    """A JSON Schema (2020-12) that a good answer file meets."""
    facts: dict[str, object] = {fact.id: _schema_of(fact) for fact in book.facts}
    answers = {"type": "object", "properties": facts, "additionalProperties": False}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "whichflow answer file",
        "type": "object",
        "properties": {
            "title": {"type": "string", "maxLength": 200},
            "flow": {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]},
            "answers": answers,
            **facts,
        },
        "additionalProperties": False,
    }


def _schema_of(fact: Fact) -> dict[str, object]:
    value = _value_of(fact)
    noted = {
        "type": "object",
        "properties": {"value": value, "note": {"type": "string"}},
        "additionalProperties": False,
    }
    described = {"description": fact.question.ask} if fact.question else {}
    return {"anyOf": [value, noted, {"type": "null"}], **described}


def _value_of(fact: Fact) -> dict[str, object]:
    words: dict[str, object] = {"enum": [*fact.values, UNSURE]}
    match fact.kind:
        case "text":
            return {"type": "string"}
        case "yes-no":
            return {"enum": [*fact.values, UNSURE, True, False]}
        case "count":
            return {"anyOf": [words, {"type": "integer", "minimum": 0}]}
        case "several":
            return {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}
        case "choice":
            return words if fact.decides or "other" not in fact.values else {"type": "string"}
