"""The HTML report: one file, no request, readable without scripts; and the answer for terminals.

`render(report)` gives `<slug>.html`, `index(reports)` gives `index.html`, `answer(report, path)` the lines that the
command prints. Everything is read from the public record `Report`; nothing is decided here.
"""

from pipeline.page.overview import index
from pipeline.page.render import render
from pipeline.page.terminal import answer, coloured, progress

__all__ = ["answer", "coloured", "index", "progress", "render"]
