"""Abbreviations whose full stop does not end a sentence, lower case with the stop."""

ENDS_NOTHING = frozenset(
    """al. e.g. i.e. vs. cf. ca. approx. fig. figs. eq. ref. refs. no. nos. vol. dr. mr. mrs. ms. prof. st. jr. sr.
    dept. univ. inc. ltd. co. corp. est. resp. min. max. incl. excl. p. pp. ed. eds. suppl. jan. feb. mar. apr. jun.
    jul. aug. sep. sept. oct. nov. dec. ph.d. m.d. viz. sec. ch. art. v. g. e. i. n. b. c. d. f. j. k. l. m. o. q. r.
    s. t. u. w. x. y. z. a. h.""".split()
)
