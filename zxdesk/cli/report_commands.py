"""report."""

import argparse
from pathlib import Path
from typing import Any

from zxdesk.cli.frame import Answer, note, opened, printable_file
from zxdesk.statistics.figures import period_of


def add(commands: Any) -> None:
    """Add this command."""
    report = commands.add_parser("report", help="按模板写报告，数字由台账填")
    report.add_argument("template", metavar="模板", help="写着 {{ 数(…) }} 的 .docx 或 .txt 文件")
    report.add_argument("--period", required=True, metavar="期间", help="如 2026、2026Q3")
    report.add_argument(
        "--out", required=True, metavar="文件.docx", help="写成这个文件，也可以是 .pdf 或 .txt"
    )
    report.add_argument("--evidence", action="store_true", help="附上每个数字的口径和背后的记录")
    report.set_defaults(run=run_report)


def run_report(arguments: argparse.Namespace) -> Answer:
    """Fill a template."""
    from zxdesk.papers.report import write_report

    out = printable_file(arguments.out, ".docx", ".pdf", ".txt")
    with opened(arguments) as ledger:
        period = period_of(ledger, arguments.period)
        figures = write_report(
            ledger, Path(arguments.template), out, period, evidence=arguments.evidence
        )
    for line in dict.fromkeys(line for one in figures for line in one.figure.notes):
        note(line)
    rows = [
        {"expression": one.expression, "value": one.figure.value, "records": len(one.ids)}
        for one in figures
    ]
    return Answer({"file": str(out), "figures": rows}, (f"已生成 {out}，填了 {len(rows)} 个数字",))
