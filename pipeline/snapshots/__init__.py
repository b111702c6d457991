"""The snapshot folder: what was fetched or added, kept so that an audit can be run again without a network.

`index` reads and judges the lines of `index.jsonl`; `store` writes captures so that a killed run loses at most the
one under way; `lookup` finds captures by every name that they carry. `Snapshots` puts the three together for the
folders of one run; `beside` names the folders that lie with an article.
"""

from pipeline.snapshots.folders import Snapshots, beside, read_body
from pipeline.snapshots.index import INDEX, Line, Problem, read_index
from pipeline.snapshots.store import Store, unwritable

__all__ = ["INDEX", "Line", "Problem", "Snapshots", "Store", "beside", "read_body", "read_index", "unwritable"]
