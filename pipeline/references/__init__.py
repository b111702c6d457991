"""What stands in an entry of a reference list, and what the records of the cited work say to it.

`standing` sums up retractions over the registries; `likeness` compares titles, people, journals and years as
editors would; `restyle` writes the corrected entry in the article's own style.
"""
