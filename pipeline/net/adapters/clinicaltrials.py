"""ClinicalTrials.gov API v2: the registry's own record of a trial.

Asked with the standard library's client: the service refuses httpx's TLS handshake. A work that also has a DOI or
PMID is a paper about the trial, and the registry is not asked on its behalf.
"""

from pipeline.net.adapters import Adapter, Fault, json_object, text_at
from pipeline.net.ask import Answer, Ask
from pipeline.net.known import Known
from pipeline.net.settings import FetchSettings


def asks(known: Known, _settings: FetchSettings) -> tuple[Ask, ...]:
    """The study by its number."""
    names = known.names
    if not names.nct or names.doi or names.pmid or names.pmcid:
        return ()
    return (
        Ask(
            f"https://clinicaltrials.gov/api/v2/studies/{names.nct}?format=json&markupFormat=markdown",
            "clinicaltrials",
            "clinicaltrials",
            "ClinicalTrials.gov",
            cites=f"https://clinicaltrials.gov/study/{names.nct}",
            accept="application/json",
            client="urllib",
            stands=True,
            days=1.0,  # registry status is what articles get wrong most: never older than a day
        ),
    )


def judge(_ask: Ask, answer: Answer) -> Fault | None:
    """A study names itself; anything else is not one."""
    number = text_at(json_object(answer), "protocolSection", "identificationModule", "nctId")
    return None if number else Fault("unreadable", "the registry's answer holds no study")


ADAPTER = Adapter("clinicaltrials", asks, judge=judge)
