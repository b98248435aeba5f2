"""A key kept in a file of this machine, mode 0600."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path

from .cipher import KEY_BYTES, new_key
from .failures import Misconfigured


def load(path: Path) -> bytes:
    """The 32 bytes in `path`, made when it does not exist yet.

    Misconfigured when others may read it or it does not hold 32 bytes.
    """
    key = content(path, new_key)
    if len(key) != KEY_BYTES:
        raise Misconfigured(
            f"{path} must hold {KEY_BYTES} bytes and holds {len(key)}: put the right key file back"
        )
    return key


def content(path: Path, make: Callable[[], bytes]) -> bytes:
    """What is in `path`; what `make` gives when it does not exist yet. Misconfigured when others may read it.

    Two processes starting at once agree: the finished file is linked into place, and linking fails when another
    came first.
    """
    if not path.exists():
        _make(path, make())
    mode = stat.S_IMODE(path.stat().st_mode)
    if mode & 0o077:
        raise Misconfigured(f"{path} can be read by others (mode {mode:04o}): run chmod 600 {path}")
    return path.read_bytes()


def _make(path: Path, key: bytes) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}.{os.urandom(4).hex()}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        os.write(handle, key)
        os.fsync(handle)
    finally:
        os.close(handle)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        # Without this a power cut could keep sealed data and lose the name of the key that opens it.
        os.fsync(folder)
    finally:
        os.close(folder)
