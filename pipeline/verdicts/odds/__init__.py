"""Wall: one way a file in which claim and source are at odds in meaning (`at_odds.py` asks them in their order)."""
