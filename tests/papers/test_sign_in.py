from pathlib import Path

from tests.papers.paper_samples import SAMPLES
from tests.papers.printing import said, write
from zxdesk.papers.sign_in import SignInContent


def test_a_sign_in_sheet_has_room_to_sign_and_empty_lines(tmp_path: Path) -> None:
    content = SAMPLES["签到表"]()
    assert isinstance(content, SignInContent)
    text = said(write("签到表", tmp_path, content))
    assert "签名" in text
    assert str(len(content.people) + content.blanks) in text
