"""KMS of one Region, as far as IZwork uses it: Encrypt, Decrypt and GenerateMac over the key files that all Regions of a
drill share, as multi-Region keys share their material. It can refuse, throttle and be slow, each Region's by itself.
"""

import asyncio
import random
import threading
import time
from base64 import b64decode, b64encode
from collections import Counter
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self

import msgspec
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from chalicelib.local.server import listen
from chalicelib.store import key_files, keys
from chalicelib.store.failures import Unreadable

SLOW_SECONDS = 4.0  # past every patience
Fault = Literal["", "refusing", "slow"]


class Kms:
    """Listens on a port of its own; used as `with Kms(...) as kms`. Keys go by the names of keys.Trio.

    `fault`: "refusing" denies every call, "slow" lets each wait SLOW_SECONDS. `throttled`: the share of calls refused
    for their rate. `fired` counts each fault.
    """

    def __init__(self, folder: Path, seed: int) -> None:
        self._files = {name: key_files.load(folder / f"{name}.key") for name in keys.Trio._fields}
        self._rng = random.Random(seed)
        self.fault: Fault = ""
        self.throttled = 0.0
        self.fired: Counter[str] = Counter()
        app = Starlette(routes=[Route("/", self._asked, methods=["POST"])])
        self._server = uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False, lifespan="off"))
        self._address = listen("127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{self._address.getsockname()[1]}"
        self._thread = threading.Thread(target=self._server.run, args=([self._address],), daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        while not self._server.started:
            time.sleep(0.01)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.should_exit = self._server.force_exit = True
        self._thread.join(10)

    async def _asked(self, request: Request) -> Response:
        asked = msgspec.json.decode(await request.body())
        if self.fault:
            self.fired[self.fault] += 1
        if self.fault == "refusing":
            return answer(400, {"__type": "AccessDeniedException", "message": "denied"})
        if self._rng.random() < self.throttled:
            self.fired["throttled"] += 1
            return answer(400, {"__type": "ThrottlingException", "message": "Rate exceeded"})
        if self.fault == "slow":
            with suppress(asyncio.CancelledError):  # the drill is over
                await asyncio.sleep(SLOW_SECONDS)
        try:
            return answer(200, self._done(request.headers["x-amz-target"].rpartition(".")[2], asked))
        except Unreadable:
            return answer(400, {"__type": "InvalidCiphertextException", "message": ""})

    def _done(self, operation: str, asked: dict[str, Any]) -> dict[str, str]:
        key, context = self._files[asked["KeyId"]], asked.get("EncryptionContext", {})
        if operation == "Encrypt":
            sealed = keys.FileWrapper(key).wrap(b64decode(asked["Plaintext"]), context)
            return {"CiphertextBlob": b64encode(sealed).decode()}
        if operation == "Decrypt":
            plain = keys.FileWrapper(key).unwrap(b64decode(asked["CiphertextBlob"]), context)
            return {"Plaintext": b64encode(plain).decode()}
        if operation == "GenerateMac":
            return {"Mac": b64encode(keys.FileHasher(key).mac(b64decode(asked["Message"]))).decode()}
        raise ValueError(operation)


def answer(status: int, body: dict[str, str]) -> Response:
    return Response(msgspec.json.encode(body), status, media_type="application/x-amz-json-1.1")
