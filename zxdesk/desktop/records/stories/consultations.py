"""What the pane tells of a topic: its sessions, and all that came of them."""

from collections import Counter

from zxdesk.desktop.records.detail import RecordStory, ShownRecord, adding
from zxdesk.desktop.records.detail_pane import DetailPane
from zxdesk.desktop.records.detail_parts import DetailFact
from zxdesk.desktop.records.stories.linked import found, tell_records
from zxdesk.queries.values import load_many
from zxdesk.records import KINDS

# Kind, heading, and the labels by which it points to the topic, its sessions or its products.
_PARTS = (
    ("event", "活动", ("协商",)),
    ("suggestion", "意见建议", ("来源", "来源.协商")),
    ("problem", "问题", ("来源", "来源.协商")),
    ("product", "成果", ("来源", "来源.协商")),
    ("instruction", "批示", ("对象", "对象.来源")),
)
_REGISTERED = (("suggestion", "source"), ("problem", "source"), ("product", "source"))


def _tell(pane: DetailPane, shown: ShownRecord) -> None:
    for kind, title, labels in _PARTS:
        ids = found(shown, kind, *labels)
        tell_records(pane, shown, kind, ids, title)
        if kind == "suggestion" and ids:
            pane.add_facts(_uptakes(shown, ids))
    links = [
        adding(shown, kind, f"登记{KINDS[kind].sheet}", **{name: ("consultation", shown.record)})
        for kind, name in (*_REGISTERED, ("instruction", "target"))
    ]
    pane.add_links([link for link in links if link])


def _uptakes(shown: ShownRecord, ids: list[int]) -> list[DetailFact]:
    with shown.context.ledger.read() as session:
        rows = load_many(session, KINDS["suggestion"], ids, ["uptake"])
    counts = Counter(row["uptake"] or "未填采纳情况" for row in rows.values())
    return [DetailFact(word, f"{count} 条") for word, count in counts.most_common()]


CONSULTATION = RecordStory(
    tell=_tell,
    shown_better=("活动", "意见建议", "问题", "成果", "批示"),
)
