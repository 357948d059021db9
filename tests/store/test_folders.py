import ctypes
import ntpath
import os
from pathlib import Path, PureWindowsPath
from types import SimpleNamespace

import pytest

from zxdesk.store import folders
from zxdesk.store.folders import unsafe_reason


@pytest.mark.parametrize(
    "name",
    [
        "OneDrive",
        "onedrive - 云溪县政协",
        "Dropbox",
        "坚果云",
        "我的坚果云",
        "WPS云盘",
        "iCloud Drive",
        "iCloudDrive",
        "WPSDrive",
        "WPS云盘/Cloud Files",
        "WPS Cloud Files",
        "BaiduSyncdisk",
        "BaiduSyncdisk2",
        "百度网盘",
        "百度网盘同步空间",
        "GoogleDrive",
        "GoogleDrive-office@example.com",
        "Google Drive (2)",
        "Seafile",
        "WXWork",
        "企业微信微盘",
        "阿里云盘",
        "aDrive",
        "天翼云盘",
        "MEGA",
        "飞书",
        "钉盘",
        "微云",
        "移动云盘",
        "坚果云 2",
        "Dropbox (个人)",
        "Dropbox（单位）",
        "OneDrive-云溪县政协",
        "联想云盘",
    ],
)
def test_folders_of_known_services_are_not_for_writing(tmp_path: Path, name: str) -> None:
    reason = unsafe_reason(tmp_path / name / "台账" / "云溪.zxd")
    assert reason
    assert name.split("/", maxsplit=1)[0] in reason


@pytest.mark.parametrize("mark", [".stfolder", ".dropbox", ".nutstore", ".sync"])
def test_a_folder_that_a_service_has_marked_is_not_for_writing(tmp_path: Path, mark: str) -> None:
    (tmp_path / mark).mkdir()
    assert unsafe_reason(tmp_path / "台账" / "云溪.zxd")


@pytest.mark.parametrize(
    "name", ["台账", "OneDriveX", "dropbox旧", "坚果", "box", "飞书培训", "云盘方案", "2026"]
)
def test_other_folders_are(tmp_path: Path, name: str) -> None:
    assert unsafe_reason(tmp_path / name / "云溪.zxd") is None


def test_the_settings_of_a_service_do_not_make_a_home_folder_synchronised(home: Path) -> None:
    (home / ".dropbox").mkdir()
    assert unsafe_reason(home / "云溪.zxd") is None
    (home / ".stfolder").mkdir()
    assert unsafe_reason(home / "云溪.zxd")


MOUNTS = """/dev/sda1 / ext4 rw 0 0
//server/office /mnt/office cifs rw 0 0
server:/data /mnt/my\\040share nfs4 rw 0 0
/dev/sdb1 /mnt/office/usb vfat rw 0 0
"""


@pytest.mark.skipif(not Path("/proc/mounts").exists(), reason="no list of mounts")
@pytest.mark.parametrize(
    ("folder", "remote"),
    [
        ("/mnt/office", True),
        ("/mnt/office/台账", True),
        ("/mnt/my share/台账", True),
        ("/mnt/office/usb", False),
        ("/mnt/officers", False),
        ("/srv", False),
    ],
)
def test_network_folders_are_told_by_their_mounts(
    monkeypatch: pytest.MonkeyPatch, folder: str, remote: bool
) -> None:
    read_text = Path.read_text

    def mounts(path: Path, **how: str) -> str:
        return MOUNTS if str(path) == "/proc/mounts" else read_text(path, **how)

    monkeypatch.setattr(Path, "read_text", mounts)
    assert folders._on_network(Path(folder)) is remote


@pytest.mark.parametrize(
    ("folder", "remote"),
    [(r"\\server\office\台账", True), ("Z:\\台账", True), ("C:\\台账", False)],
)
def test_network_folders_of_windows_are_told_by_their_drive(
    monkeypatch: pytest.MonkeyPatch, folder: str, remote: bool
) -> None:
    kernel = SimpleNamespace(GetDriveTypeW={"Z:\\": 4, "C:\\": 3}.__getitem__)
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=kernel), raising=False)
    monkeypatch.setattr(os.path, "splitdrive", ntpath.splitdrive)
    assert folders._on_windows_network(PureWindowsPath(folder)) is remote
