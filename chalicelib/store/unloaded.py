"""Modules that a library imports but does not use here: kept unloaded, since every module read is a slower cold start."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any


class Unloaded(ModuleType):
    """Stands for a module until something of it is asked for, and then is it."""

    def __getattr__(self, name: str) -> Any:
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        return getattr(import_module(self.__name__), name)


@contextmanager
def unloaded(*names: str) -> Iterator[None]:
    """What is imported within gets stand-ins for those of `names` that are not loaded yet; nobody else does."""
    standing = {name: Unloaded(name) for name in names if name not in sys.modules}
    sys.modules.update(standing)
    try:
        yield
    finally:
        for name, module in standing.items():
            if sys.modules.get(name) is module:
                del sys.modules[name]
