"""Marked-up text made plain: superscripts given their meaning, white space folded, links and lines kept.

`runs` turns styled runs of any format into canonical text; `superscripts` says what a raised number means;
`tree` walks HTML into blocks of runs. Readers of articles and readers of sources share them.
"""

from pipeline.markup.runs import Inline, Run, resolve, split_lines, tidy, unseen
from pipeline.markup.superscripts import expand_labels, raised

__all__ = ["Inline", "Run", "expand_labels", "raised", "resolve", "split_lines", "tidy", "unseen"]
