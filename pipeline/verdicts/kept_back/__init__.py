"""What keeps a claim from being called supported, however near a passage stands. None of it accuses."""
