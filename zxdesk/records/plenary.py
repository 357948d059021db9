"""会次: the plenary sessions of each term, which bound terms and session years."""

from datetime import date

from zxdesk.records.fieldtypes import Day, Ordinal
from zxdesk.records.kind import Record, RecordKind, column, declare, programme_tags


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
        columns=("term", "number", "opens", "closes", "programmes"),
        key=("term", "number"),
        naming="number",
        dated="opens",
        list_columns=("term", "number", "opens", "closes"),
        sections=(("会次", ("term", "number", "opens", "closes", "programmes")),),
        search=(),
        extra=(programme_tags("plenary_session"),),
        sort=("term", "number"),
    )
)
