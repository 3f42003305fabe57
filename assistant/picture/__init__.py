"""A picture of a start with the user's own steps: one model, and three ways to draw it."""
