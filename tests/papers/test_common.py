import pytest

from tests.ledgers import Office
from zxdesk.errors import UserError
from zxdesk.papers.attendance import attendance_content
from zxdesk.papers.common import rank
from zxdesk.papers.minutes import minutes_content
from zxdesk.papers.opinion_issue import opinion_issue_content
from zxdesk.papers.proposal import proposal_content
from zxdesk.papers.sign_in import sign_in_content


def test_papers_of_a_deleted_event_are_refused(office: Office) -> None:
    for paper in (minutes_content, attendance_content):
        with pytest.raises(UserError, match="已被删除"):
            paper(office.ledger, 99)


def test_posts_have_their_rank() -> None:
    posts = ["委员", "副主席", "", "主席", "秘书长", "常务委员"]
    assert sorted(posts, key=rank) == ["主席", "副主席", "秘书长", "常务委员", "委员", ""]


def test_papers_of_deleted_records_are_refused(office: Office) -> None:
    for paper in (proposal_content, sign_in_content, opinion_issue_content):
        with pytest.raises(UserError, match="已被删除"):
            paper(office.ledger, 99)
