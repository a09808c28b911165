"""The Runtime API of Lambda, for one instance of a function."""
import queue
import time

from http_server import Server, response


class RuntimeApi(Server):
    def __init__(self):
        self.events = queue.Queue()
        self.ready = queue.Queue()
        self.replies = queue.Queue()
        self.snapshots = queue.Queue()
        self.restores = queue.Queue()
        super().__init__()

    @property
    def address(self):
        return f"127.0.0.1:{self.port}"

    def answer(self, method, path, headers, body):
        if method == "POST":
            self.replies.put((time.perf_counter(), not path.endswith("/error"), body))
            return response(202)
        if path.endswith("/restore/next"):
            self.snapshots.put(time.perf_counter())
            return response(200) if self.restores.get() else None
        if path.endswith("/invocation/next"):
            self.ready.put(time.perf_counter())
            event = self.events.get()
            return None if event is None else response(
                200, event, Content_Type="application/json",
                Lambda_Runtime_Aws_Request_Id="8476a536-e9f4-11e8-9739-2dfe598c3fcd",
                Lambda_Runtime_Deadline_Ms=int(time.time() * 1000) + 900_000,
                Lambda_Runtime_Invoked_Function_Arn="arn:aws:lambda:us-east-1:111122223333:function:bench")
        return response(404)

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
        """Lets a function that waits for an event go, and stops listening."""
        self.events.put(None)
        self.restores.put(False)
        super().stop()
