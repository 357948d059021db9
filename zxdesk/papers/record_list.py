"""清单: any list as it stands in the window."""

from collections.abc import Sequence

from zxdesk.dates import chinese_date
from zxdesk.papers.kind import PaperKind
from zxdesk.papers.register import RegisterContent, compose_register
from zxdesk.queries.lists import RecordList
from zxdesk.records import KINDS, RecordKind
from zxdesk.store import Ledger

_WIDE = 5


def list_content(ledger: Ledger, kind: RecordKind, ids: Sequence[int] | None) -> RegisterContent:
    """Collect records as their list shows them: these, else all of the kind."""
    records = RecordList(ledger, kind)
    rows = tuple(records.rows(records.ids() if ids is None else ids))
    return RegisterContent(
        committee=ledger.own.name,
        title=f"{kind.sheet}清单",
        columns=tuple(column.title for column in records.columns),
        rows=rows,
        total=len(rows),
        remark=f"截至{chinese_date(ledger.today)}，共{len(rows)}条",
        landscape=len(records.columns) > _WIDE,
    )


RECORD_LIST = PaperKind(
    name="清单",
    about="任何列表按窗口中的样子",
    takes="一种记录，如 活动，后面可写若干编号；不写编号则为全部",
    records=(),
    one=False,
    collect=lambda ledger, request: list_content(ledger, KINDS[request.kind], request.ids),
    compose=compose_register,
)
