"""Is a record itself a retraction, withdrawal, concern or correction, as its title alone says?

Publishers deposit many notices without the link to the paper (`update-to`), so that only their title tells. A title
counts that names the kind of notice and then the paper: behind a colon, in quotes, as "notice to …", or by its authors.
"Withdrawal of antidepressants" and "Correction of anaemia" are papers.
"""

import re

ANOTHER = "another work"
"""What a notice is about that names nothing."""
_KIND = (
    r"(?:retraction|withdrawal|(?:editorial )?expression of (?:editorial )?concern"
    r"|(?:(?:author|publisher|editorial|formal) )?correction|corrigendum|corrigenda|erratum|errata|addendum)"
)
_NOTICE = (
    rf"(?:(?:notice|statement|note) of {_KIND}(?: and replacement)?"
    rf"|{_KIND}(?:(?: and replacement)?,? (?:notice|note|statement))?)"
)
_ALONE = re.compile(rf"(?i)\W{{0,3}}{_NOTICE}\W{{0,3}}")
_COLON = re.compile(rf"(?i)\W{{0,3}}{_NOTICE}(?: (?:to|for|of|on))?\s?[:\]]\s*(?P<of>.+)")
_QUOTED = re.compile(
    rf"(?i)\W{{0,3}}{_NOTICE}(?:,)? (?:to|for|of|on)(?: the (?:article|paper|study))?,? (?P<of>[“‘\"'«].+)"
)
_SAID = re.compile(
    rf"(?i)\W{{0,3}}(?:(?:removal|{_KIND})(?: and replacement)?,? (?:notice|note|statement)|corrigendum|erratum)"
    r" (?:to|for|of|on) (?P<of>.+)"
)
_PEOPLE = re.compile(
    rf"(?i)\W{{0,3}}{_NOTICE} (?:to|for|of) (?P<of>\S+(?: \S+){{0,4}}? (?:et al\b|\(?(?:19|20)\d\d\b).*)"
)
_CORRECTION_TO = re.compile(r"\W{0,3}(?:Author |Publisher )?Correction to (?P<of>[A-Z]\S*(?: \S+){3,})")
"""With a capital behind it: "Correction to normal of serum sodium" is a paper."""
_IN_QUOTES = re.compile(r"[“\"«]([^“”\"«»]{3,})[”\"»]")
_LONGEST = 1_000


def notice_title(title: str) -> str | None:
    """What a title says that it retracts or corrects, as written there; None where the title is a paper's."""
    words = " ".join(title[:_LONGEST].split())
    if _ALONE.fullmatch(words):
        return ANOTHER
    for form in (_COLON, _QUOTED, _SAID, _PEOPLE, _CORRECTION_TO):
        if found := form.match(words):
            quoted = _IN_QUOTES.match(found["of"])
            of = (quoted[1] if quoted else found["of"]).strip(" .“”‘’\"'«»[]")
            return f"“{of}”" if of else ANOTHER
    return None
