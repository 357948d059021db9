from datetime import date
from pathlib import Path

from tests.ledgers import Office
from tests.papers.entered import filed_proposal, hand_to
from tests.papers.paper_samples import proposal
from tests.papers.printing import said, write
from zxdesk.papers.proposal import proposal_content


def test_a_proposals_sheet_shows_who_what_and_what_became_of_it(tmp_path: Path) -> None:
    text = said(write("提案", tmp_path, proposal()))
    for words in ("案号：1", "程立言", "主办：县交通运输局", "办理结果A类", "满意", "三、建议"):
        assert words in text


def test_a_proposal_holds_its_people_units_and_replies(
    office: Office, units: tuple[int, int]
) -> None:
    first = office.member("程立言", employer="县医院", job="院长")
    second = office.member("罗知行")
    made = filed_proposal(
        office, "7", first_signer_id=first, joint_signers=(second,), text="一、情况"
    )
    hand_to(office, made, units[1], role="会办")
    replied = {"replied_on": date(2026, 5, 1), "reply_number": "水函1号", "grade": "A"}
    hand_to(office, made, units[0], **replied)
    for member, opinion in ((second, "不满意"), (first, "满意")):
        office.add("feedback", proposal_id=made, member_id=member, satisfaction=opinion)
    content = proposal_content(office.ledger, made)
    assert (content.session, content.number, content.text) == ("五届三次", "7", "一、情况")
    assert [(one.name, one.post) for one in content.proposers] == [
        ("程立言", "县医院 院长"),
        ("罗知行", ""),
    ]
    assert content.units == (("主办", "县水务局"), ("会办", "县交通局"))
    assert [(one.unit, one.number, one.grade) for one in content.replies] == [
        ("县水务局", "水函1号", "A")
    ]
    assert content.satisfaction == "满意"
