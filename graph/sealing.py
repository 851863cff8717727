"""The key that the entries of a journal are sealed with: it lies apart from the case, in a folder of the user's.

Whoever can write the journal can make a chain that holds. Without the key nobody makes a seal, so a case that is
carried, copied or altered without it shows which entries were written by somebody who had it. A case is known by the
hash of its first entry; its key is carried to another machine by copying the one file.
"""

import hashlib
import hmac
import json
import os
import secrets
import sys
from dataclasses import dataclass
from pathlib import Path

from graph.durable import flush_folder, write_whole

KEYS = "LIAISONS_KEYS"
"""Names the folder of keys in the environment."""


@dataclass(frozen=True, slots=True)
class Key:
    """The key of one case."""

    secret: bytes
    since: int
    """Number of the first entry that was written with it."""
    path: Path

    def seal(self, text: str) -> str:
        """Give the seal of a text."""
        return hmac.digest(self.secret, text.encode(), "sha256").hex()

    @property
    def open(self) -> bool:
        """Whether others on the machine can read it."""
        return sys.platform != "win32" and bool(self.path.stat().st_mode & 0o077)


def key_path(first: str) -> Path:
    """Say where the key of a case lies, by the hash of its first entry."""
    given = os.environ.get(KEYS)
    config = os.environ.get("XDG_CONFIG_HOME") or "~/.config"
    folder = Path(given) if given else Path(config).expanduser() / "liaisons" / "keys"
    return folder / f"{hashlib.sha256(first.encode()).hexdigest()[:16]}.json"


def find_key(first: str) -> Key | None:
    """Give the key of a case where it is here; raise OSError or ValueError where it cannot be read."""
    path = key_path(first)
    try:
        plain = json.loads(path.read_bytes())
        secret, since = bytes.fromhex(plain["key"]), int(plain["since"])
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (KeyError, TypeError, RecursionError) as error:
        raise ValueError(f"{path} is no key ({error!r:.60})") from None
    if len(secret) != 32:
        raise ValueError(f"{path} is no key of 64 hex digits")
    return Key(secret, since, path)


def make_key(first: str, since: int) -> Key:
    """Make the key of a case, and keep it; raise OSError where it cannot be kept."""
    path = key_path(first)
    path.parent.mkdir(0o700, parents=True, exist_ok=True)
    secret = secrets.token_bytes(32)
    write_whole(path, f"{json.dumps({'key': secret.hex(), 'since': since})}\n".encode())
    flush_folder(path.parent)
    return Key(secret, since, path)
