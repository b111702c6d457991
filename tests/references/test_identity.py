"""Names of one work in two spellings are one; parts of one book, and a preprint beside its article, are two."""

from pathlib import Path

import pytest

from tests.references.desk import article, audit

NIGHTS = "Carter P. The Nurse's Clock. Made-up Press; 2016. ISBN 978-0-306-40615-7"


@pytest.mark.parametrize(
    ("first", "second", "one"),
    [
        (NIGHTS, "Carter P. The nurse's clock. Made-up Press; 2016. ISBN 0-306-40615-2", True),
        (NIGHTS, "Carter P. The porter's clock. Made-up Press; 2018. ISBN 978-1-86197-876-9", False),
        (
            "Lind A. Sleep on ships at sea. In: The Clock Book. Made-up Press; 2016. ISBN 978-0-306-40615-7",
            "Marsh B. Naps in mines under ground. In: The Clock Book. Made-up Press; 2016. ISBN 978-0-306-40615-7",
            False,
        ),
        (
            "Lind A. Sleep of bees in boxes. arXiv:2301.00001v1. 2023.",
            "Lind A. Sleep of bees in boxes. 2023. https://arxiv.org/abs/2301.00001",
            True,
        ),
        (
            "Lind A. Sleep of bees in boxes. arXiv:2301.00001. 2023.",
            "Lind A. Sleep of bees in boxes. 2023. doi:10.48550/arXiv.2301.00001",
            True,
        ),
        (
            "Lind A. Sleep of bees in boxes. medRxiv. 2023. doi:10.1101/2023.01.01.23000001",
            "Lind A. Sleep of bees in boxes. Bee Notes. 2024. doi:10.5555/bees.1",
            False,
        ),
    ],
)
def test_one_work_or_two(tmp_path: Path, first: str, second: str, *, one: bool) -> None:
    report = audit(tmp_path / "s", article([{"entry": first}, {"entry": second}]), [])
    assert (report.references[0].same_as == ("2",)) is one
    assert any(each.code == "REF-004" for each in report.findings) is one
