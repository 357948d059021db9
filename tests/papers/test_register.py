from pathlib import Path

from tests.papers.paper_samples import register
from tests.papers.printing import said
from zxdesk.papers.catalogue import PAPERS


def test_a_register_streams_its_rows_and_tells_how_far_it_is(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    path = tmp_path / "r.pdf"
    PAPERS["提案登记簿"].write(
        register(300), path, bundled_fonts=True, progress=lambda done, of: told.append((done, of))
    )
    assert told == [(n, 300) for n in range(1, 301)]
    assert said(path).count("关于老旧小区加装电梯的提案") == 75
