"""What a merge would do, as it is shown before and told afterwards."""

from collections import Counter
from dataclasses import dataclass, field

from zxdesk.exchange.merging.sides import Place
from zxdesk.exchange.report import ImportReport
from zxdesk.records import KINDS


@dataclass(frozen=True)
class Difference:
    """A record that both have, and not the same; ours is kept unless his is chosen.

    Attributes:
        kind: English name.
        fields: Caption, our text and his text of each field that differs.
        deleted: He deleted it; taking his deletes it here too.
    """

    kind: str
    record_id: int
    key: str
    title: str
    fields: tuple[tuple[str, str, str], ...]
    deleted: bool = False

    @property
    def place(self) -> Place:
        """What a choice names it by."""
        return self.kind, self.record_id


@dataclass(frozen=True)
class Renumbered:
    """A record of his whose number another record of ours has; it comes in under a new one.

    Attributes:
        kind: English name.
        key_there: Its key in his ledger, and that of our other record.
        other: What our record of that number is called.
        along: What hangs on it and comes in with it, counted by sheet.
    """

    kind: str
    key_there: str
    key_here: str
    title: str
    other: str
    along: dict[str, int]


@dataclass(frozen=True)
class HeldBack:
    """A record of his, or a part of one, that was not taken."""

    kind: str
    key: str
    title: str
    reason: str


@dataclass
class MergePlan:
    """What a merge would do, or did.

    Attributes:
        report: Counted by sheet: `updated` where only he changed something, or his was chosen.
    """

    report: ImportReport = field(default_factory=ImportReport)
    differences: list[Difference] = field(default_factory=list)
    renumbered: list[Renumbered] = field(default_factory=list)
    held_back: list[HeldBack] = field(default_factory=list)

    @property
    def nothing_new(self) -> bool:
        """Tell whether the two ledgers say the same."""
        counted = Counter(self.report.added) + Counter(self.report.updated)
        return not (counted or self.differences or self.held_back or self.report.rejected_rows)


def renumbered_line(one: Renumbered) -> str:
    """Say of a record why it has another number here, and what came along."""
    along = "、".join(f"{sheet} {count}" for sheet, count in one.along.items())
    return (
        f"另立 {KINDS[one.kind].sheet} {one.key_here} {one.title}："
        f"对方的 {one.key_there} 与本方同编号的“{one.other}”是两条记录"
        + (f"，随它来的有 {along}" if along else "")
    )


def held_back_line(one: HeldBack) -> str:
    """Say of a record that it was not taken, and why."""
    return f"没有合并 {KINDS[one.kind].sheet} {one.key} {one.title}：{one.reason}"
