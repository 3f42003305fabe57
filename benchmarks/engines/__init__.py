"""The shipped rules on our engine, on CLIPS and on experta: the same conclusions, and what each costs."""
