"""A press release's single result: told as settled it is overstated, told as seen it is only remarked on."""

from pipeline.verification import verify

RELEASE = (
    "Larkfield College reported that a weekly nap lowered the share of pupils with a detention from 30% to 22%.",
)


def test_told_as_settled_it_is_held_against_the_claim() -> None:
    judged = verify("Weekly naps have been shown to lower detentions.", RELEASE, "press_release").judged
    assert "STA-002" in {one.code for one in judged.objections if one.verdict == "overstated"}


def test_told_as_seen_it_is_a_remark() -> None:
    judged = verify("A weekly nap lowered the share of pupils with a detention.", RELEASE, "press_release").judged
    assert "STA-002" in {one.code for one in judged.objections}
    assert "STA-002" not in {one.code for one in judged.objections if one.verdict}


def test_a_kind_that_no_word_of_the_text_tells_accuses_what_is_told_as_settled_alone() -> None:
    source = ("Standing desks relieved back pain in 140 office workers.",)
    settled = verify("Standing desks relieve back pain.", source, "preprint").judged
    seen = verify("Standing desks relieved back pain in 140 office workers.", source, "preprint").judged
    assert "STA-003" in {one.code for one in settled.objections if one.verdict == "overstated"}
    assert "STA-003" not in {one.code for one in seen.objections if one.verdict}
