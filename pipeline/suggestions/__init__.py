"""Says it right: the shortest change of a claim's own words that its source bears out, or nothing.

`suggest(judged, objection)` builds candidates from the quoted passage (`figures`, `wordings`, `statuses`), refuses
each that says more than passage and claim do (`guard`), and audits what is left as if the article had said it
(`audit`). What is still objected to is never shown: no suggestion is better than a clumsy one.
"""

from pipeline.suggestions.engine import suggest
from pipeline.suggestions.guard import refusal

__all__ = ["refusal", "suggest"]
