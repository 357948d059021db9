"""Installers in small, signed as the makers sign theirs."""

import base64
import hashlib
import json
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from zxdesk.services import updates

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
OTHER = Ed25519PrivateKey.from_private_bytes(bytes(32))


def put_key(resources: Path) -> None:
    """Build the makers' public key in."""
    (resources / "update_key.txt").write_text(KEY.public_key().public_bytes_raw().hex() + "\n")


def signed(
    folder: Path, version: str = "1.10.0", *, key: Ed25519PrivateKey = KEY, content: bytes = b"MZ"
) -> Path:
    """Put an installer with its signature file into a folder."""
    installer = folder / f"zxdesk-{version}-setup.exe"
    installer.write_bytes(content)
    digest = hashlib.sha256(content).hexdigest()
    signature = base64.b64encode(key.sign(updates.statement(version, digest))).decode()
    note = {"version": version, "sha256": digest, "signature": signature}
    note_file(installer).write_text(json.dumps(note))
    return installer


def note_file(installer: Path) -> Path:
    return installer.with_name(installer.name + ".sig")
