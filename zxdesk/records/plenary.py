"""会次: the plenary sessions of each term, which bound terms and session years."""

from datetime import date

from zxdesk.records.daytypes import Day
from zxdesk.records.declaring import declare
from zxdesk.records.fieldtypes import Ordinal
from zxdesk.records.kind import PROGRAMMES, Record, RecordKind, column


class PlenarySession(Record, table=True):
    """One plenary session of a term."""

    __tablename__ = "plenary_session"

    term: int = column("届次", Ordinal(counter="届"), required=True, headings=("届",))
    number: int = column("会次", Ordinal(counter="次"), required=True, headings=("次",))
    opens: date | None = column("开幕日期", Day(), headings=("开幕",))
    closes: date | None = column("闭幕日期", Day(), headings=("闭幕",))


PLENARY_SESSION = declare(
    RecordKind(
        name="plenary_session",
        sheet="会次",
        model=PlenarySession,
        key=("term", "number"),
        naming="number",
        dated="opens",
        extra=(PROGRAMMES,),
        sort=("term", "number"),
    )
)
