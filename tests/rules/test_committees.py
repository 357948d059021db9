"""A committee's name stands in files, on paper and in others' ledgers."""

import pytest

from zxdesk.rules.committees import name_complaint, region_complaint

GOOD = ("政协云溪县委员会", "政协云溪·阿勒县委员会", "政协 A 区委员会", "长" * 60)
BAD = {
    "": "名称是空的",
    " \u3000": "名称是空的",
    "长" * 61: "名称超过 60 个字",
    "政协\n云溪": "换行",
    "政协\x00云溪": "控制符",
    "政协\x1b[2J云溪": "控制符",
    "政协\u202e云溪": "改变文字方向",
    "政协\u2066云溪\u2069": "改变文字方向",
    "政协\u200b云溪": "控制符",
    "政协\ud800云溪": "控制符",
    "../../云溪": "不能用作文件名",
    "云溪/双桥": "不能用作文件名",
    "云溪\\双桥": "不能用作文件名",
    "云溪:双桥": "不能用作文件名",
    "..": "不能用作文件名",
    ".云溪": "不能用作文件名",
    "云溪.": "不能用作文件名",
    "云溪 ": "不能用作文件名",
    "CON": "不能用作文件名",
    "nul.县": "不能用作文件名",
    "COM1": "不能用作文件名",
}


@pytest.mark.parametrize("name", GOOD)
def test_names_that_committees_bear_are_taken(name: str) -> None:
    assert name_complaint(name) == ""


@pytest.mark.parametrize("name", BAD, ids=ascii)
def test_names_that_would_harm_are_not(name: str) -> None:
    assert BAD[name] in name_complaint(name)


def test_a_region_may_be_empty_but_not_unseen() -> None:
    assert region_complaint("") == region_complaint("云溪县") == ""
    assert "控制符" in region_complaint("云溪\u202e县")
    assert "超过 40 个字" in region_complaint("长" * 41)
