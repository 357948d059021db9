"""The editor: what is written, what is refused, what is asked."""

from datetime import date, datetime
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.desktop.forms.conftest import OpenEditor, Shown
from tests.ledgers import TODAY, Office
from zxdesk.desktop.base.context import DeskContext, Notice
from zxdesk.desktop.base.messages import MessageDialog, UnsavedAnswer
from zxdesk.desktop.forms.choosers import ReferenceInput
from zxdesk.desktop.forms.editor import RecordEditor
from zxdesk.desktop.forms.inputs import ChoiceInput, DateInput, SuggestInput, TextInput
from zxdesk.desktop.forms.lines_input import LinesInput
from zxdesk.desktop.forms.names_input import NamesInput
from zxdesk.desktop.forms.near_hint import NearHint
from zxdesk.queries.lists import RecordList
from zxdesk.records import KINDS
from zxdesk.store import Ledger, history

CTRL = Qt.KeyboardModifier.ControlModifier


def line(editor: RecordEditor, name: str, part: int = 0) -> QLineEdit:
    """The line in which a field is typed."""
    target = editor.parts[part].binder.boxes[name].input.target()
    found = getattr(target, "lineEdit", lambda: target)()
    assert isinstance(found, QLineEdit)
    return found


def write(qtbot: QtBot, editor: RecordEditor, name: str, words: str, part: int = 0) -> None:
    """Type into a field, as a person who replaces what stands there."""
    field = line(editor, name, part)
    field.setFocus()
    field.selectAll()
    field.insert(words)
    field.textEdited.emit(field.text())


def error(editor: RecordEditor, name: str, part: int = 0) -> str:
    return editor.parts[part].binder.boxes[name].error()


def all_ids(ledger: Ledger, kind: str) -> list[int]:
    return RecordList(ledger, KINDS[kind]).ids()


def last_label(ledger: Ledger) -> str:
    state = history.undo_state(ledger)
    assert state.undo is not None
    return state.undo.label


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> list[UnsavedAnswer]:
    """Answers to 「有未保存的修改」, in order; each question takes one."""
    answers: list[UnsavedAnswer] = []
    monkeypatch.setattr(MessageDialog, "unsaved", lambda *_: answers.pop(0))
    return answers


def test_a_new_event_is_written_in_one_step(
    qtbot: QtBot, office: Office, open_editor: OpenEditor, notices: list[Notice]
) -> None:
    editor = open_editor("event")
    write(qtbot, editor, "name", "读书会")
    write(qtbot, editor, "type", "读书")
    write(qtbot, editor, "start", "2026.3.5 9:30")
    write(qtbot, editor, "public", "１２００")
    qtbot.keyClick(editor, Qt.Key.Key_S, CTRL)
    assert editor.result() == 1
    assert editor.saved_id is not None
    values = office.values("event", editor.saved_id)
    assert values is not None
    assert values["number"] == "HD-2026-001"
    assert values["start"] == datetime(2026, 3, 5, 9, 30)
    assert values["state"] == "已举办"
    assert values["public"] == 1200
    assert last_label(office.ledger) == "登记活动：读书会"
    assert [notice.text for notice in notices] == ["已登记活动：读书会"]


@pytest.mark.parametrize(("start", "state"), [("9:00", "已举办"), ("19:00", "计划")])
def test_an_event_without_a_state_is_held_once_it_has_begun(
    qtbot: QtBot, office: Office, open_editor: OpenEditor, start: str, state: str
) -> None:
    editor = open_editor("event")
    # It is half past nine.
    for name, words in (("name", "会"), ("type", "座谈会"), ("start", f"2026.11.22 {start}")):
        write(qtbot, editor, name, words)
    qtbot.keyClick(editor, Qt.Key.Key_S, CTRL)
    assert editor.saved_id is not None
    values = office.values("event", editor.saved_id)
    assert values is not None
    assert values["state"] == state


def test_nothing_is_written_before_save(
    qtbot: QtBot, office: Office, open_editor: OpenEditor, answer: list[UnsavedAnswer]
) -> None:
    editor = open_editor("event")
    write(qtbot, editor, "name", "读书会")
    assert all_ids(office.ledger, "event") == []
    answer.append(UnsavedAnswer.DISCARD)
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert all_ids(office.ledger, "event") == []


def test_what_is_missing_is_said_below_the_fields(
    qtbot: QtBot, office: Office, open_editor: OpenEditor
) -> None:
    editor = open_editor("event")
    qtbot.mouseClick(editor.frame.save_button, Qt.MouseButton.LeftButton)
    assert editor.isVisible()
    assert error(editor, "name") == "还没有填名称"
    assert error(editor, "start") == "还没有填开始时间"
    assert error(editor, "number") == error(editor, "state") == ""
    assert editor.frame.wrong_text() == "有 3 处需要改正"
    assert line(editor, "name").hasFocus()
    write(qtbot, editor, "name", "读书会")
    assert editor.frame.wrong_text() == "有 2 处需要改正"
    assert all_ids(office.ledger, "event") == []


def test_a_date_that_is_none_is_said_when_the_cursor_leaves(
    qtbot: QtBot, open_editor: OpenEditor
) -> None:
    editor = open_editor("event")
    write(qtbot, editor, "start", "改日再定")
    assert error(editor, "start") == ""
    line(editor, "place").setFocus()
    assert error(editor, "start") == "不是日期，应如 2024-03-05"
    assert line(editor, "start").text() == "改日再定"
    assert not editor.save()
    assert not line(editor, "place").hasFocus()


def test_what_does_not_hold_between_fields_is_said(qtbot: QtBot, open_editor: OpenEditor) -> None:
    editor = open_editor("venue")
    write(qtbot, editor, "start", "2026-03")
    write(qtbot, editor, "end", "2025-12")
    assert not editor.save()
    assert error(editor, "end") == "结束不能早于开始，请核对这两个日期"


def test_a_number_taken_already_is_said_below_it(
    qtbot: QtBot, office: Office, open_editor: OpenEditor, presenter: Shown
) -> None:
    office.add("programme", name="云溪有约")
    editor = open_editor("programme")
    write(qtbot, editor, "name", "云溪有约")
    assert not editor.save()
    assert "已经有了" in error(editor, "name")
    assert editor.frame.wrong_text() == "有 1 处需要改正"
    assert not presenter.errors


def test_only_what_was_edited_is_written(
    qtbot: QtBot, office: Office, open_editor: OpenEditor
) -> None:
    event = office.add("event", name="读书会", place="老地方")
    editor = open_editor("event", event)
    write(qtbot, editor, "name", "界别读书会")
    office.change("event", event, place="新地方", note="会后补记")
    assert editor.save()
    values = office.values("event", event)
    assert values is not None
    assert (values["name"], values["place"], values["note"]) == (
        "界别读书会",
        "新地方",
        "会后补记",
    )
    assert last_label(office.ledger) == "修改活动 界别读书会：名称"


def test_a_record_that_is_gone_is_said_and_not_made_again(
    qtbot: QtBot, office: Office, open_editor: OpenEditor, presenter: Shown
) -> None:
    event = office.add("event", name="读书会")
    editor = open_editor("event", event)
    write(qtbot, editor, "name", "界别读书会")
    office.delete("event", event)
    assert not editor.save()
    assert editor.isVisible()
    assert "已被删除" in str(presenter.errors[0])
    assert RecordEditor.edit(editor._context, "event", event, None) is None
    assert len(presenter.errors) == 2


def test_escape_asks_only_where_something_was_edited(
    qtbot: QtBot, office: Office, open_editor: OpenEditor, answer: list[UnsavedAnswer]
) -> None:
    event = office.add("event", name="读书会")
    untouched = open_editor("event", event)
    qtbot.keyClick(untouched, Qt.Key.Key_Escape)
    assert not untouched.isVisible()
    editor = open_editor("event", event)
    write(qtbot, editor, "name", "界别读书会")
    answer.append(UnsavedAnswer.CANCEL)
    qtbot.keyClick(line(editor, "name"), Qt.Key.Key_Escape)
    assert editor.isVisible()
    answer.append(UnsavedAnswer.SAVE)
    editor.close()
    assert not editor.isVisible()
    assert editor.saved_id == event
    assert not answer


def test_what_is_being_composed_is_saved(
    qtbot: QtBot, office: Office, open_editor: OpenEditor
) -> None:
    editor = open_editor("programme")
    field = line(editor, "name")
    field.setFocus()
    QApplication.sendEvent(field, QInputMethodEvent("云溪有约", []))
    assert field.text() == ""
    qtbot.keyClick(editor, Qt.Key.Key_S, CTRL)
    assert editor.saved_id is not None
    values = office.values("programme", editor.saved_id)
    assert values is not None
    assert values["name"] == "云溪有约"


def test_what_is_being_composed_is_asked_about(
    qtbot: QtBot, open_editor: OpenEditor, answer: list[UnsavedAnswer]
) -> None:
    editor = open_editor("programme")
    field = line(editor, "name")
    field.setFocus()
    QApplication.sendEvent(field, QInputMethodEvent("云溪", []))
    answer.append(UnsavedAnswer.CANCEL)
    editor.close()
    assert not answer
    assert editor.isVisible()


def test_return_goes_on_to_the_next_field(qtbot: QtBot, open_editor: OpenEditor) -> None:
    editor = open_editor("venue")
    qtbot.keyClick(line(editor, "name"), Qt.Key.Key_Return)
    assert line(editor, "number").hasFocus()
    assert editor.isVisible()


def test_a_full_name_that_one_bears_is_taken(
    qtbot: QtBot, office: Office, open_editor: OpenEditor
) -> None:
    event, member = office.add("event", name="读书会"), office.member("张三")
    editor = open_editor("attendance", event_id=event)
    write(qtbot, editor, "member_id", "张　三")
    editor.main.binder.boxes["status"].load("出席")
    assert editor.save()
    assert editor.saved_id is not None
    values = office.values("attendance", editor.saved_id)
    assert values is not None
    assert (values["event_id"], values["member_id"]) == (event, member)
    assert last_label(office.ledger) == "登记出席：张三"


def test_namesakes_are_told_apart_by_their_remarks(
    qtbot: QtBot, office: Office, open_editor: OpenEditor
) -> None:
    office.member("张三", employer="县中学")
    doctor = office.member("张三", employer="县医院")
    editor = open_editor("venue", type="委员会客厅", name="客厅")
    write(qtbot, editor, "leads", "张三")
    assert not editor.save()
    assert error(editor, "leads") == "有 2 个“张三”，请从列表中选定一个"
    field = editor.main.binder.boxes["leads"].input
    assert isinstance(field, ReferenceInput)
    write(qtbot, editor, "leads", "zs")
    field.choice.look_up()
    offered = {c.note: c for c in field.choice.candidates()}
    assert set(offered) == {"县中学", "县医院"}
    field.choice.line.clear()
    field.choice.add(offered["县医院"])
    assert editor.save()
    values = office.values("venue", editor.saved_id or 0)
    assert values is not None
    assert values["leads"] == (doctor,)


def test_a_name_nobody_bears_is_an_error(
    qtbot: QtBot, office: Office, open_editor: OpenEditor
) -> None:
    editor = open_editor("venue", type="委员会客厅", name="客厅")
    write(qtbot, editor, "leads", "查无此人")
    line(editor, "name").setFocus()
    assert error(editor, "leads") == "没有选定“查无此人”，请从列表中选择，或清空"


def test_a_missing_unit_is_made_in_the_same_step(
    qtbot: QtBot, office: Office, open_editor: OpenEditor
) -> None:
    event = office.add("event", name="读书会")
    editor = open_editor("event", event)
    field = editor.main.binder.boxes["organisers"].input
    assert isinstance(field, ReferenceInput)
    write(qtbot, editor, "organisers", "文化文史委员会")
    field.choice.look_up()
    offered = field.choice.candidates()
    assert [c.title for c in offered] == ["新建单位“文化文史委员会”"]
    field.choice.line.clear()
    field.choice.add(offered[0])
    assert editor.save()
    (unit,) = all_ids(office.ledger, "unit")
    made = office.values("unit", unit)
    assert made is not None
    assert (made["name"], made["category"]) == ("文化文史委员会", "专委会")
    assert (office.values("event", event) or {})["organisers"] == (unit,)
    history.undo(office.ledger)
    assert all_ids(office.ledger, "unit") == []


def test_initials_do_not_make_a_unit(qtbot: QtBot, office: Office, open_editor: OpenEditor) -> None:
    editor = open_editor("event")
    field = editor.main.binder.boxes["organisers"].input
    assert isinstance(field, ReferenceInput)
    write(qtbot, editor, "organisers", "whwsw")
    field.choice.look_up()
    assert field.choice.candidates() == []


def test_a_new_value_of_an_open_list_is_kept(
    qtbot: QtBot, office: Office, open_editor: OpenEditor
) -> None:
    editor = open_editor("event", name="读书会", start=datetime(2026, 3, 5))
    write(qtbot, editor, "type", "夜学")
    assert editor.save()
    field = open_editor("event").main.binder.boxes["type"].input
    assert isinstance(field, SuggestInput)
    assert field.box.findText("夜学") >= 0


def test_the_source_is_chosen_from_both_kinds(
    qtbot: QtBot, office: Office, open_editor: OpenEditor
) -> None:
    office.add("event", name="老城改造视察")
    topic = office.add("consultation", topic="老城改造")
    editor = open_editor("suggestion", content="多设车位")
    write(qtbot, editor, "source", "老城改造")
    assert editor.save()
    values = office.values("suggestion", editor.saved_id or 0)
    assert values is not None
    assert values["source"] == ("consultation", topic)
    assert values["valid"] is True


def test_a_new_member_comes_with_his_service(
    qtbot: QtBot, office: Office, open_editor: OpenEditor
) -> None:
    office.add("plenary_session", term=11, number=1)
    editor = open_editor("member")
    write(qtbot, editor, "name", "张　三")
    write(qtbot, editor, "employer", "县中学", part=1)
    assert editor.save()
    (service,) = all_ids(office.ledger, "service")
    values = office.values("service", service)
    assert values is not None
    assert (values["member_id"], values["term"], values["employer"]) == (
        editor.saved_id,
        11,
        "县中学",
    )
    assert last_label(office.ledger) == "登记委员：张三"
    history.undo(office.ledger)
    assert all_ids(office.ledger, "member") == all_ids(office.ledger, "service") == []


def test_a_members_service_is_changed_beside_him(
    qtbot: QtBot, office: Office, open_editor: OpenEditor
) -> None:
    member = office.member("张三", employer="县中学")
    editor = open_editor("member", member)
    write(qtbot, editor, "phone", "１３８ ００００ ００００")
    write(qtbot, editor, "employer", "县医院", part=1)
    assert editor.save()
    assert last_label(office.ledger) == "修改委员 张三：手机、工作单位"
    assert (office.values("member", member) or {})["phone"] == "13800000000"


def test_another_service_may_be_chosen_until_one_is_edited(
    qtbot: QtBot, office: Office, open_editor: OpenEditor
) -> None:
    member = office.member("张三", employer="县医院", start="2022-01")
    former = {"term": 4, "employer": "县中学", "start": "2017-01", "end": "2021-12"}
    office.add("service", member_id=member, **former)
    editor = open_editor("member", member)
    box = editor.service_choice.box
    assert line(editor, "employer", part=1).text() == "县医院"
    box.setCurrentIndex(1)
    box.activated.emit(1)
    assert line(editor, "employer", part=1).text() == "县中学"
    assert not editor.dirty()
    write(qtbot, editor, "employer", "县一中", part=1)
    assert not box.isEnabled()
    assert editor.save()
    assert last_label(office.ledger) == "修改委员 张三：工作单位"


def test_a_new_service_is_added_to_a_member(
    qtbot: QtBot, office: Office, open_editor: OpenEditor
) -> None:
    member = office.member("张三")
    editor = open_editor("service", member_id=member)
    assert not editor.dirty()
    write(qtbot, editor, "term", "六届")
    assert editor.save()
    assert last_label(office.ledger) == "登记任职：张三"
    assert (office.values("service", editor.saved_id or 0) or {})["member_id"] == member


def test_personal_data_is_masked_until_the_cursor_is_there(
    qtbot: QtBot, office: Office, open_editor: OpenEditor
) -> None:
    editor = open_editor("member", office.add("member", name="张三", phone="13800000000"))
    phone = line(editor, "phone")
    assert "138" not in phone.displayText()
    phone.setFocus()
    assert phone.displayText() == "13800000000"
    line(editor, "name").setFocus()
    assert "138" not in phone.displayText()


def test_several_posts_are_ticked_in_one_line(open_editor: OpenEditor) -> None:
    field = open_editor("service").main.binder.boxes["post"].input
    assert isinstance(field, NamesInput)
    field.toggle("常务委员")
    field.toggle("专委会主任")
    assert field.value() == "常务委员、专委会主任"
    field.toggle("常务委员")
    assert field.value() == "专委会主任"


def test_a_read_only_ledger_is_not_saved(
    qtbot: QtBot, office: Office, open_editor: OpenEditor, answer: list[UnsavedAnswer]
) -> None:
    office.ledger.read_only = "别人正在使用"
    editor = open_editor("event")
    assert not editor.frame.save_button.isEnabled()
    write(qtbot, editor, "name", "读书会")
    qtbot.keyClick(editor, Qt.Key.Key_S, CTRL)
    assert editor.isVisible()
    assert all_ids(office.ledger, "event") == []


def test_edit_gives_the_id_of_what_was_saved(
    monkeypatch: pytest.MonkeyPatch, context: DeskContext, window: QWidget, office: Office
) -> None:
    def fill_in(self: RecordEditor) -> int:
        self.main.binder.boxes["name"].load("云溪有约")
        return int(self.save())

    monkeypatch.setattr(RecordEditor, "exec", fill_in)
    saved = RecordEditor.edit(context, "programme", None, window)
    assert saved == all_ids(office.ledger, "programme")[0]
    monkeypatch.setattr(RecordEditor, "exec", lambda _editor: 0)
    assert RecordEditor.edit(context, "programme", None, window) is None


@pytest.fixture
def agenda(open_editor: OpenEditor) -> LinesInput:
    """The agenda of a new event."""
    field = open_editor("event").main.binder.boxes["agenda"].input
    assert isinstance(field, LinesInput)
    return field


def type_in_cell(qtbot: QtBot, agenda: LinesInput, words: str) -> None:
    cell = QApplication.focusWidget()
    assert isinstance(cell, QLineEdit)
    qtbot.keyClicks(cell, words)


def cell_keys(qtbot: QtBot, key: Qt.Key) -> None:
    qtbot.keyClick(QApplication.focusWidget(), key)


def test_return_goes_through_the_cells(qtbot: QtBot, agenda: LinesInput) -> None:
    agenda.add_line()
    for words in ("item", "Li", "agreed", "office", "2026-3-5"):
        type_in_cell(qtbot, agenda, words)
        cell_keys(qtbot, Qt.Key.Key_Return)
    type_in_cell(qtbot, agenda, "second")
    agenda.settle()
    assert agenda.value() == (
        ("item", "Li", "agreed", "office", date(2026, 3, 5)),
        ("second", None, None, None, None),
    )


def test_the_empty_last_line_lets_the_cursor_out(qtbot: QtBot, agenda: LinesInput) -> None:
    agenda.add_line()
    cell_keys(qtbot, Qt.Key.Key_Tab)
    assert not agenda.table.isAncestorOf(QApplication.focusWidget() or agenda)
    assert agenda.value() == ()


def test_lines_are_moved_and_deleted(agenda: LinesInput) -> None:
    agenda.load((("甲", None, None, None, None), ("乙", None, None, None, None)))
    agenda.table.setCurrentCell(1, 0)
    agenda.move_line(-1)
    assert [row[0] for row in agenda.value()] == ["乙", "甲"]
    agenda.delete_line()
    assert [row[0] for row in agenda.value()] == ["甲"]
    assert agenda.table.rowCount() == 2


def test_what_is_wrong_in_a_line_is_said_with_its_number(agenda: LinesInput) -> None:
    agenda.table.item(0, 4).setText("下周")
    with pytest.raises(ValueError, match="第 1 行没有填题目"):
        agenda.value()
    agenda.table.item(0, 0).setText("老旧小区")
    with pytest.raises(ValueError, match="第 1 行的期限不是日期"):
        agenda.value()


def test_choices_and_texts_tell_when_they_are_edited(qtbot: QtBot, open_editor: OpenEditor) -> None:
    editor = open_editor("event")
    heard: list[Any] = []
    editor.main.binder.edited.connect(lambda: heard.append(True))
    mode = editor.main.binder.boxes["mode"].input
    start = editor.main.binder.boxes["start"].input
    place = editor.main.binder.boxes["place"].input
    assert isinstance(mode, ChoiceInput)
    assert isinstance(start, DateInput)
    assert isinstance(place, TextInput)
    qtbot.keyClick(mode.box, Qt.Key.Key_Down)
    assert heard
    qtbot.keyClicks(place.line, "hall")
    assert len(heard) > 4


def test_a_new_proposal_belongs_to_the_latest_session(
    office: Office, open_editor: OpenEditor
) -> None:
    assert open_editor("proposal").main.binder.values()["term"] is None
    for number, opens in ((2, date(2025, 1, 6)), (3, date(2026, 1, 6)), (4, date(2027, 1, 6))):
        office.add("plenary_session", term=5, number=number, opens=opens)
    office.add("proposal", term=5, session=3, serial="041", subject="旧案")
    values = open_editor("proposal").main.binder.values()
    known = {name: values[name] for name in ("term", "session", "serial", "submitted_on")}
    assert known == {"term": 5, "session": 3, "serial": "042", "submitted_on": TODAY}


@pytest.mark.parametrize("typed", ["2026/12", "2026年第12期", "12"])
def test_an_issue_is_made_by_its_year_and_number(
    office: Office, open_editor: OpenEditor, qtbot: QtBot, typed: str
) -> None:
    editor = open_editor("opinion", title="末班车太早", submitted_on=TODAY, other_reporters="陈伟")
    chooser = editor.main.binder.boxes["issue_id"].input
    offered = chooser._find(typed)
    assert [c.title for c in offered] == ["新建期“2026/12”"]
    chooser.choice.add(offered[0])
    assert editor.save()
    issue = office.values("issue", office.values("opinion", editor.saved_id)["issue_id"])
    assert (issue["year"], issue["number"]) == (2026, "12")


def test_an_issue_that_is_there_is_chosen_by_its_year_and_number(
    office: Office, open_editor: OpenEditor
) -> None:
    issues = [office.add("issue", year=year, number="12") for year in (2025, 2026)]
    chooser = open_editor("opinion").main.binder.boxes["issue_id"].input
    assert [c.title for c in chooser._find("12")] == ["2026/12", "2025/12"]
    assert [c.title for c in chooser._find("2026年第12期")] == ["2026/12"]
    assert [c.title for c in chooser._find("下一期")] == []
    chooser.load(issues[0])
    assert chooser.choice.keys() == (issues[0],)


def test_what_is_odd_is_said_once_and_then_saved(
    qtbot: QtBot, office: Office, open_editor: OpenEditor
) -> None:
    editor = open_editor("member")
    write(qtbot, editor, "name", "张三")
    write(qtbot, editor, "phone", "1380013800")
    assert not editor.save()
    box = editor.main.binder.boxes["phone"]
    assert box.doubt() == "手机不像 11 位手机号或座机号，请核对"
    assert box.error() == ""
    assert editor.frame.wrong_text() == "有 1 处请核对，无误就再按保存"
    assert all_ids(office.ledger, "member") == []
    assert editor.save()
    assert all_ids(office.ledger, "member") == [editor.saved_id]


def test_another_doubt_is_said_again(qtbot: QtBot, office: Office, open_editor: OpenEditor) -> None:
    editor = open_editor("member")
    write(qtbot, editor, "name", "张三")
    write(qtbot, editor, "phone", "138")
    assert not editor.save()
    write(qtbot, editor, "id_number", "110105194912310021")
    assert not editor.save()
    assert editor.main.binder.boxes["id_number"].doubt()
    assert editor.save()


def test_an_old_record_is_not_asked_about_what_is_not_touched(
    qtbot: QtBot, office: Office, open_editor: OpenEditor
) -> None:
    member = office.member("张三")
    office.change("member", member, phone="138")
    editor = open_editor("member", member)
    write(qtbot, editor, "ethnicity", "畲族")
    assert editor.save()


def test_what_is_impossible_beside_other_records_is_said_at_its_field(
    qtbot: QtBot, office: Office, open_editor: OpenEditor
) -> None:
    body = office.add("unit", name="工商联", category="人民团体")
    filed = {"conclusion": "立案", "bodies": (body,)}
    office.add("proposal", serial="1", subject="甲", case_number="12", **filed)
    proposal = office.add("proposal", serial="2", subject="乙", case_number="13", **filed)
    editor = open_editor("proposal", proposal)
    write(qtbot, editor, "closed_on", "2026-06-01")
    assert not editor.save()
    assert error(editor, "closed_on") == "还没有任何单位答复，不能结案，请先登记答复"
    write(qtbot, editor, "closed_on", "")
    write(qtbot, editor, "case_number", "12")
    assert not editor.save()
    assert "已经用了这个案号" in error(editor, "case_number")
    assert (office.values("proposal", proposal) or {})["case_number"] == "13"


def test_a_proposal_is_not_offered_to_itself(office: Office, open_editor: OpenEditor) -> None:
    one, other = (office.add("proposal", serial=n, subject=f"供水{n}") for n in "12")
    for proposal in (one, other):
        office.change("proposal", proposal, conclusion="立案")
    chooser = open_editor("proposal", one).main.binder.boxes["merged_into_id"].input
    assert [c.key for c in chooser._find("供水")] == [other]


def test_the_next_number_of_minutes_is_offered(
    qtbot: QtBot, office: Office, open_editor: OpenEditor
) -> None:
    meeting = {"type": "主席会议", "start": datetime(2026, 3, 5, 9)}
    office.add("event", name="一", minutes_number="〔2026〕第20号", **meeting)
    event = office.add("event", name="二", **meeting)
    box = open_editor("event", event).main.binder.boxes["minutes_number"]
    assert box._offer is not None
    assert box._offer.text() == "用 〔2026〕第21号"
    box._offer.click()
    assert box.value() == "〔2026〕第21号"
    assert not box._offer.isVisibleTo(box)


def test_a_new_name_tells_who_is_near_it(
    open_editor: OpenEditor, qtbot: QtBot, office: Office
) -> None:
    office.add("member", name="张伟")
    editor = open_editor("member")
    box = editor.main.binder.boxes["name"]
    write(qtbot, editor, "name", "张玮")
    qtbot.waitUntil(lambda: bool(box.hint()))
    assert box.hint() == "已有相近的：张伟（W001）"
    write(qtbot, editor, "name", "李四")
    qtbot.waitUntil(lambda: not box.hint())


def test_the_tab_key_goes_on_behind_the_text(qtbot: QtBot, open_editor: OpenEditor) -> None:
    editor = open_editor("event")
    place = line(editor, "place")
    place.setText("县政协三楼会议室")
    place.setFocus(Qt.FocusReason.TabFocusReason)
    assert not place.hasSelectedText()
    assert place.cursorPosition() == len(place.text())
    line(editor, "name").setFocus(Qt.FocusReason.TabFocusReason)
    assert place.cursorPosition() == 0


def test_a_form_that_outlives_its_ledger_asks_it_nothing(
    open_editor: OpenEditor, qtbot: QtBot, office: Office
) -> None:
    office.add("member", name="张伟")
    editor = open_editor("member")
    (hint,) = editor.findChildren(NearHint)
    write(qtbot, editor, "name", "张玮")
    office.ledger.close()
    hint.look()
    assert not editor.main.binder.boxes["name"].hint()
