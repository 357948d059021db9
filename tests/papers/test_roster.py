from datetime import date

from tests.ledgers import TODAY, Office
from zxdesk.papers.roster import BY_STROKES, ROSTER_COLUMNS, roster_content


def test_a_roster_holds_those_in_office_on_the_day_by_sector(office: Office) -> None:
    economy, labour = (office.add("unit", name=name) for name in ("经济界", "工会界"))
    member_id = office.add("member", name="张三", gender="女", ethnicity="汉族", party="民盟")
    for sector, start, end in ((economy, "2022-01", "2026-06"), (labour, "2026-07", None)):
        office.add(
            "service",
            member_id=member_id,
            term=5,
            sector_id=sector,
            start=start,
            end=end,
            employer="县供电局",
            job="科长",
            post="常务委员",
        )
    office.member("李四", sector_id=economy, end="2026-01")
    office.member("王五")
    before = roster_content(office.ledger, date(2026, 6, 30))
    assert [group.title for group in before.groups] == ["经济界（1人）", "未填界别（1人）"]
    assert before.as_of == date(2026, 6, 30)
    after = roster_content(office.ledger, date(2026, 7, 1))
    assert [group.title for group in after.groups] == ["工会界（1人）", "未填界别（1人）"]
    cells = after.groups[0].rows[0].cells
    assert cells == ("张三", "女", "汉族", "民盟", "县供电局 科长", "常务委员", "")
    assert len(cells) == len(ROSTER_COLUMNS)
    long_ago = roster_content(office.ledger, date(1990, 1, 1))
    assert [group.rows[0].cells[0] for group in long_ago.groups] == ["李四", "王五"]


def test_a_roster_by_strokes_begins_with_the_fewest(office: Office) -> None:
    for name in ("郑一", "陈二", "丁三", "王四", "𫖮五", "李六"):
        office.member(name)
    content = roster_content(office.ledger, TODAY, by=BY_STROKES)
    (group,) = content.groups
    assert "".join(row.cells[0][0] for row in group.rows) == "丁王李陈郑𫖮"
