"""Many people who send at once, in one thread and with next to no work of their own.

Every sender waits for the answer to one POST before it sends the next. Requests are made beforehand as bytes, each on a
connection of its own, as a proxy in front of sync workers makes them.
"""

import asyncio
import gzip
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

HOST = "127.0.0.1"
TOKEN = "b" * 32
"""The token of every form and its cookie."""
PATIENCE = 60
"""Seconds that a sender waits for one answer."""


@dataclass(frozen=True)
class Post:
    """One form to send; `says` must stand in the answer."""

    path: str
    fields: str
    says: bytes


@dataclass
class Lap:
    """What came of all posts of all senders: how many a second, how long each took, and which went wrong."""

    seconds: float = 0.0
    waits: list[float] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    client_cpu: float = 0.0

    @property
    def per_second(self) -> float:
        return len(self.waits) / self.seconds

    def wait_at(self, hundredths: int) -> float:
        """Seconds within which so many hundredths of the posts were answered."""
        return sorted(self.waits)[min(len(self.waits) - 1, len(self.waits) * hundredths // 100)]


def send_all(port: int, cookies: Sequence[str], posts: Sequence[Sequence[Post]]) -> Lap:
    """Let each sender, known by a cookie, send its posts one after another, all senders at once."""
    lap = Lap()
    prepared = [
        [(post, _bytes_of(port, cookie, post)) for post in mine] for cookie, mine in zip(cookies, posts, strict=True)
    ]
    cpu, started = time.process_time(), time.perf_counter()
    asyncio.run(_everyone(port, prepared, lap))
    lap.seconds = time.perf_counter() - started
    lap.client_cpu = time.process_time() - cpu
    return lap


async def _everyone(port: int, prepared: Sequence[Sequence[tuple[Post, bytes]]], lap: Lap) -> None:
    await asyncio.gather(*(_one(port, mine, lap) for mine in prepared))


async def _one(port: int, mine: Sequence[tuple[Post, bytes]], lap: Lap) -> None:
    for post, request in mine:
        started = time.perf_counter()
        try:
            answer = await asyncio.wait_for(_exchange(port, request), PATIENCE)
        except (OSError, TimeoutError) as error:
            lap.problems.append(f"{post.path}: {error!r}")
            continue
        lap.waits.append(time.perf_counter() - started)
        head, _, body = answer.partition(b"\r\n\r\n")
        said = gzip.decompress(body) if b"\r\nContent-Encoding: gzip" in head else body
        if b" 200 OK\r\n" not in head[:32] or post.says not in said:
            lap.problems.append(f"{post.path}: {head[:60]!r} ... {said[-400:]!r}")


async def _exchange(port: int, request: bytes) -> bytes:
    reader, writer = await asyncio.open_connection(HOST, port)
    try:
        writer.write(request)
        return await reader.read()
    finally:
        writer.close()


def _bytes_of(port: int, cookie: str, post: Post) -> bytes:
    head = (
        f"POST {post.path} HTTP/1.1\r\nHost: {HOST}:{port}\r\nCookie: {cookie}\r\nConnection: close\r\n"
        "Accept-Encoding: gzip\r\nHX-Request: true\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        f"Content-Length: {len(post.fields.encode())}\r\n\r\n"
    )
    return head.encode() + post.fields.encode()
