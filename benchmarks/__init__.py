"""Measurements of whichflow, each its own program: `python -m benchmarks.engines`."""
