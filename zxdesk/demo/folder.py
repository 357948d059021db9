"""The folder a demo is made in."""

from pathlib import Path

from zxdesk.errors import EnvironmentProblem
from zxdesk.files import reason_of


def demo_folder(folder: Path) -> Path:
    """Make the folder for a demo.

    Raises:
        EnvironmentProblem: it cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise EnvironmentProblem(
            f"文件夹 {folder} 建不了（{reason_of(error)}），没有生成样例", "请换一个文件夹"
        ) from error
    return folder
