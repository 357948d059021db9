from pathlib import Path

import pytest

from zxdesk.documents import font_files
from zxdesk.documents.font_files import Role, bundled_file, files_for
from zxdesk.documents.fonts import SUBSTITUTE, FontBook, first_level_characters, load_face
from zxdesk.errors import EnvironmentProblem


def test_first_level_of_gb2312_has_3755_characters() -> None:
    characters = first_level_characters()
    assert len(characters) == 3755
    assert {"啊", "座"} <= characters
    assert "亍" not in characters


@pytest.mark.parametrize("role", list(Role))
def test_bundled_fonts_cover_the_first_level(role: Role, book: FontBook) -> None:
    face = book.face(role)
    assert all(face.covers(character) for character in first_level_characters())


@pytest.mark.parametrize("character", "㛃𬭎䶮𠅤堃玥頔")
def test_rare_characters_of_names_come_from_the_fallback(character: str, book: FontBook) -> None:
    face, drawn = book.find(Role.BODY, character)
    assert drawn == character
    assert face.name == "ZXSong"
    assert book.missing == []


@pytest.mark.parametrize("character", ["😀", "\U00030edd", "\ufffd", "\u2800"])
def test_a_character_no_font_has_is_shown_and_told(character: str, book: FontBook) -> None:
    face, drawn = book.find(Role.BODY, character)
    book.find(Role.HEADING, character)
    assert drawn == SUBSTITUTE
    assert face.ink(drawn) is not None
    assert book.missing == [character]


def test_a_glyph_without_ink_counts_as_missing(
    book: FontBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    face = book.face(Role.SONG)
    assert face.ink(" ") is None
    assert face.covers(" ")
    assert face.covers("国")
    monkeypatch.setattr(face, "ink", lambda _: None)
    assert not face.covers("国")


def test_the_box_of_the_ink_is_given_in_ems(book: FontBook) -> None:
    ink = book.face(Role.TITLE).ink("国")
    assert ink is not None
    left, bottom, right, top = ink
    assert 0 < left < 0.2
    assert -0.12 <= bottom < 0
    assert 0.8 < right < 1
    assert 0.75 < top <= 0.88


def test_names_of_fonts_are_unique_and_stable() -> None:
    faces = [load_face(bundled_file(role)) for role in Role]
    assert [face and face.name for face in faces] == [
        "ZXFangSong",
        "ZXBiaoSong",
        "ZXHei",
        "ZXKai",
        "ZXSong",
    ]


def test_the_systems_own_fonts_come_first(tmp_path: Path) -> None:
    for name in ("SIMFANG.TTF", "simhei.ttf", "FZXBSJW--GB1-0.TTF", "other.ttf"):
        (tmp_path / name).write_bytes(b"")
    folders = (tmp_path, tmp_path / "nowhere")
    found = {role: [path.name for path in files_for(role, folders)] for role in Role}
    assert found[Role.BODY] == ["SIMFANG.TTF", "ZXFangSong.ttf"]
    assert found[Role.HEADING] == ["simhei.ttf", "ZXHei.ttf"]
    assert found[Role.TITLE] == ["FZXBSJW--GB1-0.TTF", "ZXBiaoSong.ttf"]
    assert found[Role.KAI] == ["ZXKai.ttf"]


def test_a_system_font_is_used_unless_only_bundled_are_wanted(tmp_path: Path) -> None:
    (tmp_path / "simfang.ttf").write_bytes(bundled_file(Role.KAI).read_bytes())
    book = FontBook(bundled_only=False, folders=(tmp_path,))
    chosen = book.face(Role.BODY)
    book.face(Role.HEADING)
    assert chosen.name.startswith("ZX-")
    assert book.bundled_roles() == ("黑体",)
    bundled = FontBook(bundled_only=True, folders=(tmp_path,)).face(Role.BODY)
    assert bundled.name == "ZXFangSong"


def test_a_broken_system_font_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "simfang.ttf").write_bytes(b"not a font")
    book = FontBook(bundled_only=False, folders=(tmp_path,))
    assert book.face(Role.BODY).name == "ZXFangSong"


def test_a_font_is_loaded_only_when_used(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def remember(path: Path) -> object:
        asked.append(path.name)
        return load_face(path)

    monkeypatch.setattr("zxdesk.documents.fonts.load_face", remember)
    FontBook(bundled_only=True).find(Role.BODY, "国")
    assert asked == ["ZXFangSong.ttf"]


def test_a_font_missing_from_the_program_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(font_files, "resources", lambda: tmp_path)
    with pytest.raises(EnvironmentProblem, match="仿宋"):
        FontBook(bundled_only=True).face(Role.BODY)


def test_windows_folders_are_asked_on_windows_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(font_files.sys, "platform", "linux")
    assert font_files.system_folders() == ()
    monkeypatch.setattr(font_files.sys, "platform", "win32")
    monkeypatch.setenv("LOCALAPPDATA", "local")
    assert len(font_files.system_folders()) == 2
