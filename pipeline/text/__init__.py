"""Tokens, sentences and stems: the only room that knows spaCy and the stemmer."""

from pipeline.text.language import Token, make_doc, nlp, sentence_spans, stem, tokens

__all__ = ["Token", "make_doc", "nlp", "sentence_spans", "stem", "tokens"]
