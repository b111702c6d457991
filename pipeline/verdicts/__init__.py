"""How a verdict is made: whether a passage bears a claim out, which word wins, how sure each outcome is."""
