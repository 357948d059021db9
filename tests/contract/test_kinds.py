"""What holds for every kind of record, also for one that is added tomorrow."""

import re
import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.kinds import (
    Ids,
    present,
    sample,
    taken_back,
    values_of_field,
    values_of_kind,
    values_of_type,
)
from tests.ledgers import Office, dump
from zxdesk.errors import UserError
from zxdesk.exchange.captions import must_be_filled, sheet_fields
from zxdesk.queries import computed
from zxdesk.queries.values import find, keys, load, titles
from zxdesk.records import KINDS, RecordKind, kind_named, workbook_kinds
from zxdesk.records.fieldtypes import Choice, FieldType, OpenChoice, Value
from zxdesk.records.kind import Field, Lines, OneOf, Reference, RefList, Through
from zxdesk.services import records
from zxdesk.services.records import InvalidRecord
from zxdesk.services.removal import refused_removals
from zxdesk.services.ruling import refusals
from zxdesk.store import history, schema

EVERY_KIND = pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
LEDGER_WORK = settings(
    max_examples=settings.default.max_examples // 5,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
FIELDS = [(kind, spec) for kind in KINDS.values() for spec in kind.fields.values()]
LINKS = [(kind, spec) for kind, spec in FIELDS if isinstance(spec, (RefList, Lines))]


def called(pair: Any) -> str:
    return pair.name


def column_field(name: str, kind: RecordKind) -> bool:
    """Whether a list can show this column."""
    if name.startswith("@"):
        return name in computed.TITLES
    if "." in name:
        other, _, field = name.partition(".")
        return (
            kind.periods is not None and kind.periods.kind == other and field in KINDS[other].fields
        )
    return name in kind.fields


@EVERY_KIND
def test_every_named_field_exists(kind: RecordKind) -> None:
    visible = {spec.name for spec in kind.visible_fields()}
    in_sections = [name for _, names in kind.sections for name in names]
    for names in (kind.columns, kind.search, in_sections):
        assert set(names) <= visible
    assert set(kind.key) <= set(kind.table.columns.keys())
    assert kind.naming in visible
    assert not kind.dated or kind.dated in kind.table.columns
    assert set(kind.in_being or ()) <= set(kind.table.columns.keys())
    assert all(column_field(name, kind) for name in kind.list_columns)
    assert all(column_field(name.removeprefix("-"), kind) or name == "id" for name in kind.sort)


@EVERY_KIND
def test_children_and_periods_point_to_their_record(kind: RecordKind) -> None:
    owned = list(kind.children)
    if kind.periods:
        owned.append((kind.periods.kind, kind.periods.column))
        other = KINDS[kind.periods.kind].table
        assert {kind.periods.start, kind.periods.end} <= set(other.columns.keys())
    for child, column in owned:
        keys_of_column = KINDS[child].table.c[column].foreign_keys
        assert [(key.column.table.name, key.ondelete) for key in keys_of_column] == [
            (kind.name, "CASCADE")
        ]


@EVERY_KIND
def test_rows_that_go_with_a_record_are_its_declared_children(kind: RecordKind) -> None:
    going = {
        (other.name, key.parent.name)
        for other in KINDS.values()
        for key in other.table.foreign_keys
        if key.column.table is kind.table and key.ondelete == "CASCADE"
    }
    assert going == set(kind.children)


@EVERY_KIND
def test_every_visible_field_stands_in_one_section_and_one_column(kind: RecordKind) -> None:
    # Periods are edited with the record they belong to, which is not a field of their form.
    holders = {
        other.periods.column
        for other in KINDS.values()
        if other.periods and other.periods.kind == kind.name
    }
    visible = [spec.name for spec in kind.visible_fields() if spec.name not in holders]
    in_sections = [name for _, names in kind.sections for name in names]
    assert sorted(in_sections) == sorted(visible)
    assert sorted(kind.columns) == sorted(visible)


@EVERY_KIND
def test_titles_are_unique_and_unambiguous(kind: RecordKind) -> None:
    specs = list(kind.visible_fields())
    titles_of_kind = [spec.title for spec in specs]
    assert len(set(titles_of_kind)) == len(titles_of_kind)
    captions = [spec.caption for spec in specs]
    assert len(set(captions)) == len(captions)
    headings = [heading for spec in specs for heading in spec.headings]
    assert len(set(headings)) == len(headings)
    assert not set(headings) & set(titles_of_kind)
    for spec in specs:
        assert kind.by_caption(spec.caption) == spec
        assert re.search("[\u4e00-\u9fff]", spec.title)


def test_kinds_are_found_by_both_names() -> None:
    sheets = [kind.sheet for kind in KINDS.values()]
    assert len(set(sheets)) == len(sheets)
    for kind in KINDS.values():
        assert kind_named(kind.name) is kind_named(kind.sheet) is kind
        assert kind.name == kind.table.name
    assert kind_named("没有") is None


# What section 2 of the contract fixes: * is required. More columns may follow.
CONTRACT = {
    "单位": "单位名称*、类别*、上级单位、地区、联系人、电话、启用日期、停用日期",
    "会次": "届次*、会次*、开幕日期、闭幕日期",
    "品牌": "名称*、上级品牌、说明、每年指标",
    "委员": "委员编号、姓名*、性别、民族、出生日期、政治面貌、党派、界别、专委会、活动组、"
    "履职党支部、"
    "政协职务、工作单位、单位职务、手机、身份证号、届次、任职起、任职止、离任原因、备注",
    "阵地": "编号*、名称*、类型*、子类、地区、成立日期、撤销日期、牵头委员、团队成员、星级、"
    "每年指标",
    "提案": "届次*、会次*、流水号*、案号、案由*、正文、类别、提案者性质、第一提案人、联名人、"
    "集体单位、"
    "提交日期*、时间标识、审查结论、不予立案理由、并入流水号、重点提案、督办领导、主办单位、"
    "会办单位、"
    "分办单位、交办日期、答复期限、答复日期、答复文号、办理结果、办理态度评价、办理结果评价、"
    "反馈日期、"
    "结案日期",
    "办理": "提案*、单位*、角色*、交办日期、签收日期、期限、延期至、延期理由、答复日期、"
    "答复文号、办理结果",
    "反馈": "提案*、委员*、办理态度评价、办理结果评价、日期、意见",
    "协商": "编号*、年度*、议题*、类别、形式、选题来源、牵头领导、牵头单位、参与单位、"
    "上级议题、计划月份、"
    "阶段、范围、备注",
    "活动": "编号*、名称*、类型*、方式、开始时间*、结束时间、地点、主办单位、阵地、协商编号、"
    "状态、群众人次、"
    "来宾人数、发言条数、成效金额、主持人、记录人、参加委员、参加领导、列席人员、纪要号、议程、"
    "纪要正文、备注",
    "出席": "活动编号*、委员*、身份、出席情况*、请假事由",
    "意见建议": "编号*、来源编号*、内容*、提出人、日期、有效、办理单位、采纳情况、结果",
    "问题": "编号*、来源编号*、内容*、主题、责任单位、状态、解决日期",
    "社情民意": "编号*、标题*、正文、反映人、反映单位、提交日期*、类别、期号、上报日期",
    "采用": "期号*、级别*、方式、日期*",
    "成果": "编号*、类型*、标题*、来源编号、报送对象、报送日期*",
    "批示": "编号*、对象编号*、领导*、层级*、日期*、内容、办理反馈",
    "大会发言": "编号*、活动编号、题目*、发言人、代表单位、形式、日期*",
    "媒体报道": "编号*、标题*、媒体、级别、栏目、日期*",
    "文件": "编号*、类型*、标题*、方式、发文单位、字数、日期*",
    "荣誉": "编号*、对象*、名称*、授予单位、级别、日期*",
    "共富项目": "编号*、名称*、界别、地区、类型、开始日期*、群众人次",
}

# What is no sheet of its own: it stands in others, or the office keeps it in the window alone.
BESIDE_THE_WORKBOOK = (
    *("service", "issue", "quota", "saved_figure", "rating_scheme", "rating"),
    *("reporting_table", "reporting_row", "listed_value"),
)


def test_the_workbook_has_the_sheets_of_the_contract() -> None:
    sheets = {kind.sheet for kind in workbook_kinds()}
    assert set(CONTRACT) <= sheets
    assert not sheets & {KINDS[name].sheet for name in BESIDE_THE_WORKBOOK}


@pytest.mark.parametrize("sheet", CONTRACT)
def test_a_sheet_has_the_columns_of_the_contract_in_its_order(sheet: str) -> None:
    kind = kind_named(sheet)
    assert kind
    fixed = [title.removesuffix("*") for title in CONTRACT[sheet].split("、")]
    fields = {spec.title: (owner, spec) for owner, spec in sheet_fields(kind)}
    assert set(fixed) <= set(fields)
    starred = {title for title in fields if must_be_filled(*fields[title])}
    wanted = {t.removesuffix("*") for t in CONTRACT[sheet].split("、") if t.endswith("*")}
    assert starred == wanted
    if sheet != "委员":
        assert [title for title in fields if title in fixed] == fixed


def test_personal_data_is_marked() -> None:
    marked = {(kind.name, spec.title) for kind, spec in FIELDS if spec.personal}
    assert marked == {
        ("unit", "电话"),
        ("member", "出生日期"),
        ("member", "手机"),
        ("member", "身份证号"),
    }


def types() -> list[FieldType]:
    """Every type of field in use, once."""
    found = [part for _, spec in FIELDS if isinstance(spec, Lines) for _, _, part in spec.parts]
    found += [s.type for _, s in FIELDS if not isinstance(s, (Lines, Reference, OneOf))]
    return list(dict.fromkeys(found))


@pytest.mark.parametrize("type_", types(), ids=lambda type_: type(type_).__name__)
@given(data=st.data())
def test_what_is_shown_is_read_back(type_: FieldType, data: st.DataObject) -> None:
    value = data.draw(values_of_type(type_))
    assert type_.parse(type_.show(value)) == value
    assert type_.parse(type_.cell(value)) == value


class TakenKey(Exception):
    """The values drawn have the key of another record, or a rule speaks against them."""


def added(office: Office, kind: RecordKind, values: dict[str, Value]) -> int:
    try:
        return office.add(kind.name, **values)
    except InvalidRecord as error:
        owner, today = office.ledger.own_id, office.ledger.today
        ruled = office.ask(refusals, kind, values, owner_id=owner, today=today)
        if "已经有了" not in error.message and not ruled:
            raise
        raise TakenKey from error


@LEDGER_WORK
@EVERY_KIND
@given(data=st.data())
def test_a_record_is_kept_found_changed_and_deleted(
    stocked: Office, kind: RecordKind, data: st.DataObject
) -> None:
    ids = present(stocked)
    values = data.draw(values_of_kind(kind, ids))
    change = data.draw(one_change(kind, ids))
    with taken_back(stocked), suppress(TakenKey):
        record_id = added(stocked, kind, values)
        stored = stocked.values(kind.name, record_id)
        assert stored
        assert {name: stored[name] for name in values} == values
        the_key_finds_it(stocked, kind, record_id)
        one_value_changes(stocked, kind, record_id, change)
        deleted(stocked, kind, record_id)
        assert stocked.values(kind.name, record_id) is None


def deleted(office: Office, kind: RecordKind, record_id: int) -> None:
    before = office.values(kind.name, record_id)
    try:
        office.delete(kind.name, record_id)
    except UserError as error:
        assert office.ask(refused_removals, kind, [record_id])
        assert office.values(kind.name, record_id) == before
        raise TakenKey from error


def one_change(kind: RecordKind, ids: Ids) -> st.SearchStrategy[tuple[str, Value]]:
    """A field and another value for it."""
    return st.sampled_from(list(kind.visible_fields())).flatmap(
        lambda spec: values_of_field(spec, ids).map(lambda value: (spec.name, value))
    )


def the_key_finds_it(office: Office, kind: RecordKind, record_id: int) -> None:
    key = office.ask(keys, kind.name, [record_id])[record_id]
    assert office.ask(find, kind, key, owner_id=office.ledger.own_id) == [record_id], key
    assert isinstance(office.ask(titles, kind.name, [record_id])[record_id], str)


def one_value_changes(
    office: Office, kind: RecordKind, record_id: int, change: tuple[str, Value]
) -> None:
    name, value = change
    before = office.values(kind.name, record_id)
    assert before
    try:
        changed = office.change(kind.name, record_id, **{name: value})
    except InvalidRecord:
        assert office.values(kind.name, record_id) == before
        return
    assert changed == (before[name] != value)
    after = office.values(kind.name, record_id)
    assert after
    visible = [spec.name for spec in kind.visible_fields()]
    assert {n: after[n] for n in visible} == {n: before[n] for n in visible} | {name: value}
    if changed and name in kind.table.columns:
        newest = history.listed(office.ledger, record=(kind.name, record_id), limit=1)[0]
        assert newest.changes <= 2  # with its value in an open list


@EVERY_KIND
def test_saving_what_is_there_already_leaves_no_trace(stocked: Office, kind: RecordKind) -> None:
    record_id = present(stocked)[kind.name][0]
    values = stocked.values(kind.name, record_id)
    before = history.listed(stocked.ledger, limit=1)
    assert values
    shown = {spec.name: values[spec.name] for spec in kind.visible_fields()}
    assert not stocked.change(kind.name, record_id, **shown)
    assert history.listed(stocked.ledger, limit=1) == before


def references() -> list[tuple[RecordKind, Field, str]]:
    """Every way in which a record may be referred to and not go with the other."""
    found: list[tuple[RecordKind, Field, str]] = []
    for kind, spec in FIELDS:
        if isinstance(spec, OneOf):
            found += [(kind, spec, target) for target, _ in spec.options]
        elif isinstance(spec, Reference) and spec.name not in kind.hidden_columns:
            found.append((kind, spec, spec.target))
    children = {(child, column) for kind in KINDS.values() for child, column in kind.children}
    return [
        found_one for found_one in found if (found_one[0].name, found_one[1].name) not in children
    ]


@pytest.mark.parametrize(
    ("kind", "spec", "target"),
    references(),
    ids=[f"{kind.name}.{spec.name}-{target}" for kind, spec, target in references()],
)
def test_what_is_referred_to_is_not_deleted(
    stocked: Office, kind: RecordKind, spec: Field, target: str
) -> None:
    ids = present(stocked)
    target_id = stocked.add(target, **sample(KINDS[target], 2, ids))
    value: Value = target_id
    if isinstance(spec, OneOf):
        value = (target, target_id)
    elif isinstance(spec, RefList):
        value = (target_id,)
    more = {"conclusion": "并案"} if spec.name == "merged_into_id" else {}
    stocked.change(kind.name, ids[kind.name][0], **{spec.name: value}, **more)
    before = dump(stocked.ledger.path)
    holder = KINDS[spec.child] if isinstance(spec, Through) else kind
    with pytest.raises(UserError, match=f"1 条{holder.sheet}"):
        stocked.delete(target, target_id)
    assert dump(stocked.ledger.path) == before
    stocked.change(kind.name, ids[kind.name][0], **{spec.name: office_default(spec, ids)})
    stocked.delete(target, target_id)


def office_default(spec: Field, ids: Ids) -> Value:
    """A value that no longer refers to the record to be deleted."""
    if isinstance(spec, OneOf):
        first, _ = spec.options[0]
        return (first, ids[first][0])
    if isinstance(spec, RefList):
        return ()
    assert isinstance(spec, Reference)
    return ids[spec.target][0] if spec.required else None


CHOICES = [(kind, spec) for kind, spec in FIELDS if isinstance(spec.type, Choice)]


@pytest.mark.parametrize(("kind", "spec"), CHOICES, ids=called)
def test_a_value_outside_a_closed_list_is_refused_by_the_schema(
    filled_file: Path, kind: RecordKind, spec: Field
) -> None:
    assert isinstance(spec.type, Choice)
    update = f'UPDATE {kind.name} SET "{spec.name}" = ? WHERE id = 1'
    with closing(sqlite3.connect(filled_file)) as connection:
        for value in spec.type.values:
            connection.execute(update, [value])
        with pytest.raises(sqlite3.IntegrityError, match="CHECK"):
            connection.execute(update, ["别的"])


ONE_OFS = [(kind, spec) for kind, spec in FIELDS if isinstance(spec, OneOf)]


@pytest.mark.parametrize(("kind", "spec"), ONE_OFS, ids=called)
def test_exactly_one_of_several_kinds_is_referred_to(
    filled_file: Path, kind: RecordKind, spec: OneOf
) -> None:
    with closing(sqlite3.connect(filled_file)) as connection:
        for value in ("NULL", "1") if spec.required else ("1",):
            assignments = ", ".join(f"{column} = {value}" for _, column in spec.options)
            with pytest.raises(sqlite3.IntegrityError, match="CHECK"):
                connection.execute(f"UPDATE {kind.name} SET {assignments} WHERE id = 1")


@EVERY_KIND
def test_a_key_is_taken_only_once_within_an_owner(stocked: Office, kind: RecordKind) -> None:
    ids = present(stocked)
    values = stocked.values(kind.name, ids[kind.name][0])
    assert values
    with pytest.raises(InvalidRecord, match="已经有了") as caught:
        stocked.add(kind.name, **{spec.name: values[spec.name] for spec in kind.visible_fields()})
    assert set(caught.value.errors) == {kind.key[-1]}


def test_every_table_of_links_belongs_to_a_field_or_holds_attachments() -> None:
    linking = {table for table in schema.logged_tables() if "record_id" in table.columns}
    of_fields = {spec.table for _, spec in LINKS if not isinstance(spec, Through)}
    assert linking == of_fields | {kind.attachments for kind in KINDS.values()}


def a_line(spec: Lines) -> tuple[Value, ...]:
    """A line with nothing but its first part."""
    (_, _, first), *rest = spec.parts
    return (first.parse("1"), *[None] * len(rest))


def free(office: Office, kind: RecordKind, record_id: int, *, besides: str) -> None:
    """Delete what refers to a record, but not the rows of a table."""
    names = list(KINDS)
    for name in reversed(names[names.index(kind.name) + 1 :]):
        if not office.ask(records.users_of, kind, record_id):
            return
        others = present(office)[name] if name != besides else []
        with office.ledger.write("删除") as session:
            for other_id in others:
                with suppress(UserError):
                    records.delete(session, KINDS[name], other_id)
    assert not office.ask(records.users_of, kind, record_id)


@pytest.mark.parametrize(("kind", "spec"), LINKS, ids=called)
def test_linked_rows_go_with_their_record_and_are_logged(
    stocked: Office, kind: RecordKind, spec: Any
) -> None:
    ids = present(stocked)
    value: Value = tuple(ids[spec.target]) if isinstance(spec, RefList) else (a_line(spec),)
    table = KINDS[spec.child].name if isinstance(spec, Through) else spec.table.name
    record_id = ids[kind.name][1]
    with stocked.ledger.write("改关联") as session:
        records.update(session, kind, record_id, {spec.name: value})
    assert set(session.changes.ids) == {table if isinstance(spec, Through) else kind.name}
    changes = history.of_record(stocked.ledger, kind.name, record_id)
    assert [c.table for c in changes[: len(value)]] == [table] * len(value)
    free(stocked, kind, record_id, besides=table)
    rows = len(dump(stocked.ledger.path)[table])
    stocked.delete(kind.name, record_id)
    assert len(dump(stocked.ledger.path)[table]) == rows - len(value)
    history.undo(stocked.ledger)
    assert len(dump(stocked.ledger.path)[table]) == rows
    with stocked.ledger.read() as session:
        restored = load(session, kind, record_id)
    assert restored
    assert restored[spec.name] == value


def test_open_lists_grow_by_what_is_entered(stocked: Office) -> None:
    for kind, spec in FIELDS:
        if isinstance(spec.type, OpenChoice):
            assert spec.type.suggest, f"{kind.name}.{spec.name}"
    stocked.add("event", name="座谈会", type="院坝协商")
    values = [row[3] for row in dump(stocked.ledger.path)["listed_value"] if row[2] == "活动类型"]
    assert values[-1] == "院坝协商"
    assert len(set(values)) == len(values)
