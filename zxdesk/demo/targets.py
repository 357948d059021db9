"""What the county's office has set itself: quotas, figures it watches, stars for its venues."""

from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from zxdesk.demo.brands import CONSULT
from zxdesk.demo.units import OFFICE
from zxdesk.demo.venues import PARLOUR
from zxdesk.records import KINDS
from zxdesk.services.ratings import GivenRating, propose_rating, save_rating
from zxdesk.services.records import create
from zxdesk.store import Ledger

_SCHEME = "委员会客厅星级评定办法"
# Title, most points, figure, points for each; the last is what the office judges itself.
_ITEMS = (
    ("开展活动", 60, "event.held", 10),
    ("意见建议", 20, "suggestion.count", 4),
    ("阵地建设", 20, None, None),
)
_THRESHOLDS = ((5, 80), (4, 65), (3, 45))
# Name, figure, objects, label, condition on the objects, number, span.
_QUOTAS = (
    ("请你来协商（6+X）", f"event.held 品牌={CONSULT} 类型=协商会", "全体", None, None, 6, "年"),
    ("每个专委会每半年一次全体会议", "event.held 类型=专委会会议", "专委会", "主办单位", None, 1,
     "半年"),
    ("每个界别每年两次活动", "event.held", "界别", "主办单位", None, 2, "年"),
    ("会客厅每年四次活动（4+X）", "event.held", "阵地", "阵地", f"类型={PARLOUR}", 4, "年"),
    ("每季上报社情民意", "opinion.reported", "全体", None, None, 15, "季"),
)  # fmt: skip
_QUOTA_FIELDS = ("name", "expression", "each", "label", "among", "target", "span")
_SAVED = (
    ("本年立案提案", "proposal.filed"),
    ("提案办复率", "proposal.reply_rate"),
    ("委员读书活动", "event.held 类型=读书"),
    ("民生议事堂活动", "event.held 阵地类型=民生议事堂"),
    ("社情民意上报", "opinion.reported"),
    ("已解决的问题", "problem.count 状态=已解决"),
)


def set_targets(ledger: Ledger) -> None:
    """Enter the quotas, the saved figures and the ratings of last year."""
    with ledger.write("设定指标任务、常用数字和星级方案") as session:
        for quota in _QUOTAS:
            values = dict(zip(_QUOTA_FIELDS, quota, strict=True))
            _make(session, ledger, "quota", **values, first_year=ledger.today.year - 1)
        for position, (name, expression) in enumerate(_SAVED, 1):
            _make(
                session, ledger, "saved_figure", name=name, expression=expression, position=position
            )
        scheme = _make(
            session, ledger, "rating_scheme", name=_SCHEME, items=_ITEMS, thresholds=_THRESHOLDS
        )
    for venue in _parlours(ledger):
        _rate(ledger, venue, scheme)


def _make(session: Session, ledger: Ledger, kind: str, **values: Any) -> int:
    return create(session, KINDS[kind], values, owner_id=ledger.own_id, today=ledger.today)


def _parlours(ledger: Ledger) -> list[int]:
    venue = KINDS["venue"].table
    mine = (venue.c.owner_id == ledger.own_id, venue.c.type == PARLOUR)
    with ledger.read() as session:
        query = sa.select(venue.c.id).where(*mine).order_by(venue.c.number)
        return list(session.connection().scalars(query))


def _rate(ledger: Ledger, venue: int, scheme: int) -> None:
    """Rate a venue for last year: what its records earn, and what the office saw on the spot."""
    year = ledger.today.year - 1
    proposed = propose_rating(ledger, venue_id=venue, scheme_id=scheme, year=year)
    points = tuple(
        (item.title, item.points, item.evidence)
        if item.points is not None
        else (item.title, (item.maximum or 0) - 2 - venue % 4, "现场查看")
        for item in proposed.items
    )
    save_rating(
        ledger,
        GivenRating(venue_id=venue, scheme_id=scheme, year=year, points=points, rated_by=OFFICE,
              rated_on=date(year + 1, 1, 15)),
    )  # fmt: skip
