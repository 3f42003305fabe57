"""Measurements of whichflow: `python -m benchmarks` for all ratios, and a program for each subject."""
