"""Search over all kinds: what is found, in which order, and what is marked."""

import pytest

from tests.ledgers import Office
from zxdesk.queries.search import Hit, Results, every_record, search


def hits(results: Results) -> list[Hit]:
    return [hit for group in results.groups for hit in group.hits]


def found(office: Office, typed: str, kind: str = "") -> list[str]:
    """The titles found."""
    return [hit.title for hit in hits(search(office.ledger, typed, kind=kind))]


def marked(words: str, marks: tuple[tuple[int, int], ...]) -> list[str]:
    return [words[start:end] for start, end in marks]


@pytest.mark.parametrize("typed", ["养", "养老", "养老服", "养老服务", "老服务体系"])
def test_words_of_any_length_are_found(office: Office, typed: str) -> None:
    office.add("consultation", topic="完善养老服务体系")
    office.add("consultation", topic="优化营商环境")
    assert found(office, typed, "consultation") == ["完善养老服务体系"]


@pytest.mark.parametrize("char", ["㛃", "䶮", "𬱖", "𫖮", "𠅤", "𬭎", "𪚥", "\U00030000"])
def test_rare_characters_are_found(office: Office, char: str) -> None:
    name = f"王{char}明"
    office.add("member", name=name)
    assert found(office, char) == found(office, f"王{char}") == found(office, name) == [name]


@pytest.mark.parametrize(
    "typed",
    ["阿依·古丽", "阿依•古丽", "阿依 古丽", "阿依古丽", "古丽", "依·古", "·"],
)
def test_a_name_with_a_dot_is_found(office: Office, typed: str) -> None:
    office.add("member", name="阿依·古丽")
    assert found(office, typed, "member") == ["阿依·古丽"]


@pytest.mark.parametrize("typed", ["JOHN smith", "smith", "john", "Ｊｏｈｎ", "johnsmith", "hn s"])
def test_a_name_with_a_space_is_found(office: Office, typed: str) -> None:
    office.add("member", name="John Smith")
    assert found(office, typed, "member") == ["John Smith"]


@pytest.mark.parametrize("typed", ["2026年第3号", "２０２６年第３号", "３号", "6年第3", "〔2026〕"])
def test_full_and_half_width_are_the_same(office: Office, typed: str) -> None:
    office.add("consultation", topic="落实县政协〔2026〕2026年第3号文")
    assert len(found(office, typed)) == 1


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        *((("单小芳"), t) for t in ("sxf", "dxf", "sx", "shanxiaofang", "danxiao", "xiaofang")),
        *((("曾志伟"), t) for t in ("zzw", "czw", "zengzhiwei", "ceng", "zeng zhiwei")),
        *((("仇大为"), t) for t in ("qdw", "cdw", "qiudawei", "choudawei")),
        *((("解明"), t) for t in ("xm", "jm", "xieming", "jieming")),
        *((("区明"), t) for t in ("om", "qm", "ouming", "quming")),
        *((("查明"), t) for t in ("zm", "cm", "zhaming")),
        *((("朴明"), t) for t in ("pm", "piaoming", "puming")),
        *((("翟明"), t) for t in ("zm", "dm", "zhaiming")),
        *((("缪明"), t) for t in ("mm", "miaoming")),
        *((("召明"), t) for t in ("sm", "zm", "shaoming")),
        *((("卜明"), t) for t in ("bm", "buming")),
        *((("尉迟明"), t) for t in ("ycm", "wcm", "yuchiming")),
        *((("万俟雅"), t) for t in ("mqy", "wqy", "moqiya")),
        ("阿依·古丽", "aygl"),
        ("吕明", "lvming"),
    ],
)
def test_a_surname_is_found_in_every_reading(office: Office, name: str, typed: str) -> None:
    office.add("member", name=name)
    office.add("member", name="李四")
    assert found(office, typed, "member") == [name]


def test_titles_are_found_by_initials(office: Office) -> None:
    office.add("venue", name="溪口委员会客厅")
    office.add("proposal", serial="1", subject="关于加强老旧小区改造的建议")
    assert found(office, "xkwy") == found(office, "xikouweiyuan") == ["溪口委员会客厅"]
    assert found(office, "gyjqlj") == ["关于加强老旧小区改造的建议"]


def test_all_of_several_words_must_stand_there(office: Office) -> None:
    office.add("event", name="养老服务调研", place="溪口")
    office.add("event", name="养老服务视察", place="桥头")
    assert found(office, "溪口 养老") == ["养老服务调研"]
    assert found(office, "养老　调研") == ["养老服务调研"]


@pytest.mark.parametrize("typed", ["", " ", "　", "\u200b", "\n", "\x00"])
def test_nothing_typed_finds_nothing(office: Office, typed: str) -> None:
    office.add("event", name="养老服务调研")
    assert search(office.ledger, typed).total == 0


SIGNS = ('"', "'", *"*^()%_\\:-+{}[]?~!@#$&|;,.<>=/`", "OR", "AND", "NEAR(", "--", '"*"')


@pytest.mark.parametrize("sign", SIGNS)
def test_special_characters_are_looked_for_like_any_other(office: Office, sign: str) -> None:
    with_sign = office.add("programme", name="云溪有约", description=f"甲{sign}乙")
    office.add("programme", name="请你来", description="甲乙")
    results = search(office.ledger, f"甲{sign}乙", kind="programme")
    assert [hit.record for hit in hits(results)] == [with_sign]
    assert with_sign in [hit.record for hit in hits(search(office.ledger, sign, kind="programme"))]


def test_a_lone_surrogate_is_harmless(office: Office) -> None:
    assert search(office.ledger, "\ud800").total == 0


def test_what_a_record_refers_to_leads_to_it(office: Office) -> None:
    member = office.member("张三")
    office.add("opinion", title="增设公交", reporters=(member,))
    assert found(office, "张三") == ["张三", "增设公交"]


def test_the_limit_is_shared_by_the_kinds(office: Office) -> None:
    for number in range(6):
        office.add("event", name=f"溪口调研{number}")
    office.add("consultation", topic="溪口服务")
    results = search(office.ledger, "溪口", limit=4)
    assert results.total == 7
    shown = {group.kind: (len(group.hits), group.total) for group in results.groups}
    assert shown == {"event": (3, 6), "consultation": (1, 1)}
    assert len(hits(search(office.ledger, "溪口", each=2))) == 3
    assert hits(search(office.ledger, "溪口", limit=0)) == []
    assert len(every_record(office.ledger, "溪口", "event")) == 6


def test_a_kind_that_is_called_just_so_comes_first(office: Office) -> None:
    office.add("member", name="张三", note="云溪有约")
    office.add("programme", name="云溪有约")
    assert found(office, "云溪有约") == ["云溪有约", "张三"]


def test_the_hit_is_marked_in_title_and_text(office: Office) -> None:
    minutes = "一、会议认为，" + "要加强统筹。" * 20 + "养老服务要提速"
    office.add("event", name="调研养老服务", minutes=minutes)
    title = hits(search(office.ledger, "养老", kind="event"))
    text = hits(search(office.ledger, "提速", kind="event"))
    assert marked(title[0].title, title[0].title_marks) == ["养老"]
    assert (title[0].snippet, title[0].caption) == ("调研养老服务", "")
    assert text[0].caption == "纪要正文"
    assert text[0].snippet.startswith("…")
    assert marked(text[0].snippet, text[0].snippet_marks) == ["提速"]
    assert text[0].title_marks == ()


@pytest.mark.parametrize(
    ("typed", "marks"), [("sx", ["单小"]), ("shanxiao", ["单小芳"]), ("xiaofang", ["单小芳"])]
)
def test_pinyin_is_marked_in_the_name(office: Office, typed: str, marks: list[str]) -> None:
    office.add("member", name="单小芳")
    (hit,) = hits(search(office.ledger, typed, kind="member"))
    assert marked(hit.title, hit.title_marks) == marks


@pytest.mark.parametrize(
    ("typed", "marks"),
    [("1期abc", ["①期ABC"]), ("abc", ["ABC"]), ("程二", ["程 二"])],
)
def test_folded_text_is_marked_where_it_stands(
    office: Office, typed: str, marks: list[str]
) -> None:
    office.add("opinion", title="第①期ＡＢＣ工程 二期")
    (hit,) = hits(search(office.ledger, typed, kind="opinion"))
    assert marked(hit.title, hit.title_marks) == marks
