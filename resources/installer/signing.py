"""Keys and signatures of updates: `new KEY`, `public KEY`, `sign KEY INSTALLER VERSION`.

The private key stays with the makers and in no repository; its public half travels with the
program. A password for it may stand in the environment variable ZXDESK_KEY_PASSWORD.
"""

import base64
import hashlib
import json
import os
import sys
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from zxdesk.services.updates import statement


def _password() -> bytes | None:
    return os.environ.get("ZXDESK_KEY_PASSWORD", "").encode() or None


def new(file: str) -> str:
    """Make a key where there is none."""
    password = _password()
    hidden = (
        serialization.BestAvailableEncryption(password)
        if password
        else serialization.NoEncryption()
    )
    with Path(file).open("xb") as target:
        target.write(
            Ed25519PrivateKey.generate().private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, hidden
            )
        )
    return public(file)


def public(file: str) -> str:
    """Give the public half."""
    return _read(file).public_key().public_bytes_raw().hex()


def sign(file: str, installer: str, version: str) -> str:
    """Give the signature file of an installer."""
    digest = hashlib.sha256(Path(installer).read_bytes()).hexdigest()
    signature = _read(file).sign(statement(version, digest))
    words = {
        "version": version,
        "sha256": digest,
        "signature": base64.b64encode(signature).decode("ascii"),
    }
    return json.dumps(words, indent=1)


def _read(file: str) -> Ed25519PrivateKey:
    key = serialization.load_pem_private_key(Path(file).read_bytes(), _password())
    if not isinstance(key, Ed25519PrivateKey):
        raise SystemExit(f"{file} is not an Ed25519 key")
    return key


if __name__ == "__main__":
    print({"new": new, "public": public, "sign": sign}[sys.argv[1]](*sys.argv[2:]))
