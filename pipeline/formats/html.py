"""The report for people: one self-contained HTML file."""

from pipeline.formats import Format
from pipeline.page import render

FORMAT = Format(name="html", suffix=".html", render=render)
