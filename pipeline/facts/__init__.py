"""The engine that owns numbers, units, arms and time: extracts facts from text and compares them.

* `extract(text)` gives the facts that a text states, with their slots;
* `from_trial(trial)` and `from_cell(text, cell)` give those of structured records;
* `compare(claim, source)` says how one fact stands to another, and which slot decides;
* `number_stands(fact, others)` says whether a figure stands among others at all;
* `align(claim_facts, source_facts)` picks, for each fact of a claim, the one that fills the same slots.

The rule above all: a number is only called wrong beside one that measures the same thing of the same people.
"""

from pipeline.facts.alignment import align
from pipeline.facts.comparison import compare
from pipeline.facts.extraction import extract
from pipeline.facts.presence import number_stands
from pipeline.facts.structured import from_cell, from_trial

__all__ = ["align", "compare", "extract", "from_cell", "from_trial", "number_stands"]
