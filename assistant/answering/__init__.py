"""Answers to questions from the guide: what is asked, what the rules make of it, and what is said."""
