"""The line between one Region and the engine: a proxy that can be cut, throttle, and lose replies.

It understands just the HTTP that botocore and the engine speak: bodies with their Content-Length, kept connections.
"""

import asyncio
import json
import random
import threading
from collections import Counter
from types import TracebackType
from typing import Literal, Self

THROTTLED = json.dumps(
    {
        "__type": "com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException",
        "message": "Rate exceeded",
    }
).encode()
Cut = Literal["", "refusing", "silent"]
Message = tuple[list[bytes], bytes]


class FaultyLine:
    """Listens on a port of its own and passes requests on; without faults until some are set.

    `cut`: "refusing" closes every connection at once, "silent" takes requests and never answers.
    `throttled`, `lost`: shares of requests refused by throttling, and of replies lost after they were applied.
    `fired` counts each fault, so that a drill can tell that it took place.
    """

    def __init__(self, engine_port: int, seed: int) -> None:
        self._engine_port = engine_port
        self._rng = random.Random(seed)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="line", daemon=True)
        self._tasks: set[asyncio.Task[None]] = set()
        self.cut: Cut = ""
        self.throttled = self.lost = 0.0
        self.fired: Counter[str] = Counter()
        self.url = ""

    def __enter__(self) -> Self:
        self._thread.start()
        asyncio.run_coroutine_threadsafe(self._listen(), self._loop).result(5)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        asyncio.run_coroutine_threadsafe(self._close(), self._loop).result(5)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)
        self._loop.close()

    async def _listen(self) -> None:
        self._server = await asyncio.start_server(self._accepted, "127.0.0.1", 0, backlog=512)
        self.url = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    async def _close(self) -> None:
        self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _accepted(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        upstream: list[asyncio.StreamWriter] = []
        try:
            await self._serve(reader, writer, upstream)
        except (OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass  # either end went away: so does the other
        finally:
            self._tasks.discard(task)
            for one in (writer, *upstream):
                one.close()

    async def _serve(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, upstream: list[asyncio.StreamWriter]
    ) -> None:
        engine: asyncio.StreamReader | None = None
        while True:
            request = await received(reader)
            if self.cut:
                self.fired[self.cut] += 1
                if self.cut == "silent":
                    await reader.read()  # until who asks gives up
                return
            if self._rng.random() < self.throttled:
                self.fired["throttled"] += 1
                writer.write(throttling())
                continue
            if engine is None:
                engine, sink = await asyncio.open_connection("127.0.0.1", self._engine_port)
                upstream.append(sink)
            upstream[0].write(joined(addressed(request, self._engine_port)))
            reply = await received(engine)
            if self.cut or self._rng.random() < self.lost:
                self.fired["lost"] += 1
                return
            writer.write(joined(reply))


async def received(reader: asyncio.StreamReader) -> Message:
    """One HTTP message: its head's lines and its body. IncompleteReadError at the end of the connection."""
    lines = (await reader.readuntil(b"\r\n\r\n")).split(b"\r\n")[:-2]
    lengths = [line.partition(b":")[2] for line in lines if line.lower().startswith(b"content-length:")]
    return lines, await reader.readexactly(int(lengths[0]) if lengths else 0)


def addressed(message: Message, port: int) -> Message:
    """The request as the engine takes it: with its own name."""
    lines = [line for line in message[0] if not line.lower().startswith(b"host:")]
    return [*lines, b"Host: 127.0.0.1:%d" % port], message[1]


def joined(message: Message) -> bytes:
    return b"\r\n".join(message[0]) + b"\r\n\r\n" + message[1]


def throttling() -> bytes:
    kind = b"Content-Type: application/x-amz-json-1.0"
    return joined(([b"HTTP/1.1 400 Bad Request", kind, b"Content-Length: %d" % len(THROTTLED)], THROTTLED))
