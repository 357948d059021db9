from datetime import date

from tests.ledgers import TODAY, Office
from tests.papers.entered import YEAR, filed_proposal
from zxdesk.papers.cases import proposals_in
from zxdesk.rules.periods import Period


def test_proposals_of_the_last_session_of_one_or_of_days(office: Office) -> None:
    old = filed_proposal(office, "1", session=2, submitted_on=date(2025, 1, 8))
    new = filed_proposal(office, "2")
    assert proposals_in(office.ledger, None) == [new]
    of_session = Period("五届二次", None, TODAY, (5, 2))
    assert proposals_in(office.ledger, of_session) == [old]
    assert proposals_in(office.ledger, YEAR) == [new]
