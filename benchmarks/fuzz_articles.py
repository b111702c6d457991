"""Fuzzes the readers of articles with atheris: no crash, no hang, bounded memory.

    pip install atheris          # not a dependency of the project: only this script needs it
    python benchmarks/fuzz_articles.py html -max_total_time=150 -timeout=10 -rss_limit_mb=1500

The first argument names the reader (txt, html, md, docx, pdf, pdf-file, cite); the others are libFuzzer's. A whole run
is one call for each reader. Inputs that end in `ArticleError` are refusals and count as good; anything else
that is raised, a run of more than 10 seconds, or more memory than the limit, stops the fuzzer with the input kept.
For `docx` the bytes become the document part of a sound package, so that the fuzzer gets past the archive's checks.
For `pdf` they lay out pages of lines, for `pdf-file` they damage a sound file, which the worker reads (`fuzz_pdf`).
"""

import io
import sys
import zipfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import atheris

with atheris.instrument_imports(include=["pipeline", "markdown_it", "mammoth", "mdit_py_plugins"]):
    import pipeline.articles.pdf
    from benchmarks.fuzz_pdf import damaged, pages_of, run_worker
    from pipeline.errors import ArticleError
    from pipeline.records.article import Article
    from pipeline.stages.cite import cite
    from pipeline.stages.read import read

_SUFFIXES = {
    "txt": ".txt",
    "html": ".html",
    "md": ".md",
    "docx": ".docx",
    "pdf": ".pdf",
    "pdf-file": ".pdf",
    "cite": ".txt",
}
_LARGEST = 20_000
_WORD = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TYPES = b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
_SEEDS = {
    "txt": "Title\n\nA trial [1, 3–5] of 193¹ people.\u200bThen more. HealingBeyond it.\n\n"
    "References\n\n[1] Doe J. T. 2020. 10.1000/x",
    "cite": "Doe et al. (2020a, b) and (Roe & Poe, 2019; WHO, 2021) NCT01234567 https://doi.org/10.1000/a(b).\n\n"
    "References\n\n1. Doe J, Roe R. T. J. 2020;1:2.",
    "html": "<h1>T</h1><p>193<sup>1</sup> 10<sup>-4</sup> m<sup>2</sup><a href='#fn1'>1</a></p><table><tr><th>a<td>b"
    "</table><ol><li id=fn1>x</ol>[caption id='a']y[/caption]",
    "md": "---\ntitle: x\n---\n# T\n\nA^1^ b[^a] [1]\n\n| a | b |\n|--|--|\n| 1 | 2 |\n\n[^a]: n\n[1]: https://a.b\n<div>x</div>",
    "docx": "<w:body><w:p><w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>1</w:t></w:r>"
    "<w:ins w:author='a'><w:r><w:t>x</w:t></w:r></w:ins></w:p></w:body>",
    "pdf": "pages of lines, each with a place of its own " * 20,
    "pdf-file": "0",
}


def check(article: Article) -> None:
    """What holds for every article."""
    text = article.text
    last = 0
    for block in article.blocks:
        assert last <= block.start < block.end <= len(text)
        last = block.end
    for sentence in article.sentences:
        block = article.blocks[sentence.block]
        assert block.start <= sentence.start < sentence.end <= block.end
        assert text[sentence.start : sentence.end].strip()
    assert all(0 <= mark.start <= mark.end <= len(text) for mark in article.marks)
    cited = cite(article)
    labels = {reference.label for reference in cited.references}
    assert len(labels) == len(cited.references)
    for marker in cited.markers:
        assert set(marker.labels) <= labels
        assert 0 <= marker.start <= marker.end <= len(text)


def packaged(body: bytes) -> bytes:
    """A .docx whose document part is `body`."""
    out = io.BytesIO()
    relations = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", relations)
        archive.writestr("word/document.xml", b"<w:document " + _WORD + b">" + body + b"</w:document>")
    return out.getvalue()


def main() -> None:
    """Fuzz the reader that the first argument names."""
    name = sys.argv.pop(1)
    suffix = _SUFFIXES[name]

    def one(data: bytes) -> None:
        if name == "pdf-file":
            run_worker(damaged(data))
            return
        if name == "pdf":
            pages = pages_of(atheris.FuzzedDataProvider(data))
            pipeline.articles.pdf.pages = lambda _: pages
        whole = {"docx": packaged, "pdf": lambda _: b"%PDF-1.4"}.get(name, bytes)(data[:_LARGEST])
        try:
            article = read(whole, "fuzzed" + suffix)
        except ArticleError:
            return
        check(article)

    corpus = Path("build") / f"fuzz-{name}"
    corpus.mkdir(parents=True, exist_ok=True)
    (corpus / "seed").write_text(_SEEDS[name], encoding="utf-8")
    atheris.Setup([sys.argv[0], *sys.argv[1:], str(corpus), f"-artifact_prefix={corpus}/found-"], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
