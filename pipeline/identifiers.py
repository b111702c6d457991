"""Names of works: finds and normalises DOI, PMID, PMCID, registry numbers, arXiv, ISBN and URLs, also inside URLs.

Pure functions, no network. `find_all` reads running text, `from_url` reads one address, `collect` sums up all
names that a piece of text (an entry of a reference list, say) gives. `url_key` says which addresses are the same.
"""

import re
from collections.abc import Iterable
from typing import Literal, NamedTuple
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from msgspec import structs

from pipeline.records.citation import Identifiers

Scheme = Literal["doi", "pmid", "pmcid", "nct", "isrctn", "eudract", "arxiv", "isbn", "url"]


class Found(NamedTuple):
    """A name in a text: `text[start:end] == raw`; `value` is normalised as `Identifiers` holds it."""

    scheme: Scheme
    value: str
    start: int
    end: int
    raw: str
    identifiers: Identifiers
    """All names that it gives: a publisher's URL may carry a DOI."""


_DOI_TAIL = r"(?:[^\s\"<>“”]|<\d+::[^\s<>]{1,40}>){1,2000}"
_KNOWN_HOSTS = (
    r"(?:(?:dx\.)?doi\.org|pubmed\.ncbi\.nlm\.nih\.gov|pmc\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov"
    r"|(?:classic\.)?clinicaltrials\.gov|isrctn\.com|europepmc\.org|arxiv\.org|medrxiv\.org|biorxiv\.org)"
)
_NAMES = re.compile(
    rf"""(?xi)
      (?P<url>      (?: https?:// | (?<![\w@.-])www\.(?=[\w-]+\.) | (?<![\w@./-]){_KNOWN_HOSTS}/(?=\w) )
                    [^\s<>"“”«»|\\^`{{}}]{{1,4000}} )
    | (?P<doi>      (?: \bdoi\s?:?\s? )? (?<![\d.])10\.\d{{4,9}}(?:\.\d{{1,9}})*/{_DOI_TAIL} )
    | \b(?:PMID|PubMed\ ID)\s?[:\#]?\s?(?P<pmid>\d{{1,8}})\b
    | (?: \bPMCID\s?:?\s? )? \bPMC\s?(?P<pmcid>\d{{4,9}})\b
    | \bNCT(?:\s|\ ?\#\ ?|-)?(?P<nct>\d{{8}})\b
    | \bISRCTN\s?(?P<isrctn>\d{{8}})\b
    | (?: \bEudraCT(?:\ (?:number|no\.?|nr\.?))?\s?[:\#]?\s? )?
      (?<![\d-])(?P<eudract>(?:19|20)\d\d-\d{{6}}-\d\d)(?![\d-])
    | \barXiv\s?:\s?(?P<arxiv>\d{{4}}\.\d{{4,5}}|[a-z-]{{2,12}}(?:\.[A-Z]{{2}})?/\d{{7}})(?:v\d{{1,2}})?\b
    | \bISBN(?:-1[03])?\s?:?\s?(?P<isbn>97[89][\d\ -]{{9,14}}[\dX]|\d[\d\ -]{{7,11}}[\dX])(?!\w)
    """
)
_AFTER_DOI = re.compile(
    r"(?i)[.;,]?(?:PMID|PMCID|Epub|Retrieved|Available|Accessed|https?:|\[(?:PubMed|Google|CrossRef))"
)
_LANDING = re.compile(
    r"""(?xi) (?: [./](?:full(?:[.-]?text)?|abstract|abs|e?pdf(?:direct|plus)?|epub|html?|summary|meta|references
    |citation|supplementary(?:-material)?|figures?|tables?|suppl_file/.*|reader|xml|fulltext/?.*)(?:\.pdf)? | /+ )$"""
)
_PREPRINT_VERSION = re.compile(r"(?i)^(10\.(?:1101|64898)/[\d.]+\d)v\d{1,2}(?:[./].*)?$")
_IN_PATH_DOI = re.compile(rf"(?<![\d.])10\.\d{{4,9}}(?:\.\d{{1,9}})*/{_DOI_TAIL}")
_TRACKING = re.compile(
    r"(?i)^(?:utm_\w*|gclid|fbclid|msclkid|dclid|yclid|igshid|mc_[ce]id|mkt_tok|_hs(?:enc|mi)|ref_?(?:src|url)?"
    r"|cmpid|s_cid|ncid|ga_\w*|spm|wt\.mc_id|_ga|_gl|trk|cid|smid|share|sharetype|source)$"
)
_WRAPPERS = re.compile(
    r"(?i)^(?:www\.)?(?:google\.[a-z.]+/url|l\.facebook\.com/l\.php|lm\.facebook\.com/l\.php|out\.reddit\.com/|"
    r"[\w.-]*safelinks\.protection\.outlook\.com/|t\.umblr\.com/redirect|href\.li/|duckduckgo\.com/l/)"
)
_ARCHIVE = re.compile(r"(?i)^https?://web\.archive\.org/web/\d{1,14}(?:[a-z]{2}_)?/(?P<inner>https?:/.*)$")
_PAIRS = {")": "(", "]": "[", "}": "{"}
_TRAILING = ".,;:!?'\"”’»…*_·-–—"


def find_all(text: str) -> tuple[Found, ...]:
    """Every name in `text`, in order, never overlapping; trailing punctuation is left out of the span."""
    found = (_found(match) for match in _NAMES.finditer(text))
    return tuple(name for name in found if name is not None)


def collect(text: str, links: Iterable[str] = ()) -> Identifiers:
    """All names that `text` and the addresses `links` give; of two of one scheme the first counts."""
    return merge([*(name.identifiers for name in find_all(text)), *(from_url(link) for link in links)])


def merge(several: Iterable[Identifiers]) -> Identifiers:
    """One record with the first value of every scheme."""
    names: dict[str, str] = {}
    for identifiers in several:
        for scheme, value in structs.asdict(identifiers).items():
            if value:
                names.setdefault(scheme, value)
    return Identifiers(**names)


def normalise_doi(raw: str) -> str | None:
    """A DOI in lower case without prefix, resolver or trailing punctuation; None if `raw` holds none."""
    match = _IN_PATH_DOI.search(unquote(raw) if "%2" in raw.lower() else raw)
    if match is None:
        return None
    doi = match.group()
    cut = _AFTER_DOI.search(doi)
    doi = trim(doi[: cut.start()] if cut else doi)
    return doi.lower() if re.fullmatch(r"10\.[\d.]{4,}/\S+", doi) else None


def from_url(url: str) -> Identifiers:
    """Every name that an address carries, itself first.

    Publishers hide DOIs in paths (`/doi/full/10.…`, `/articles/10.…/full`, `?id=10.…`); Nature, eLife, the BMJ and
    the Lancet build theirs by rule. Redirect wrappers (Google Docs exports) and the Web Archive are looked through.
    """
    raw = unwrap(url.strip())
    parts = split(raw)
    if parts is None:
        return Identifiers(url=raw or None)
    host, path, query = parts
    names: dict[str, str | None] = {"url": raw, "doi": _doi_of(host, path, query)}
    names |= _registry_names(host, path, query)
    return Identifiers(**names)


def split(url: str) -> tuple[str, str, str] | None:
    """Host (lower case, without `www.` and port), path and query of an address; None if it is none."""
    try:
        parts = urlsplit(url if "://" in url else "https://" + url)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return None
    return (host, parts.path, parts.query) if host else None


def unwrap(url: str) -> str:
    """The address that a redirect wrapper or the Web Archive carries inside, else `url` itself."""
    archived = _ARCHIVE.match(url)
    if archived:
        return re.sub(r"^(https?:)/+", r"\1//", archived["inner"])
    if not _WRAPPERS.match(re.sub(r"^https?://", "", url)):
        return url
    try:
        query = dict(parse_qsl(urlsplit(url).query))
    except ValueError:
        return url
    inner = next((query[key] for key in ("q", "url", "u", "uddg", "z") if key in query), "")
    return inner if inner.startswith(("http://", "https://")) else url


def url_key(url: str) -> str:
    """What two spellings of one address share: host without `www.`, path, query without tracking; no fragment."""
    parts = split(unwrap(url.strip()))
    if parts is None:
        return url.strip()
    host, path, query = parts
    kept = [(key, value) for key, value in parse_qsl(query, keep_blank_values=True) if not _TRACKING.match(key)]
    tail = "?" + urlencode(kept) if kept else ""
    return host + (path.rstrip("/") or "") + tail


def without_tracking(url: str) -> str:
    """`url` without the parameters that only tell where a reader came from; nothing else changes."""
    address, hash_sign, fragment = url.partition("#")
    address, question, query = address.partition("?")
    kept = "&".join(pair for pair in query.split("&") if pair and not _TRACKING.match(pair.partition("=")[0]))
    return address + (question + kept if kept else "") + hash_sign + fragment


def trim(raw: str) -> str:
    """Without trailing punctuation and closing brackets that were never opened: `10.1016/s0140(97)1).` loses two."""
    end = len(raw)
    while end:
        last = raw[end - 1]
        closes_nothing = last in _PAIRS and raw.count(last, 0, end) > raw.count(_PAIRS[last], 0, end)
        if not closes_nothing and last not in _TRAILING:
            break
        end -= 1
    return raw[:end]


def valid_isbn(digits: str) -> bool:
    """Does the check digit hold (ISO 2108)?"""
    if len(digits) == 13 and digits.isdecimal():
        return sum(int(digit) * (3 if at % 2 else 1) for at, digit in enumerate(digits)) % 10 == 0
    if len(digits) == 10 and digits[:9].isdecimal():
        last = 10 if digits[9] == "X" else int(digits[9])
        return (sum(int(digit) * (10 - at) for at, digit in enumerate(digits[:9])) + last) % 11 == 0
    return False


def _found(match: re.Match[str]) -> Found | None:
    scheme = match.lastgroup
    raw = match.group()
    if scheme == "url":
        raw = trim(raw)
        return _record("url", raw, match.start(), raw, from_url(raw)) if split(raw) else None
    if scheme == "doi":
        cut = _AFTER_DOI.search(raw)
        raw = trim(raw[: cut.start()] if cut else raw)
        doi = normalise_doi(raw)
        return _record("doi", doi, match.start(), raw, Identifiers(doi=doi)) if doi else None
    assert scheme is not None
    value = _NORMAL[scheme](match[scheme])
    if value is None:
        return None
    return _record(scheme, value, match.start(), raw, Identifiers(**{scheme: value}))  # type: ignore[arg-type]


def _record(scheme: Scheme, value: str, start: int, raw: str, names: Identifiers) -> Found:
    return Found(scheme, value, start, start + len(raw), raw, names)


def _isbn(raw: str) -> str | None:
    digits = re.sub(r"[ -]", "", raw).upper()
    return digits if valid_isbn(digits) else None


_NORMAL = {
    "pmid": lambda raw: raw.lstrip("0") or None,
    "pmcid": lambda raw: "PMC" + raw,
    "nct": lambda raw: "NCT" + raw,
    "isrctn": lambda raw: "ISRCTN" + raw,
    "eudract": lambda raw: raw,
    "arxiv": lambda raw: raw,
    "isbn": _isbn,
}


def _doi_of(host: str, path: str, query: str) -> str | None:
    place = unquote(path)
    match = _IN_PATH_DOI.search(place)
    if match:
        return _landing_doi(match.group())
    for _, value in parse_qsl(query):
        if _IN_PATH_DOI.match(value.removeprefix("doi:")):
            return normalise_doi(value)
    for pattern, prefix in _BY_RULE:
        built = pattern.match(f"{host}{place}")
        if built:
            return (prefix + built[1]).lower()
    return None


_BY_RULE = (
    (re.compile(r"nature\.com/articles/([a-z]{1,12}\d[\w-]*(?:\.\d+)*)(?:\.pdf|/.*)?$"), "10.1038/"),
    (re.compile(r"elifesciences\.org/articles/(\d{4,6})"), "10.7554/elife."),
    (re.compile(r"bmj\.com/content/\d+/(bmj[.-][\w-]+)"), "10.1136/"),
    (re.compile(r"thelancet\.com/.*PII(S[\dX-]+\(\d\d\)[\dX-]+)"), "10.1016/"),
)
"""Publishers whose DOI is their article number behind a fixed prefix."""


def _landing_doi(raw: str) -> str | None:
    doi = trim(raw)
    for _ in range(4):
        shorter = _LANDING.sub("", doi)
        if shorter == doi or shorter.count("/") < 1 or shorter.endswith("/"):
            break
        doi = shorter
    doi = _PREPRINT_VERSION.sub(r"\1", doi.rstrip("/"))
    return normalise_doi(doi)


def _registry_names(host: str, path: str, query: str) -> dict[str, str | None]:
    """PMID, PMCID and registry numbers that stand in addresses of the services that give them out."""
    place = path + ("?" + query if query else "")
    if host.endswith(("ncbi.nlm.nih.gov", "europepmc.org")):
        pmc = re.search(r"(?i)/(?:articles|article/PMC|abstract/PMC|api/fulltextRepo\?pprId=)/?(PMC\d+)", place)
        pmid = re.search(r"(?i)(?:/pubmed/|/article/MED/|/abstract/MED/|[?&]term=|^/)(\d{1,8})(?:/|$|[?&#])", place)
        return {
            "pmcid": pmc[1].upper() if pmc else None,
            "pmid": pmid[1] if pmid and not pmc else None,
        }
    if host.endswith(("clinicaltrials.gov", "trialbulletin.com")):
        nct = re.search(r"(?i)NCT\d{8}", place)
        return {"nct": nct[0].upper() if nct else None}
    if host == "isrctn.com":
        isrctn = re.search(r"(?i)ISRCTN\d{8}", place)
        return {"isrctn": isrctn[0].upper() if isrctn else None}
    if host.endswith("clinicaltrialsregister.eu"):
        eudract = re.search(r"\d{4}-\d{6}-\d\d", place)
        return {"eudract": eudract[0] if eudract else None}
    if host.endswith("arxiv.org"):
        arxiv = re.search(r"/(?:abs|pdf|html)/(\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})", place)
        return {"arxiv": arxiv[1] if arxiv else None}
    return {}
