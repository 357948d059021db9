from pathlib import Path

from tests.papers.paper_samples import opinion
from tests.papers.printing import said, write


def test_an_issue_of_several_reports_has_a_title_for_each(tmp_path: Path) -> None:
    path = write("社情民意信息", tmp_path, opinion(3))
    text = said(path)
    assert "第3期" in text
    assert text.count("一、基本情况") == 3
    assert "报送：市政协办公室，县委办公室。" in text
    assert "编辑：罗知行" in text
