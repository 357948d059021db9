"""What the pane tells of a proposal: how far it is, who handles it, what its proposers say."""

from datetime import date
from functools import partial

from zxdesk.desktop.look.tones import Chip, chip_of, deadline_chip
from zxdesk.desktop.records.detail import (
    RecordStory,
    ShownRecord,
    adding,
    editing,
    removing,
)
from zxdesk.desktop.records.detail_pane import DetailPane
from zxdesk.desktop.records.detail_parts import RecordAction, TimelineStep
from zxdesk.desktop.records.stories.linked import rows_under
from zxdesk.desktop.records.table_block import Cell, DetailRow
from zxdesk.queries.office import deadlines
from zxdesk.queries.proposals import progress_of
from zxdesk.queries.values import Values
from zxdesk.records.proposal import FILED, JOINT
from zxdesk.rules.proposals import Progress, days_left, may_follow, stage, steps

_ICONS = {"reply": "check", "feedback": "edit", "close": "check", "extend": "clock"}


def progress(shown: ShownRecord) -> Progress:
    """Give how far the proposal is."""
    with shown.context.ledger.read() as session:
        return progress_of(session, [shown.record])[shown.record]


def _chips(shown: ShownRecord) -> list[Chip]:
    now = progress(shown)
    found = [chip_of(stage(now))]
    left = _left(shown, now.assigned_on, now.due_on, now.replied_on)
    if left is not None and stage(now) == "办理中":
        found.append(deadline_chip(left, _warned(shown)))
    if shown.values.get("key_proposal"):
        found.append(Chip("重点提案", "info"))
    if shown.values.get("grade"):
        found.append(Chip(f"办理结果 {shown.values['grade']}"))
    return found


def _left(
    shown: ShownRecord, assigned: date | None, due: date | None, replied: date | None
) -> int | None:
    return days_left(due, replied, shown.context.ledger.today) if assigned else None


def _warned(shown: ShownRecord) -> int:
    """Give how many days ahead a reply is called due soon."""
    ledger = shown.context.ledger
    with ledger.read() as session:
        return deadlines(session).days_warned(ledger.today)


def _actions(shown: ShownRecord, refused: str) -> list[RecordAction]:
    return [
        RecordAction(
            act.key,
            act.verb,
            partial(shown.acts.act_on_proposal, act.key),
            _ICONS.get(act.key, ""),
            refused=refused,
            primary=place == 0,
        )
        for place, act in enumerate(may_follow(progress(shown)))
    ]


def _tell(pane: DetailPane, shown: ShownRecord) -> None:
    now = progress(shown)
    pane.add_heading("进程")
    pane.add_timeline([_moment(shown, now, *step) for step in steps(now)])
    _tell_handling(pane, shown, now)
    _tell_feedback(pane, shown, now)


def _moment(
    shown: ShownRecord, now: Progress, name: str, day: date | None, done: bool
) -> TimelineStep:
    words = [name]
    if name == FILED and shown.values.get("case_number"):
        words.append(f"案号 {shown.values['case_number']}")
    if name == "不予立案" and shown.values.get("refusal"):
        words.append(str(shown.values["refusal"]))
    if name == "答复" and not done and now.due_on:
        words.append(f"期限 {now.due_on}")
    if name == "答复" and done and shown.values.get("reply_number"):
        words.append(str(shown.values["reply_number"]))
    if name == "反馈" and done and shown.values.get("satisfaction"):
        words.append(f"办理结果{shown.values['satisfaction']}")
    return TimelineStep(str(day or ""), "　".join(words), done=done)


def _tell_handling(pane: DetailPane, shown: ShownRecord, now: Progress) -> None:
    rows = rows_under(shown, "handling", "proposal_id", shown.record)
    if not rows and now.conclusion != FILED:
        return
    pane.add_heading("办理", adding(shown, "handling", "增加单位", proposal_id=shown.record))
    if not rows:
        pane.add_note("还没有承办单位。")
        return
    titles = ("单位", "角色", "期限", "答复", "")
    pane.add_table(titles, [_handling(shown, now, i, *row) for i, row in rows.items()])


def _handling(
    shown: ShownRecord, now: Progress, record: int, values: Values, words: dict[str, str]
) -> DetailRow:
    unit = editing(shown, words["unit_id"], "handling", record)
    due = values["extended_to"] or values["due_on"]
    reply: Cell = "　".join(filter(None, [words["replied_on"], words["grade"]]))
    if not reply and now.replied_on is None and due and values["assigned_on"]:
        left = _left(shown, values["assigned_on"], due, None)
        reply = deadline_chip(left, _warned(shown)) if left is not None else ""
    gone = removing(shown, "handling", record, f"办理单位 {words['unit_id']}")
    cells = (unit, words["role"], str(due or ""), reply, gone)
    return DetailRow(cells, _below(values, words))


def _below(values: Values, words: dict[str, str]) -> str:
    found = []
    if values["extended_to"]:
        why = f"，{words['extension_reason']}" if words["extension_reason"] else ""
        found.append(f"原期限 {words['due_on'] or '未填'}，延期至 {words['extended_to']}{why}")
    if values["role"] == JOINT and not values["replied_on"]:
        found.append("会办意见交主办单位，不单独答复")
    return "；".join(found)


def _tell_feedback(pane: DetailPane, shown: ShownRecord, now: Progress) -> None:
    rows = rows_under(shown, "feedback", "proposal_id", shown.record)
    if not rows and now.replied_on is None:
        return
    pane.add_heading("反馈", adding(shown, "feedback", "增加反馈", proposal_id=shown.record))
    if not rows:
        pane.add_note("还没有提案人的反馈。")
        return
    pane.add_table(
        ("提案人", "办理态度", "办理结果", "日期", ""),
        [_feedback(shown, i, words) for i, (_, words) in rows.items()],
    )


def _feedback(shown: ShownRecord, record: int, words: dict[str, str]) -> DetailRow:
    cells = (
        editing(shown, words["member_id"], "feedback", record),
        words["attitude"],
        chip_of(words["satisfaction"]) if words["satisfaction"] else "",
        words["given_on"],
        removing(shown, "feedback", record, f"{words['member_id']}的反馈"),
    )
    return DetailRow(cells, words["opinion"])


PROPOSAL = RecordStory(
    tell=_tell,
    chips=_chips,
    actions=_actions,
    left_out=frozenset(
        {
            "conclusion",
            "refusal",
            "submitted_on",
            "key_proposal",
            "leads",
            "joints",
            "separates",
            "assigned_on",
            "due_on",
            "replied_on",
            "reply_number",
            "grade",
            "attitude",
            "satisfaction",
            "feedback_on",
            "closed_on",
        }
    ),
)
