"""The network between browser and server: a proxy that passes, cuts in the middle, swallows what comes back, or answers
in the server's place."""

import contextlib
import socket
import threading
from enum import StrEnum

from tests.bench.loss.processes import free_port

CHUNK = 16_384


class Mode(StrEnum):
    """What the network does: all is well; every connection ends at once; requests arrive but no reply comes back;
    a sign-in page of the network's own is the answer to everything."""

    PASS = "pass"
    CUT = "cut"
    SWALLOW = "swallow"
    PORTAL = "portal"


WELCOME = b"<!DOCTYPE html><title>WiFi</title><h1>Masuk dahulu ke WiFi kantor</h1>"
PORTAL_REPLY = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%b" % (
    len(WELCOME),
    WELCOME,
)


class Network:
    """A proxy of its own threads in front of the server's port."""

    def __init__(self, server_port: int) -> None:
        self.mode = Mode.PASS
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self._server_port = server_port
        self._open: set[socket.socket] = set()
        self._listening = socket.create_server(("127.0.0.1", self.port), backlog=64)
        threading.Thread(target=self._listen, daemon=True).start()

    def becomes(self, mode: Mode) -> None:
        """Change what the network does; a cut or a portal ends what is under way, in the middle of it."""
        self.mode = mode
        if mode in {Mode.CUT, Mode.PORTAL}:
            for each in list(self._open):
                _end(each)

    def _listen(self) -> None:
        while True:
            client, _ = self._listening.accept()
            if self.mode is Mode.CUT:
                _end(client)
                continue
            threading.Thread(target=self._join, args=(client,), daemon=True).start()

    def _join(self, client: socket.socket) -> None:
        if self.mode is Mode.PORTAL:
            with contextlib.suppress(OSError):
                client.recv(CHUNK)
                client.sendall(PORTAL_REPLY)
            _end(client)
            return
        try:
            server = socket.create_connection(("127.0.0.1", self._server_port), timeout=30)
        except OSError:
            _end(client)
            return
        self._open |= {client, server}
        back = threading.Thread(target=self._pump, args=(server, client), kwargs={"is_reply": True}, daemon=True)
        back.start()
        self._pump(client, server, is_reply=False)
        back.join()
        self._open -= {client, server}
        _end(client)
        _end(server)

    def _pump(self, source: socket.socket, target: socket.socket, *, is_reply: bool) -> None:
        with contextlib.suppress(OSError):
            while content := source.recv(CHUNK):
                if is_reply and self.mode is Mode.SWALLOW:
                    break
                target.sendall(content)
        for each, how in ((source, socket.SHUT_RD), (target, socket.SHUT_WR)):
            with contextlib.suppress(OSError):
                each.shutdown(how)
        if is_reply:
            _end(target)


def _end(connection: socket.socket) -> None:
    with contextlib.suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)
    connection.close()
