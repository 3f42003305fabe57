"""A small rule book as files, for what is about reading one."""

FACTS = """version: "1"
facts:
  - id: colour
    kind: choice
    decides: true
    sections: [models]
    choices:
      - {value: red, label: Red}
      - {value: blue, label: Blue}
  - id: wheels
    kind: count
    sections: [models/wheels]
    bands:
      - {value: few, below: 3}
"""
TABLE = """table: paint
rules:
  - id: stands-out
    when: {colour: red}
    then: {start: bright}
    because: "Red is seen from afar."
    sections: [models]
    basis: stated
  - id: stays-hidden
    when: {colour: blue}
    unless: {start: bright}
    then: {start: dark}
    because: "Blue is not."
    sections: [models, models/wheels]
    basis: inferred
"""
POLICIES = """policies:
  - {id: bright-first, says: "Bright comes first."}
"""
SMALL = {"facts.yaml": FACTS, "paint.yaml": TABLE, "policies.yaml": POLICIES}
