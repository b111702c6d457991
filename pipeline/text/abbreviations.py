"""Abbreviations and what their full stop means, lower case with the stop.

Three kinds: those that always go on, those that go on before a number, and those that end a sentence only where a
word follows that opens sentences (`Inc. The drug`, but `Inc. Chief`). Single letters are initials or names of things
(`J. Smith`, `vitamin D. Then`): the word before or after tells.
"""

GOES_ON = frozenset(
    """e.g. i.e. vs. cf. ca. approx. fig. figs. eq. eqs. ref. refs. vol. dr. drs. mr. mrs. ms. prof. st. dept. univ.
    est. resp. incl. excl. pp. eds. suppl. viz. v. mt. gen. sgt. rev. hon. nr. e.g i.e""".split()
)
"""Their full stop never ends a sentence."""

BEFORE_NUMBER = frozenset(
    "no. nos. jan. feb. mar. apr. jun. jul. aug. sep. sept. oct. nov. dec. p. ch. sec. art.".split()
)
"""Go on before a number; otherwise they are words or end the sentence."""

OPEN = frozenset(
    """al. inc. ltd. co. corp. jr. sr. ph.d. m.d. b.sc. m.sc. d.phil. u.s. u.k. u.n. e.u. u.s.a. d.c. ed. min. max.
    sec. hr. hrs. wk. wks. mo. mos. yr. yrs. a.m. p.m. etc. et.""".split()
)
"""End a sentence only before one of `OPENERS`."""

OPENERS = frozenset(
    """the a an this these those that it its he she they we you i in on at for but and however although though while
    when where if as after before during both all no there such one most many some several each overall patients
    participants people researchers scientists results studies our their his her by to with among because since so
    then also another other more yet what how why who compared not nor or from under until unlike within without
    given despite instead meanwhile moreover furthermore finally first second third still only even according are is
    was were do does did can could will would may might should has have had here over across between through out
    two three four five six seven eight nine ten half recent recently current currently early later today now once
    women men children adults doctors experts evidence research findings treatment side
    common new traditional""".split()
)
"""Words that begin sentences and hardly ever follow an initial or a company's `Inc.`."""

LETTERED = frozenset(
    """vitamin vitamins hepatitis type group groups phase arm arms class grade stage schedule influenza factor panel
    appendix table figure box plan cohort strain blood immunoglobulin part category level tier score option section
    complex coenzyme provitamin study trial subtype serotype bipolar cluster variant and or""".split()
)
"""Nouns that a single letter names: `hepatitis C.`"""
