"""The records that stages hand to each other: frozen, made of tuples, strings, numbers and records.

A stage never edits a record: it builds the next one (`msgspec.structs.replace`). One file a subject:
`article` (what was read), `citation` (what it cites), `fact` (what a sentence states), `claim`,
`source` (what was got), `verdict` (how claim and passage compare), `report` (the public JSON).
"""
