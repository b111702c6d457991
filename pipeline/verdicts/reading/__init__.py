"""What a sentence tells: denial, direction, comparison, effect, outcome. Nothing here knows of a verdict."""
