"""Whether the source holds a claim's figures, and for the same thing."""
