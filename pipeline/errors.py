"""The exception tree. Only what a person must mend is an exception; what the world does is a value.

::

    AuditError              one clear line: what, where, how to mend it; the command ends with 2
    ├── ArticleError        an article can't be read (encoding, empty, unknown format)
    ├── LexiconError        a word list or rule file is wrong; names file and entry
    ├── ConfigError         a bad option or setting
    └── SnapshotError       a snapshot folder is damaged; names file and line
"""


class AuditError(Exception):
    """Base of all: its text is the one line that the person reads."""


class ArticleError(AuditError):
    """The article itself can't be audited."""


class LexiconError(AuditError):
    """A data file of words or rules can't be used."""


class ConfigError(AuditError):
    """An option or a setting makes no sense."""


class SnapshotError(AuditError):
    """A snapshot folder is damaged, or a path in it leaves it."""
