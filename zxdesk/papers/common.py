"""What the builders of papers share: records that must be there, names as papers give them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from zxdesk import text
from zxdesk.errors import UserError
from zxdesk.queries.values import Names, Values, load, load_many
from zxdesk.records import RecordKind
from zxdesk.records.kind import RefList

_RANKS = ("主席", "副主席", "秘书长", "副秘书长", "专委会主任", "专委会副主任", "常务委员")
# The last of them leads nothing: a 常务委员 is named by where he works.
_LEADING = len(_RANKS) - 1


def needed(session: Session, kind: RecordKind, record_id: int) -> Values:
    """Give a record's values.

    Raises:
        UserError: it was deleted meanwhile.
    """
    values = load(session, kind, record_id)
    if values is None:
        raise UserError(f"要打印的{kind.sheet}已被删除，没有打印", "请刷新列表后重新选择")
    return values


def worded(session: Session, kind: RecordKind, ids: Iterable[int]) -> dict[int, dict[str, str]]:
    """Give records as people read them, in the order of `ids`; gone ones are left out."""
    wanted = list(ids)
    words = Names(session).show(kind, load_many(session, kind, wanted))
    return {i: words[i] for i in wanted if i in words}


def pointing_to(kind: RecordKind, field: str, target_id: int) -> sa.ColumnElement[bool]:
    """Say in SQL that a reference or a list of references of a kind names a record."""
    spec = kind.fields[field]
    if not isinstance(spec, RefList):
        named: sa.ColumnElement[bool] = kind.table.c[field] == target_id
        return named
    link: Any = spec.table
    among = sa.select(link.c.record_id).where(link.c.target_id == target_id)
    listed: sa.ColumnElement[bool] = kind.table.c.id.in_(among)
    return listed


def workplace(service: Mapping[str, str]) -> str:
    """Give where a member works and as what."""
    return " ".join(part for part in (service.get("employer"), service.get("job")) if part)


def post_of(service: Mapping[str, str]) -> str:
    """Give a member's post where it leads, else where he works."""
    post = service.get("post", "")
    return post if rank(post) < _LEADING else workplace(service) or post


def rank(post: str) -> int:
    """Give the place of a member's posts in lists of names: 主席 first, members last."""
    posts = text.split_values(post)
    return next((i for i, title in enumerate(_RANKS) if _holds(posts, title)), len(_RANKS))


def _holds(posts: Sequence[str], title: str) -> bool:
    """Tell whether one of the posts is `title`; 提案委员会主任 is a 专委会主任."""
    # A committee must be named: 办公室主任 ends like a 专委会主任 and is none.
    ending = title.removeprefix("专委会")
    if ending == title:
        return title in posts
    deputy = "副主任" in ending
    return any(p.endswith(ending) and ("副" in p) == deputy and "委" in p for p in posts)
