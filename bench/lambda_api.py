"""The Runtime API of Lambda, for one instance of a function."""
import queue
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class QuietServer(ThreadingHTTPServer):
    """Functions are ended while they wait: that is no error."""

    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request, client_address):
        pass


class RuntimeApi:
    def __init__(self):
        self.events = queue.Queue()
        self.ready = queue.Queue()
        self.replies = queue.Queue()
        self.snapshots = queue.Queue()
        self.restores = queue.Queue()
        api = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def do_GET(self):
                if self.path.endswith("/restore/next"):
                    api.snapshots.put(time.perf_counter())
                    if api.restores.get():
                        self.answer(200)
                    else:
                        self.close_connection = True
                elif self.path.endswith("/invocation/next"):
                    api.ready.put(time.perf_counter())
                    event = api.events.get()
                    if event is None:
                        self.close_connection = True
                    else:
                        self.answer(200, event, {
                            "Lambda-Runtime-Aws-Request-Id": "8476a536-e9f4-11e8-9739-2dfe598c3fcd",
                            "Lambda-Runtime-Deadline-Ms": str(int(time.time() * 1000) + 900_000),
                            "Lambda-Runtime-Invoked-Function-Arn": "arn:aws:lambda:us-east-1:111122223333:function:bench",
                            "Content-Type": "application/json"})
                else:
                    self.answer(404)

            def do_POST(self):
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                api.replies.put((time.perf_counter(), not self.path.endswith("/error"), body))
                self.answer(202)

            def answer(self, status, body=b"", headers=None):
                self.send_response(status)
                for name, value in (headers or {}).items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *arguments):
                pass

        self.server = QuietServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def address(self):
        return f"127.0.0.1:{self.server.server_address[1]}"

    def restore(self):
        """Lets a function go on that waits in a snapshot."""
        self.restores.put(True)

    def invoke(self, event, timeout=120):
        """Hands an event over and waits for its answer: (seconds, body)."""
        started = time.perf_counter()
        self.events.put(event)
        ended, ok, body = self.replies.get(timeout=timeout)
        if not ok:
            raise SystemExit("A function failed: " + body.decode()[:500])
        return ended - started, body

    def stop(self):
        """Lets a function that waits for an event go, and closes the server."""
        self.events.put(None)
        self.restores.put(False)
        self.server.shutdown()
        self.server.server_close()
