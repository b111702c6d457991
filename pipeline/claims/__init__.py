"""From sentences to claims: cut into clauses, name what each states, find which citation governs it."""
