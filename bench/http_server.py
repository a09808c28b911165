"""HTTP/1.1 on loopback, as far as the clients here speak it, for next to no processor time.

A thread for each connection. A request's head is split and no more, and each answer is one write: with the server of
Python's library, four calls at once wait a millisecond for each other.
"""
import socket
import threading
from http.client import responses

END = b"\r\n\r\n"
# As much as a record of TLS holds.
PIECE = 16_384


def response(status, body=b"", **headers):
    """What to write; an underscore in the name of a header is a hyphen."""
    lines = [f"HTTP/1.1 {status} {responses[status]}", f"Content-Length: {len(body)}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join(lines).encode() + END + body


class Server:
    """Listens from the start, on a port of its own."""

    def __init__(self, tls=None):
        self.tls = tls
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=128)
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def answer(self, method, path, headers, body):
        """What to write, or `None` to cut the connection. The names of headers are in lower case."""
        raise NotImplementedError

    def opened(self, connection):
        pass

    def closed(self, connection):
        pass

    def stop(self):
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()

    def accept(self):
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return  # stopped
            threading.Thread(target=self.talk, args=(connection,), daemon=True).start()

    def talk(self, connection):
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if self.tls:
            connection = self.tls.wrap_socket(connection, server_side=True, do_handshake_on_connect=False)
        with connection:
            self.opened(connection)
            try:
                self.exchange(connection)
            except OSError:
                pass  # Functions are ended while they wait: that is no error.
            finally:
                self.closed(connection)

    def exchange(self, connection):
        received = b""
        while True:
            while END not in received:
                piece = connection.recv(PIECE)
                if not piece:
                    return
                received += piece
            head, _, received = received.partition(END)
            request, *lines = head.decode("latin-1").split("\r\n")
            headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
            length = int(headers.get("content-length", 0))
            while len(received) < length:
                piece = connection.recv(PIECE)
                if not piece:
                    return
                received += piece
            body, received = received[:length], received[length:]
            method, path, _ = request.split(" ")
            answer = self.answer(method, path, headers, body)
            if answer is None:
                return
            connection.sendall(answer)
            if headers.get("connection", "").lower() == "close":
                return
