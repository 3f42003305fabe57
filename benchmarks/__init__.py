"""Measurements of whichflow: `python -m benchmarks` for all ratios, and a program for each subject."""

import os

# Some surroundings forbid Python to keep what it has compiled. What is installed has its bytecode, ours like
# that of the libraries beside it; else whichflow alone would be compiled anew at every start.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
