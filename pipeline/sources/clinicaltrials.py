"""Reads a study of ClinicalTrials.gov (API v2): every value a quotable line under its field's plain name.

Field paths: the service's OpenAPI 2.0.3 (retrieval notes, section 4). Three rules of judgement are kept by keeping
the words apart: an ESTIMATED enrolment is a plan; an arm without the type PLACEBO_COMPARATOR may still be called a
placebo in its description; the masking's own description may say more than its level.
"""

import re

from pipeline.records.citation import Identifiers
from pipeline.records.source import Arm, Capture, Metadata, Reading, Trial
from pipeline.sources import Reader, unread
from pipeline.sources.classify import Ending
from pipeline.sources.clinicaltrials_results import put_results
from pipeline.sources.fields import Fields
from pipeline.sources.json_tree import Tree, at, integer, load, records, string, strings

NAME = "clinicaltrials"
_NCT = re.compile(r"(?i)NCT\d{8}")
_OUTCOMES = (
    ("primaryOutcomes", "Primary outcome"),
    ("secondaryOutcomes", "Secondary outcome"),
    ("otherOutcomes", "Other outcome"),
)
_DATES = (
    ("startDateStruct", "Start date"),
    ("primaryCompletionDateStruct", "Primary completion date"),
    ("completionDateStruct", "Completion date"),
    ("studyFirstPostDateStruct", "First posted"),
    ("resultsFirstPostDateStruct", "Results first posted"),
    ("lastUpdatePostDateStruct", "Last update posted"),
)


def accepts(_capture: Capture, head: bytes) -> bool:
    """A study, or a list of studies, of API v2."""
    return head.startswith(b"{") and (b'"protocolSection"' in head or b'"studies"' in head)


def read(capture: Capture, body: bytes) -> Reading:
    """The study that the capture asked for, scope `registry`."""
    tree = load(body)
    if isinstance(tree, Ending):
        return unread(capture, tree, NAME)
    study = _asked_for(capture, tree)
    protocol = at(study, "protocolSection")
    number = string(protocol, "identificationModule", "nctId").upper()
    if study is None or not _NCT.fullmatch(number):
        return unread(capture, Ending("not_found", "The registry's answer holds no study under this number."), NAME)
    trial = _trial(study, protocol, number)
    fields = Fields()
    _put_identification(fields, protocol)
    _put_status(fields, protocol)
    _put_design(fields, protocol)
    _put_arms(fields, protocol)
    _put_outcomes(fields, protocol)
    _put_people(fields, protocol)
    put_results(fields, at(study, "resultsSection"))
    return fields.reading(capture, NAME, "registry", _metadata(protocol, number, trial), trial)


def _asked_for(capture: Capture, tree: Tree) -> Tree | None:
    """Of a list of studies the one whose number stands in the capture's address."""
    if "protocolSection" in tree:
        return tree
    found = records(tree, "studies")
    asked = {number.upper() for number in _NCT.findall(f"{capture.url} {capture.final_url}")}
    named = [one for one in found if string(one, "protocolSection", "identificationModule", "nctId").upper() in asked]
    if len(named) == 1:
        return named[0]
    return found[0] if len(found) == 1 and not asked else None


def _put_identification(fields: Fields, protocol: Tree) -> None:
    module = at(protocol, "identificationModule")
    fields.title(string(module, "briefTitle"))
    if string(module, "officialTitle") != string(module, "briefTitle"):
        fields.title(string(module, "officialTitle"))
    fields.put("Registration number", string(module, "nctId"))
    fields.put("Acronym", string(module, "acronym"))
    fields.put("Organisation", string(module, "organization", "fullName"))
    sponsors = at(protocol, "sponsorCollaboratorsModule")
    fields.put("Lead sponsor", string(sponsors, "leadSponsor", "name"))
    fields.put("Class of the lead sponsor", string(sponsors, "leadSponsor", "class"))
    for one in records(sponsors, "collaborators"):
        fields.put("Collaborator", string(one, "name"))
    fields.put("Brief summary", string(protocol, "descriptionModule", "briefSummary"))
    fields.put("Detailed description", string(protocol, "descriptionModule", "detailedDescription"))
    for condition in strings(protocol, "conditionsModule", "conditions"):
        fields.put("Condition", condition)


def _put_status(fields: Fields, protocol: Tree) -> None:
    module = at(protocol, "statusModule")
    fields.put("Overall status", string(module, "overallStatus"))
    fields.put("Last known status", string(module, "lastKnownStatus"))
    fields.put("Status verified", string(module, "statusVerifiedDate"))
    fields.put("Why stopped", string(module, "whyStopped"))
    for key, name in _DATES:
        fields.put(name, string(module, key, "date"))
        fields.put(f"{name}, type", string(module, key, "type"))


def _put_design(fields: Fields, protocol: Tree) -> None:
    module = at(protocol, "designModule")
    info = at(module, "designInfo")
    masking = at(info, "maskingInfo")
    fields.put("Study type", string(module, "studyType"))
    for phase in strings(module, "phases"):
        fields.put("Phase", phase)
    fields.put("Allocation", string(info, "allocation"))
    fields.put("Intervention model", string(info, "interventionModel"))
    fields.put("Intervention model, description", string(info, "interventionModelDescription"))
    fields.put("Observational model", string(info, "observationalModel"))
    fields.put("Time perspective", string(info, "timePerspective"))
    fields.put("Primary purpose", string(info, "primaryPurpose"))
    fields.put("Masking", string(masking, "masking"))
    fields.put("Masking, description", string(masking, "maskingDescription"))
    for who in strings(masking, "whoMasked"):
        fields.put("Who is masked", who)
    fields.put("Enrolment", string(module, "enrollmentInfo", "count"))
    fields.put("Enrolment, type", string(module, "enrollmentInfo", "type"))


def _put_arms(fields: Fields, protocol: Tree) -> None:
    module = at(protocol, "armsInterventionsModule")
    for arm in records(module, "armGroups"):
        name = f"Arm: {string(arm, 'label')}"
        fields.put(name, string(arm, "label"))
        fields.put(f"{name}, type", string(arm, "type"))
        fields.put(f"{name}, description", string(arm, "description"))
        for intervention in strings(arm, "interventionNames"):
            fields.put(f"{name}, intervention", intervention)
    for one in records(module, "interventions"):
        name = f"Intervention: {string(one, 'name')}"
        fields.put(name, string(one, "name"))
        fields.put(f"{name}, type", string(one, "type"))
        fields.put(f"{name}, description", string(one, "description"))
        for other in strings(one, "otherNames"):
            fields.put(f"{name}, other name", other)


def _put_outcomes(fields: Fields, protocol: Tree) -> None:
    for key, name in _OUTCOMES:
        for one in records(protocol, "outcomesModule", key):
            fields.put(name, string(one, "measure"))
            fields.put(f"{name}, description", string(one, "description"))
            fields.put(f"{name}, time frame", string(one, "timeFrame"))


def _put_people(fields: Fields, protocol: Tree) -> None:
    module = at(protocol, "eligibilityModule")
    fields.put("Eligibility criteria", string(module, "eligibilityCriteria"))
    fields.put("Minimum age", string(module, "minimumAge"))
    fields.put("Maximum age", string(module, "maximumAge"))
    fields.put("Sex", string(module, "sex"))
    healthy = at(module, "healthyVolunteers")
    if isinstance(healthy, bool):
        fields.put("Healthy volunteers", "true" if healthy else "false")
    for site in records(protocol, "contactsLocationsModule", "locations"):
        for key, name in (
            ("facility", "Site"),
            ("city", "Site, city"),
            ("state", "Site, state"),
            ("country", "Site, country"),
        ):
            fields.put(name, string(site, key))


def _trial(study: Tree, protocol: Tree, number: str) -> Trial:
    status, design = at(protocol, "statusModule"), at(protocol, "designModule")
    info = at(design, "designInfo")
    groups = at(protocol, "armsInterventionsModule")
    sponsors = at(protocol, "sponsorCollaboratorsModule")
    sites = records(protocol, "contactsLocationsModule", "locations")
    return Trial(
        id=number,
        status=string(status, "overallStatus"),
        status_date=string(status, "lastUpdatePostDateStruct", "date") or string(status, "statusVerifiedDate") or None,
        why_stopped=string(status, "whyStopped") or None,
        study_type=string(design, "studyType"),
        phases=strings(design, "phases"),
        allocation=string(info, "allocation"),
        model=string(info, "interventionModel") or string(info, "observationalModel"),
        masking=string(info, "maskingInfo", "masking"),
        who_masked=strings(info, "maskingInfo", "whoMasked"),
        enrolment=integer(design, "enrollmentInfo", "count"),
        enrolment_type=string(design, "enrollmentInfo", "type"),
        arms=tuple(_arm(one) for one in records(groups, "armGroups")),
        conditions=strings(protocol, "conditionsModule", "conditions"),
        interventions=tuple(filter(None, (string(one, "name") for one in records(groups, "interventions")))),
        sponsor=string(sponsors, "leadSponsor", "name"),
        collaborators=tuple(filter(None, (string(one, "name") for one in records(sponsors, "collaborators")))),
        sites=tuple(filter(None, (_place(site) for site in sites))),
        start_date=string(status, "startDateStruct", "date") or None,
        primary_completion=string(status, "primaryCompletionDateStruct", "date") or None,
        completion=string(status, "completionDateStruct", "date") or None,
        has_results=at(study, "hasResults") is True or isinstance(at(study, "resultsSection"), dict),
    )


def _arm(arm: Tree) -> Arm:
    return Arm(string(arm, "label"), string(arm, "type"), string(arm, "description"), strings(arm, "interventionNames"))


def _place(site: Tree) -> str:
    return ", ".join(part for part in (string(site, key) for key in ("city", "state", "country")) if part)


def _metadata(protocol: Tree, number: str, trial: Trial) -> Metadata:
    """What the record says of itself; numbers of the same trial in other registries are names of it too."""
    module = at(protocol, "identificationModule")
    eudract = [one for one in records(module, "secondaryIdInfos") if string(one, "type") == "EUDRACT_NUMBER"]
    other = re.search(r"\d{4}-\d{6}-\d\d", string(eudract[0], "id")) if eudract else None
    return Metadata(
        title=string(module, "briefTitle") or string(module, "officialTitle") or None,
        authors=(trial.sponsor,) if trial.sponsor else (),
        date=trial.status_date,
        publisher="ClinicalTrials.gov",
        identifiers=Identifiers(nct=number, eudract=other[0] if other else None),
        types=tuple(filter(None, ("registry record", trial.study_type.lower()))),
    )


READER = Reader(name=NAME, accepts=accepts, read=read, rank=10)
