"""The papers and the trial that the tests of the chain and of later runs cite."""

from msgspec.structs import replace

from pipeline.records.citation import Reference
from tests.net.world.desk import reference
from tests.net.world.services import Paper, Trial

LONG = "\n\n".join(
    f"In part {at} of the trial, {80 + at} of 160 patients were given the new drug and {40 + at} of them had fewer "
    "attacks after twelve weeks than before, while the others were given a placebo and kept a diary of every attack. "
    "Nurses who did not know who had been given what counted the attacks each week and wrote them down by hand."
    for at in range(12)
)
ABSTRACT = "Of 160 patients, 92 were given the new drug. Attacks became fewer in 52 of them after twelve weeks."
OPEN = Paper(
    "10.5555/open.1",
    "A new drug against attacks in adults",
    pmid="11111111",
    pmcid="PMC1111111",
    abstract=ABSTRACT,
    body=LONG,
    open=True,
)
CLOSED = Paper(
    "10.5555/closed.1",
    "An old drug against attacks in children",
    pmid="22222222",
    abstract=ABSTRACT,
    body=LONG,
    page="abstract",
)
PAGE = Paper("10.5555/page.1", "A page about walking and the heart", body=LONG, abstract=ABSTRACT)
GREEN = Paper(
    "10.5555/green.1",
    "Sleep and memory in the elderly at home",
    pmid="33333333",
    abstract=ABSTRACT,
    body=LONG,
    page="challenge",
    oa_pdf="https://repository.test/green",
)
OWN_PDF = Paper("10.5555/pdf.1", "Garlic and blood pressure in men", abstract=ABSTRACT, body=LONG, page="pdf")
DATA = Paper(
    "10.5555/data.1", "Data of a survey on colds and warm clothes", registrar="datacite", abstract=ABSTRACT, body=LONG
)
TRIAL = Trial("NCT01234567", "A trial of the new drug")
READER = replace(OWN_PDF, doi="10.5555/reader.1", page="reader")


def doi(paper: Paper, label: str = "1") -> Reference:
    return reference(label, f"{paper.title}. https://doi.org/{paper.doi}", f"https://doi.org/{paper.doi}")
