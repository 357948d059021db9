"""A backup under a password: nothing of it can be read, left out, moved or altered."""

import io
import tracemalloc
from datetime import datetime
from pathlib import Path

import pytest

from tests.ledgers import Office, dump, tree
from zxdesk.errors import EnvironmentProblem, RefusedError, UserError
from zxdesk.store import Ledger, open_ledger, sealed, sweeping
from zxdesk.store.restoring import restore

NOON = datetime(2026, 11, 22, 12)
WORD = "云溪 2026 密码"
COST = (sealed._PASSES, sealed._LANES, sealed._KIB)  # before any test makes it cheaper


@pytest.fixture(autouse=True)
def _quick_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the key cheaply: tests are not about its cost."""
    monkeypatch.setattr(sealed, "_KIB", 64)
    monkeypatch.setattr(sealed, "_PASSES", 1)


def shut(content: bytes, password: str = WORD) -> bytes:
    target = io.BytesIO()
    sealed.seal(io.BytesIO(content), target, password)
    return target.getvalue()


def open_again(content: bytes, password: str = WORD) -> bytes:
    return b"".join(sealed.opened(io.BytesIO(content), password, "备份.zxd"))


@pytest.mark.parametrize("size", [0, 1, 100, sealed.CHUNK, sealed.CHUNK + 1, 3 * sealed.CHUNK])
def test_what_goes_in_comes_out(size: int) -> None:
    content = bytes(range(256)) * (size // 256) + b"x" * (size % 256)
    assert open_again(shut(content)) == content


def test_nothing_can_be_read_and_no_two_are_alike() -> None:
    content = "手机13911112222".encode() * 1000
    one, other = shut(content), shut(content)
    assert "手机".encode() not in one
    assert one[len(sealed.MAGIC) + 8 :] != other[len(sealed.MAGIC) + 8 :]


def test_a_wrong_password_is_told() -> None:
    with pytest.raises(RefusedError, match="密码不对"):
        open_again(shut(b"x"), WORD + " ")
    composed, parted = "é云溪", "e\u0301云溪"
    assert open_again(shut(b"x", composed), parted) == b"x"


def test_a_password_that_was_typed_another_way_is_the_same() -> None:
    assert open_again(shut(b"x", "\u00e9"), "e\u0301") == b"x"


def test_every_flipped_bit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealed, "CHUNK", 32)
    whole = shut(b"0123456789" * 10)
    for place in range(len(whole)):
        altered = bytearray(whole)
        altered[place] ^= 1 << (place % 8)
        with pytest.raises((RefusedError, EnvironmentProblem)):
            open_again(bytes(altered))


def test_every_cut_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealed, "CHUNK", 32)
    whole = shut(b"0123456789" * 10)
    for end in range(len(whole)):
        with pytest.raises((RefusedError, EnvironmentProblem)):
            open_again(whole[:end])
    with pytest.raises(EnvironmentProblem, match="被改动过"):
        open_again(whole + b"x")


def test_chunks_cannot_change_places(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealed, "CHUNK", 32)
    whole = shut(bytes(96))
    head, step = sealed._HEAD.size, 48
    first, second, third = (whole[head + n * step : head + (n + 1) * step] for n in range(3))
    for order in ((second, first, third), (first, third), (first, second), (first, first, third)):
        with pytest.raises(EnvironmentProblem):
            open_again(whole[:head] + b"".join(order))


def test_an_altered_head_does_not_ask_for_all_memory() -> None:
    whole = bytearray(shut(b"x"))
    whole[12:16] = b"\xff\xff\xff\xff"
    with pytest.raises(EnvironmentProblem, match=r"备份\.zxd.*被改动过"):
        open_again(bytes(whole))


def test_the_key_is_slow_to_guess() -> None:
    assert COST >= (3, 4, 64 * 1024)  # RFC 9106, 4


def test_a_large_file_needs_no_memory(tmp_path: Path) -> None:
    plain, target = tmp_path / "a", tmp_path / "b"
    with plain.open("wb") as file:
        file.truncate(40 * sealed.CHUNK)
    tracemalloc.start()
    with plain.open("rb") as source, target.open("wb") as shut_file:
        sealed.seal(source, shut_file, WORD)
    with target.open("rb") as source:
        for _ in sealed.opened(source, WORD, "b"):
            pass
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 8 * sealed.CHUNK


def test_a_sealed_backup_is_restored_whole(office: Office, tmp_path: Path) -> None:
    office.add("member", name="程立言", phone="13911112222")
    path, before = office.ledger.path, dump(office.ledger.path)
    made = sealed.back_up(path, tmp_path / "U盘" / "备份.zxd", password=WORD, now=NOON)
    assert sealed.is_sealed(made.file)
    assert sorted(tree(tmp_path / "U盘")) == ["备份.zxd"]
    assert b"13911112222" not in made.file.read_bytes()
    office.add("member", name="万俟雅")
    office.ledger._let_go()
    with sealed.unsealed(made.file, path, WORD) as plain:
        restore(plain, path, now=NOON)
    assert dump(path) == before
    assert not list(path.parent.glob("*.part*"))


def test_nothing_readable_is_left_where_it_fails(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(sealed, "seal", broken)
    before = sorted(tree(office.ledger.path.parent))
    with pytest.raises(EnvironmentProblem, match="没有做成") as caught:
        sealed.back_up(office.ledger.path, tmp_path / "备份.zxd", password=WORD, now=NOON)
    assert caught.value.code == "backup_failed"
    assert sorted(tree(office.ledger.path.parent)) == before
    assert not (tmp_path / "备份.zxd").exists()


def test_a_wrong_password_leaves_the_ledger_as_it_is(office: Office, tmp_path: Path) -> None:
    path = office.ledger.path
    made = sealed.back_up(path, tmp_path / "备份.zxd", password=WORD, now=NOON)
    office.ledger._let_go()
    before = tree(path.parent)
    with pytest.raises(RefusedError), sealed.unsealed(made.file, path, "别的") as plain:
        restore(plain, path, now=NOON)
    assert tree(path.parent) == before


def test_nothing_that_stands_there_is_replaced(ledger: Ledger, tmp_path: Path) -> None:
    taken = tmp_path / "备份.zxd"
    taken.write_bytes(b"something else")
    with pytest.raises(UserError, match="已经存在"):
        sealed.back_up(ledger.path, taken, password=WORD, now=NOON)
    assert taken.read_bytes() == b"something else"


def test_a_sealed_backup_that_is_opened_as_a_ledger_is_named(
    ledger: Ledger, tmp_path: Path
) -> None:
    made = sealed.back_up(ledger.path, tmp_path / "备份.zxd", password=WORD, now=NOON)
    with pytest.raises(EnvironmentProblem, match="加密的备份") as caught:
        open_ledger(made.file)
    assert caught.value.code == "foreign"


def test_a_readable_copy_of_a_killed_program_is_swept(ledger: Ledger) -> None:
    left = ledger.path.with_name(f"{ledger.path.stem}-加密-20261122-120000.zxd.part")
    left.write_bytes(b"readable")
    assert left in sweeping.sweep(ledger.path)
    assert not left.exists()
