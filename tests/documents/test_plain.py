from zxdesk.documents.plain import paragraphs, printable


def test_what_cannot_be_drawn_is_taken_out_or_shown() -> None:
    assert printable("甲\x00\x1b乙\ufe0f\u200b丙") == "甲乙丙"
    assert printable("甲\ud800乙") == "甲\ufffd乙"


def test_paragraphs_are_never_empty() -> None:
    assert paragraphs("甲\r\n\n \t\n乙") == ["甲", "乙"]
