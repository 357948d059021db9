"""What is kept when something goes wrong."""

import subprocess
import sys
from datetime import datetime

from zxdesk import paths
from zxdesk.desktop.base import crash_report

NOW = datetime(2026, 11, 23, 9, 30)
BREAK_OFF = (
    "import faulthandler; from zxdesk.desktop.base import crash_report\n"
    "with crash_report.watch(): faulthandler._sigabrt()"
)


def test_a_report_is_a_file_of_its_own():
    file = crash_report.keep("坏了", now=NOW)
    assert file is not None
    assert file.read_text("utf-8") == "坏了"
    assert file.parent == crash_report.reports()


def test_only_the_newest_reports_stay():
    for second in range(30):
        crash_report.keep("坏了", now=NOW.replace(second=second))
    names = sorted(file.name for file in crash_report.reports().iterdir())
    assert len(names) == 20
    assert "093029" in names[-1]


def test_where_nothing_can_be_written_there_is_no_file():
    crash_report.reports().write_text("在路上")
    assert crash_report.keep("坏了", now=NOW) is None


def test_the_log_tells_the_version_and_reports():
    with crash_report.watch():
        crash_report.keep("坏了", now=NOW)
    log = (paths.user_data() / "zxdesk.log").read_text("utf-8")
    assert "starts" in log
    assert "坏了" in log
    assert "ends" in log


def test_the_last_words_of_a_program_that_broke_off_become_a_report():
    broken = subprocess.run([sys.executable, "-c", BREAK_OFF], capture_output=True, check=False)
    assert broken.returncode != 0
    with crash_report.watch():
        (report,) = crash_report.reports().iterdir()
    assert "Fatal Python error" in report.read_text("utf-8")
    with crash_report.watch():
        assert len(list(crash_report.reports().iterdir())) == 1


def test_where_no_log_can_be_written_the_program_runs_all_the_same(monkeypatch, tmp_path):
    monkeypatch.setattr(paths, "user_data", lambda: tmp_path / "没有")
    with crash_report.watch():
        crash_report.log.info("nobody hears it")
    assert list(tmp_path.iterdir()) == []
