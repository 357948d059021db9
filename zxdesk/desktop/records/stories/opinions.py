"""What the pane tells of an opinion report: who adopted its issue, and what leaders wrote."""

from zxdesk.desktop.look.tones import Chip
from zxdesk.desktop.records.detail import RecordStory, ShownRecord, adding, editing, removing
from zxdesk.desktop.records.detail_pane import DetailPane
from zxdesk.desktop.records.stories.linked import found, rows_under, tell_records
from zxdesk.desktop.records.table_block import DetailRow
from zxdesk.queries.links import ids_under
from zxdesk.records import KINDS
from zxdesk.records.opinion import LEVELS


def _adoptions(shown: ShownRecord) -> dict[int, dict[str, str]]:
    issue = shown.values.get("issue_id")
    if issue is None:
        return {}
    rows = rows_under(shown, "adoption", "issue_id", issue)
    ordered = sorted(rows, key=lambda i: LEVELS.index(rows[i][0]["level"]))
    return {record: rows[record][1] for record in ordered}


def _chips(shown: ShownRecord) -> list[Chip]:
    levels = dict.fromkeys(words["level"] for words in _adoptions(shown).values())
    if levels:
        return [Chip(f"{level}级采用", "good") for level in levels]
    return [Chip("已上报", "info") if shown.values.get("reported_on") else Chip("未上报", "plain")]


def _tell(pane: DetailPane, shown: ShownRecord) -> None:
    issue = shown.values.get("issue_id")
    if issue is None:
        pane.add_heading("采用")
        pane.add_note("还没有编入期，填了期号才能登记采用。")
    else:
        _tell_adoptions(pane, shown, issue)
        _tell_companions(pane, shown, issue)
    add = adding(shown, "instruction", "登记批示", target=("opinion", shown.record))
    tell_records(pane, shown, "instruction", found(shown, "instruction", "对象"), "批示")
    pane.add_links([add] if add else [])


def _tell_adoptions(pane: DetailPane, shown: ShownRecord, issue: int) -> None:
    pane.add_heading("采用", adding(shown, "adoption", "登记采用", issue_id=issue))
    rows = _adoptions(shown)
    if not rows:
        pane.add_note("还没有采用。")
        return
    pane.add_table(
        ("级别", "方式", "日期", ""),
        [
            DetailRow(
                (
                    editing(shown, f"{words['level']}级", "adoption", record),
                    words["manner"],
                    words["adopted_on"],
                    removing(shown, "adoption", record, f"{words['level']}级采用"),
                )
            )
            for record, words in rows.items()
        ],
    )


def _tell_companions(pane: DetailPane, shown: ShownRecord, issue: int) -> None:
    with shown.context.ledger.read() as session:
        same = ids_under(session, KINDS["opinion"], "issue_id", issue)
    others = [record for record in same if record != shown.record]
    tell_records(pane, shown, "opinion", others, "同一期的信息")


OPINION = RecordStory(tell=_tell, chips=_chips, shown_better=("批示",))
