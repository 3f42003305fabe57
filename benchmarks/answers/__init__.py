"""How well and how fast questions are answered, by whichflow and by searches that are at everybody's hand."""
