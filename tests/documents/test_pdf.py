"""Finished pages measured by other people's readers, on texts nobody wrote by hand."""

import shutil
import subprocess
import tempfile
from itertools import pairwise
from pathlib import Path

import pypdf
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.documents.reading import MM, lines_of, pdfium_text, plumber_text, pypdf_text
from tests.papers.paper_samples import register
from tests.papers.samples import minutes, roster
from zxdesk.papers.catalogue import PAPERS
from zxdesk.papers.roll import PersonOnPaper
from zxdesk.papers.roster import RosterGroup, RosterRow

TOP, BOTTOM, LEFT, RIGHT = 37 * MM, 262 * MM, 28 * MM, 184 * MM
PITCH = 29.61
NEVER_FIRST = set("，。、；：？！》〉」』】〕）”’…—～％‰℃%")
NEVER_LAST = set("（《〈「『【〔“‘")
MARKS = set("，。、；：？！》）】”")
HAN = "政协委员会议民主监督参议养老服务体系建设"
# Characters of names: usual ones, those only 通用规范汉字表 has, and the supplementary planes.
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许"
RARE = "㛃䶮𬭎𠅤𬱖𫖮堃玥頔喆祎赟燚犇骉淼鑫昇曌翀玙珺璟旻旸晞祺禛"

phrase = st.one_of(
    st.text(HAN, min_size=1, max_size=12),
    st.builds("{}{}".format, st.text(HAN, min_size=1, max_size=6), st.sampled_from("，。、；：")),
    st.builds("（{}），".format, st.text(HAN, min_size=1, max_size=5)),
    st.builds("《{}》".format, st.text(HAN, min_size=1, max_size=5)),
    st.builds("{}.{}万元".format, st.integers(0, 9999), st.integers(0, 99)),
    st.builds("{}年{}月{}日".format, st.integers(2000, 2030), st.integers(1, 12), st.just(18)),
    st.builds("{}%".format, st.integers(0, 10**4)),
    st.just("——"),
    st.just("GB/T 9704"),
)
paragraph = st.lists(phrase, min_size=1, max_size=40).map(lambda parts: "会" + "".join(parts))
writing = st.lists(paragraph, min_size=1, max_size=12).map("\n".join)


@given(text=writing, people=st.integers(0, 30))
@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.generate],
)
def test_any_minutes_stand_on_the_grid(text: str, people: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "m.pdf"
        present = tuple(PersonOnPaper(name=name_of(n)) for n in range(people))
        content = minutes(text=text, present=present, agenda=())
        result = PAPERS["会议纪要"].write(content, path, bundled_fonts=True)
        pages = lines_of(path)
        assert len(pages) == result.pages
        for number, page in enumerate(pages, start=1):
            hold(page, number)
        read = pypdf_text(path).replace("\n", "").replace(" ", "")
        assert text.split("\n", maxsplit=1)[0].replace(" ", "")[:20] in read
        last = [line for line in pages[-1] if line.size == 16]
        assert last, "a page with the colophon alone"


def hold(page: list, number: int) -> None:
    """Hold a page against the standard: places, line starts and ends, its number."""
    body = [line for line in page if line.size == 16]
    for line in body:
        steps = (line.top - TOP) / PITCH
        if number > 1:
            assert abs(steps - round(steps)) < 0.02, line
        # A mark at either end may be squeezed: the white half of its cell hangs out.
        out = 8.0 if line.text[0] in NEVER_LAST else 0.1
        assert line.left >= LEFT - out, line
        out = 9.0 if line.text[-1] in MARKS else 0.5
        assert line.right <= RIGHT + out, line
        assert narrowest(line.text) <= 28, line
    assert len(body) <= 22
    for above, below in pairwise(body):
        if above.right > RIGHT - 0.6:
            assert below.text[0] not in NEVER_FIRST, below
            assert above.text[-1] not in NEVER_LAST, above
            assert not (above.text[-1].isdigit() and below.text[0] in "0123456789.%万年月日"), above
    assert page[-1].text == f"— {number} —"


def narrowest(text: str) -> float:
    """Give the cells a line takes at least: every full mark gives up half of its own."""
    return sum(
        0.25 if c in "./ " else 0.5 if c < "\u0250" or c in MARKS or c in NEVER_LAST else 1
        for c in text
    )


def name_of(place: int) -> str:
    """Give one of many invented names, rare characters among them."""
    rare = RARE[place % len(RARE)]
    return SURNAMES[place // len(RARE)] + rare + ("", HAN[place % 7])[place % 2]


def names(count: int) -> list[str]:
    return [name_of(n) for n in range(count)]


def test_every_name_of_a_long_list_is_found_by_all_readers(tmp_path: Path) -> None:
    people = names(500)
    assert len(set(people)) == 500
    path = tmp_path / "m.pdf"
    present = tuple(PersonOnPaper(name=name) for name in people)
    result = PAPERS["会议纪要"].write(minutes(present=present), path, bundled_fonts=True)
    assert result.missing_glyphs == ()
    texts = [pypdf_text(path), plumber_text(path)]
    if pdftotext := shutil.which("pdftotext"):
        done = subprocess.run([pdftotext, str(path), "-"], capture_output=True, check=True)
        texts.append(done.stdout.decode())
    for text in texts:
        for name in people:
            assert name in text


def test_every_name_of_a_roster_is_found_as_it_is_written(tmp_path: Path) -> None:
    """Two characters stand apart there as wide as three; who searches types them together."""
    rows = tuple(RosterRow(cells=(name, "县文化馆")) for name in names(500))
    content = roster(columns=("姓名", "单位"), groups=(RosterGroup(title="界", rows=rows),))
    path = tmp_path / "r.pdf"
    PAPERS["委员名册"].write(content, path, bundled_fonts=True)
    texts = [pypdf_text(path), pdfium_text(path)]
    if pdftotext := shutil.which("pdftotext"):
        done = subprocess.run([pdftotext, str(path), "-"], capture_output=True, check=True)
        texts.append(done.stdout.decode())
    usual = [name for name in names(500) if max(name) <= "\uffff"]
    for text in texts:
        assert [name for name in usual if name not in text] == []
        assert set("".join(names(500))) <= set(text)


def test_numbers_and_their_units_are_never_parted(tmp_path: Path) -> None:
    for shift in range(28):
        text = "政" * shift + "投入9.55万元，2026年3月18日前完成，服务12000人次，占98.6%。"
        path = tmp_path / "m.pdf"
        content = minutes(opening=text, text="", agenda=(), present=(), sitting_in=(), on_leave=())
        PAPERS["会议纪要"].write(content, path, bundled_fonts=True)
        lines = [line.text for line in lines_of(path)[0] if line.size == 16]
        for whole in ("9.55万元", "2026年", "18日", "12000人次", "98.6%"):
            assert any(whole in line for line in lines), lines


def test_pages_of_a_long_register_share_their_fonts(tmp_path: Path) -> None:
    path = tmp_path / "r.pdf"
    PAPERS["提案登记簿"].write(register(600), path, bundled_fonts=True)
    reader = pypdf.PdfReader(path)
    assert len(reader.pages) > 30
    assert path.stat().st_size < 4000 * len(reader.pages) + 100_000
