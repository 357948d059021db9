import math
from datetime import datetime
from pathlib import Path
from typing import Any

import pdfplumber
import pytest

from tests.documents.reading import MM, lines_of, plumber_text, pypdf_text
from tests.papers.samples import PEOPLE, attendance, roster
from zxdesk.documents.column_widths import column_widths
from zxdesk.documents.page import PaperResult
from zxdesk.papers.catalogue import PAPERS
from zxdesk.papers.roll import AttendanceRow
from zxdesk.papers.roster import RosterGroup, RosterRow

BOTTOM, RIGHT = 262 * MM, 184 * MM


def write_table(folder: Path, count: int = 30, **changes: Any) -> tuple[Path, PaperResult]:
    path = folder / "考勤.pdf"
    return path, PAPERS["出席表"].write(attendance(count, **changes), path, bundled_fonts=True)


def test_every_name_is_on_the_table(tmp_path: Path) -> None:
    path, result = write_table(tmp_path, rows=tuple(row(name) for name in PEOPLE))
    assert result.missing_glyphs == ()
    for text in (pypdf_text(path), plumber_text(path)):
        for name in PEOPLE:
            assert name in text.replace(" ", "").replace("\n", "")


def row(name: str, post: str = "县文化馆馆长") -> AttendanceRow:
    return AttendanceRow(name=name, post=post, capacity="委员", status="出席")


def test_the_heading_comes_again_on_every_page(tmp_path: Path) -> None:
    path, result = write_table(tmp_path, 90)
    assert result.pages > 2
    for page in lines_of(path):
        assert sum("出席情况备注" in line.text for line in page) == 1


def test_rows_stay_on_the_page_and_are_all_there(tmp_path: Path) -> None:
    path, _ = write_table(tmp_path, 90)
    pages = lines_of(path)
    for page in pages:
        for line in page[:-1]:
            assert line.bottom <= BOTTOM + 0.1
            assert line.right <= RIGHT + 0.1
    numbers = [line.text for page in pages for line in page]
    for place in range(1, 91):
        assert any(text.startswith(str(place)) for text in numbers)


def test_two_character_names_are_as_wide_as_three(tmp_path: Path) -> None:
    path, _ = write_table(tmp_path, rows=(row("方言"), row("程立言")))
    with pdfplumber.open(path) as document:
        chars = document.pages[0].chars
    where = {char["text"]: char for char in chars if char["size"] == 12}
    assert abs(where["方"]["x0"] - where["程"]["x0"]) < 0.1
    ends = [char["x1"] for char in chars if char["text"] == "言" and char["size"] == 12]
    assert len(ends) == 2
    assert abs(ends[0] - ends[1]) < 0.1


def test_the_head_says_where_when_and_how_many(tmp_path: Path) -> None:
    text = pypdf_text(write_table(tmp_path)[0])
    for words in (
        "居家社区养老服务专题协商会出席情况表",
        "地点：县政协二楼会议室",
        "时间：2026年3月16日09:00",
        "应到30人，实到21人，请假6人，缺席3人",
    ):
        assert words in text


def test_a_day_without_an_hour_shows_none(tmp_path: Path) -> None:
    path, _ = write_table(tmp_path, start=datetime(2026, 3, 16))
    assert "00:00" not in pypdf_text(path)


def test_progress_is_told_row_by_row(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    PAPERS["出席表"].write(
        attendance(5),
        tmp_path / "a.pdf",
        bundled_fonts=True,
        progress=lambda done, total: told.append((done, total)),
    )
    assert told == [(1, 5), (2, 5), (3, 5), (4, 5), (5, 5)]
    told.clear()
    PAPERS["委员名册"].write(
        roster(2, 2),
        tmp_path / "r.pdf",
        bundled_fonts=True,
        progress=lambda done, total: told.append((done, total)),
    )
    assert told[-1] == (4, 4)


def test_a_cell_taller_than_a_page_goes_on(tmp_path: Path) -> None:
    path, result = write_table(tmp_path, rows=(row("方言"), row("程立言", "久" * 5000)))
    assert result.pages > 2
    assert pypdf_text(path).count("久") == 5000


@pytest.mark.parametrize("text", ["", "<b>A&B", "\x00\ud800😀", "B" * 400, "，。" * 300])
def test_hostile_cells_make_a_paper(tmp_path: Path, text: str) -> None:
    _, result = write_table(
        tmp_path, rows=(row(text, text),) * 3, title=text, place=text, committee=text
    )
    assert result.pages >= 1
    rows = RosterGroup(title=text, rows=(RosterRow(cells=(text,)),))
    content = roster(groups=(rows,), columns=(text, "姓名"), title=text)
    assert PAPERS["委员名册"].write(content, tmp_path / "r.pdf", bundled_fonts=True).pages >= 1


def test_an_empty_table_and_roster_are_pages(tmp_path: Path) -> None:
    assert write_table(tmp_path, 0, counts=())[1].pages == 1
    content = roster(groups=(), columns=())
    assert PAPERS["委员名册"].write(content, tmp_path / "r.pdf", bundled_fonts=True).pages == 1


def test_a_roster_names_its_groups_again_on_the_next_page(tmp_path: Path) -> None:
    path = tmp_path / "r.pdf"
    result = PAPERS["委员名册"].write(roster(2, 60), path, bundled_fonts=True)
    assert result.pages > 3
    text = pypdf_text(path)
    assert "中共界（60人）" in text
    assert "中共界（60人）（续）" in text
    assert "截至2026年3月18日，共120人" in text
    assert "（续）（续）" not in text


def test_a_group_that_says_its_number_is_not_given_another(tmp_path: Path) -> None:
    groups = (RosterGroup(title="教育界（1人）", rows=(RosterRow(cells=("方言",)),)),)
    path = tmp_path / "r.pdf"
    PAPERS["委员名册"].write(roster(groups=groups, columns=("姓名",)), path, bundled_fonts=True)
    assert pypdf_text(path).count("（1人）") == 1


def test_a_group_title_does_not_end_a_page(tmp_path: Path) -> None:
    path = tmp_path / "r.pdf"
    for each in (20, 21, 22):
        PAPERS["委员名册"].write(roster(3, each), path, bundled_fonts=True)
        for page in lines_of(path):
            assert "界（" not in page[-2].text


def test_columns_fill_the_block_and_short_ones_get_what_they_need() -> None:
    widths = column_widths(
        ["序号", "姓名", "单位"], [["1", "程立言", "长" * 60]], size=12, total=440
    )
    assert abs(sum(widths) - 440) < 0.01
    assert widths[0] >= 24
    assert widths[1] >= 36
    assert widths[2] > 300
    odd = [["方言", "中共党员"]] * 30 + [["程立言", "长" * 40]]
    assert column_widths(["姓名", "党派"], odd, size=12, total=440)[1] < 300
    huge = column_widths(["单位", "职务"], [["长" * 5000, "长" * 12]], size=12, total=440)
    assert huge[1] > 80
    many = column_widths(["长" * 9] * 20, [], size=12, total=440)
    assert abs(sum(many) - 440) < 0.01


def test_names_and_titles_stay_whole_in_a_crowded_table() -> None:
    """Seventeen columns on a turned sheet, as the table of members' duties has them."""
    titles = (
        "名称",
        "性别",
        "界别",
        "专委会",
        "工作单位",
        "职务",
        *["发言", "全体会议"] * 5,
        "全部",
    )
    posts = ("委员", "社会法制和民族宗教委员会主任", "党组副书记、副主席")
    rows = [
        (
            name,
            "男",
            "中国共产党",
            "社会法制和民族宗教委员会",
            "政协云溪县委员会",
            post,
            *["10"] * 11,
        )
        for name in ("周明远", "万俟文博")
        for post in posts
    ]
    widths = column_widths(titles, rows, size=9.0, total=637.8)
    assert sum(widths) == pytest.approx(637.8)
    white = 9.0
    assert widths[0] >= 4 * 9.0 + white
    assert widths[5] >= 4 * 9.0 + white
    assert all(width >= 2 * 9.0 + white for width in widths)
    assert max(math.ceil(14 * 9.0 / (width - white)) for width in widths[3:6]) <= 4


def test_a_roster_gives_the_same_bytes_twice(tmp_path: Path) -> None:
    first, second = tmp_path / "a.pdf", tmp_path / "b.pdf"
    PAPERS["委员名册"].write(roster(), first, bundled_fonts=True)
    PAPERS["委员名册"].write(roster(), second, bundled_fonts=True)
    assert first.read_bytes() == second.read_bytes()


def test_dates_are_not_broken_for_the_sake_of_long_columns() -> None:
    titles = ("案号", "案由", "提案者", "类别", "主办单位", "交办日期", "答复日期", "结果", "评价")
    row = ("1", "关于完善居家养老服务的提案" * 2, "欧阳明", "社会建设", "县民政局")
    rows = [(*row, "2026-01-20", "2026-03-18", "A", "满意")] * 12
    widths = column_widths(titles, rows, size=10.5, total=442.0)
    for n in (5, 6):
        assert widths[n] >= 10 * 0.5 * 10.5 + 8
    assert sum(widths) == pytest.approx(442.0)
    assert min(widths) > 10.5
