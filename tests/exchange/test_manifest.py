"""What a package says of itself is held to be possible before anything is taken in."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from zxdesk.errors import RefusedError
from zxdesk.exchange.manifest import Manifest, read_manifest
from zxdesk.exchange.package_file import open_package, pack, unpack
from zxdesk.statistics.catalogue import CATALOGUE_VERSION
from zxdesk.store.schema import SCHEMA_VERSION

TODAY = date(2026, 11, 22)
ROW = {
    "id": "T1-01",
    "label": "各类活动",
    "unit": "场",
    "code": "event.held",
    "expression": "event.held",
    "quarter": 1,
    "year_to_date": 1,
    "last_year": 0,
    "last_year_to_date": None,
}
GOOD: Mapping[str, Any] = {
    "format": 1,
    "schema": SCHEMA_VERSION,
    "catalogue": CATALOGUE_VERSION,
    "committee": "政协云溪县委员会",
    "level": "县",
    "region": "云溪县",
    "period": "2026Q3",
    "first": "2026-07-01",
    "last": "2026-09-30",
    "number": 2,
    "created": "2026-10-08T09:30:00",
    "head": {"step": 12, "hash": "ab"},
    "rows": [ROW],
}


def read(**changed: Any) -> Manifest:
    return read_manifest(Path("包.zip"), {**GOOD, **changed}, today=TODAY)


def row(**changed: Any) -> list[dict[str, Any]]:
    return [ROW | changed]


def test_a_manifest_is_read_as_it_stands() -> None:
    found = read()
    assert (found.committee, found.period.name, found.number) == ("政协云溪县委员会", "2026Q3", 2)
    assert (found.step, found.named) == (12, "2026Q3 第 2 号")
    assert found.rows[0].values == (1, 1, 0, None)


INCOMPLETE = "说明文件缺少内容或写法不对"
BAD: dict[str, tuple[dict[str, Any], str]] = {
    "format as truth": ({"format": True}, "格式不认识"),
    "format as text": ({"format": "1"}, "格式不认识"),
    "schema as truth": ({"schema": True}, "格式不认识"),
    "schema missing": ({"schema": None}, "格式不认识"),
    "newer schema": ({"schema": SCHEMA_VERSION + 1}, "由更新版本的程序导出"),
    "name blank": ({"committee": " "}, "名称是空的"),
    "name no text": ({"committee": ["政协"]}, INCOMPLETE),
    "name bidi": ({"committee": "政协\u202e云溪"}, "改变文字方向"),
    "name reserved": ({"committee": "aux"}, "不能用作文件名"),
    "name long": ({"committee": "长" * 61}, "超过 60 个字"),
    "region unseen": ({"region": "云\x07溪"}, "地区里有"),
    "level unknown": ({"level": "乡"}, INCOMPLETE),
    "level a list": ({"level": ["县"]}, INCOMPLETE),
    "number zero": ({"number": 0}, "编号应在 1 到 999 之间"),
    "number endless": ({"number": 10**30}, "编号应在 1 到 999 之间"),
    "number far": ({"number": 999_999}, "编号应在 1 到 999 之间"),
    "number as truth": ({"number": True}, INCOMPLETE),
    "number as text": ({"number": "2"}, INCOMPLETE),
    "number broken": ({"number": 1.5}, INCOMPLETE),
    "first of all days": ({"first": "0001-01-01", "last": "0001-03-31"}, "期间不是一个季度"),
    "first quarter ever": (
        {"first": "0001-01-01", "last": "0001-03-31", "period": "1Q1"},
        "太早",
    ),
    "last of all days": (
        {"first": "9999-10-01", "last": "9999-12-31", "period": "9999Q4"},
        "9999Q4 还没有到",
    ),
    "a quarter to come": (
        {"first": "2027-01-01", "last": "2027-03-31", "period": "2027Q1"},
        "2027Q1 还没有到",
    ),
    "no quarter": ({"last": "2026-09-29"}, "期间不是一个季度"),
    "other name": ({"period": "2026Q2"}, "期间不是一个季度"),
    "first no day": ({"first": 20260701}, INCOMPLETE),
    "created before all": ({"created": "1970-01-01T00:00:00"}, "导出时间不可能"),
    "created far": ({"created": "9999-12-31T00:00:00"}, "导出时间不可能"),
    "created with zone": ({"created": "2026-10-08T09:30:00+08:00"}, "导出时间不可能"),
    "created no moment": ({"created": "昨天"}, INCOMPLETE),
    "rows empty": ({"rows": []}, "没有报表数字"),
    "rows no list": ({"rows": {"a": 1}}, INCOMPLETE),
    "rows of text": ({"rows": ["各类活动"]}, INCOMPLETE),
    "rows endless": ({"rows": [ROW] * 1001}, "报表超过 1000 行"),
    "rows twice": ({"rows": [ROW, ROW]}, "编号相同"),
    "value as truth": ({"rows": row(quarter=True)}, INCOMPLETE),
    "value no number": ({"rows": row(quarter=float("nan"))}, INCOMPLETE),
    "value infinite": ({"rows": row(quarter=float("inf"))}, INCOMPLETE),
    "value endless": ({"rows": row(quarter=10**30)}, INCOMPLETE),
    "value missing": ({"rows": [{k: v for k, v in ROW.items() if k != "quarter"}]}, INCOMPLETE),
    "expression no text": ({"rows": row(expression=None)}, INCOMPLETE),
    "expression long": ({"rows": row(expression="event.held 类型=" + "长" * 500)}, INCOMPLETE),
    "expression unknown": ({"rows": row(expression="secret.count")}, "指标不认识"),
    "expression unclosed": ({"rows": row(expression='event.held "')}, "指标不认识"),
    "code another": ({"rows": row(code="member.active")}, "代码或单位与它的指标"),
    "unit another": ({"rows": row(unit="万场")}, "代码或单位与它的指标"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_is_refused_by_one_sentence(name: str) -> None:
    changed, reason = BAD[name]
    with pytest.raises(RefusedError) as refused:
        read(**changed)
    assert reason in refused.value.message
    assert refused.value.message.startswith("报送包“包.zip”没有接收，")
    assert refused.value.message.endswith("，台账没有改动")


@pytest.mark.parametrize("key", GOOD.keys() - {"catalogue", "head", "region"})
def test_what_is_missing_is_refused(key: str) -> None:
    found = {name: value for name, value in GOOD.items() if name != key}
    with pytest.raises(RefusedError):
        read_manifest(Path("包.zip"), found, today=TODAY)


@pytest.mark.parametrize("head", [None, {}, {"step": "12"}, {"step": -1}, {"step": True}, []])
def test_a_sender_that_does_not_say_its_step_is_taken(head: object) -> None:
    assert read(head=head).step == 0


def test_an_older_catalogue_is_refused_and_the_sender_updates() -> None:
    with pytest.raises(RefusedError, match=r"第 1 版指标口径.*请报送单位升级程序"):
        read(catalogue=1)
    older = {name: value for name, value in GOOD.items() if name != "catalogue"}
    with pytest.raises(RefusedError, match=r"第 1 版指标口径.*请报送单位升级程序"):
        read_manifest(Path("包.zip"), older, today=TODAY)


def test_a_newer_catalogue_is_refused_and_the_receiver_updates() -> None:
    newer = CATALOGUE_VERSION + 1
    with pytest.raises(RefusedError, match=rf"第 {newer} 版指标口径.*请先升级本单位的程序"):
        read(catalogue=newer)


def test_a_clock_that_is_some_days_off_refuses_nothing() -> None:
    near = {"first": "2027-01-01", "last": "2027-03-31", "period": "2027Q1"}
    found = read_manifest(Path("包.zip"), {**GOOD, **near}, today=date(2026, 12, 24))
    assert found.period.name == "2027Q1"


FILES = dict.fromkeys(("季度报表.pdf", "季度报表.xlsx", "明细.xlsx"), b"x")


@pytest.mark.parametrize(
    "words",
    [
        '{"a": NaN}',
        '{"a": -Infinity}',
        '{"a": 1e999}',
        f'{{"a": {"9" * 5000}}}',
        f'{{"a": {10**30}}}',
        '{"a": "\\ud800"}',
        '{"a\\u202e": 1}',
        '{"a": "\\u0000"}',
        '{"a": ' + "[" * 100 + "]" * 100 + "}",
        '{"a": ' + "[" * 100_000 + "]" * 100_000 + "}",
        '{"a": [' + "0," * 100_000 + "0]}",
        "[]",
        "1",
        "",
        "{",
    ],
    ids=range(15),
)
def test_a_manifest_that_is_not_plain_is_refused(
    words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad = tmp_path / "坏.zip"
    with monkeypatch.context() as patched:
        patched.setattr(json, "dumps", lambda *_args, **_named: words)
        bad.write_bytes(pack(FILES, {}))
    with pytest.raises(RefusedError, match="说明文件不能读取"):
        unpack(bad)


def test_the_reading_process_refuses_it_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad = tmp_path / "坏.zip"
    with monkeypatch.context() as patched:
        patched.setattr(json, "dumps", lambda *_args, **_named: "[" * 100_000 + "]" * 100_000)
        bad.write_bytes(pack(FILES, {}))
    with pytest.raises(RefusedError, match=r"报送包“坏\.zip”没有接收"):
        open_package(bad)
