"""What follows from what a person tells us: facts, rules, the engine that chains them, and the verdict."""
