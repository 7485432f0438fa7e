"""What every test server here shares: one line of JSON when ready, an end together with the test, records of requests."""

import ctypes
import json
import os
import select
import signal
import socket
import socketserver
import stat
import sys
import threading

# Who started the program, noted before anything can take that one's place.
PARENT = os.getppid()


asked_to_end = threading.Event()


def announce(facts):
    """Says, once, that the program is ready, and where; from here on a signal ends it in order."""
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda *_: asked_to_end.set())
    print(json.dumps(facts), flush=True)


def wait_for_end(check=lambda: True):
    """Returns when standard input ends, the parent is gone, a signal asks for the end, or the check fails.

    A standard input of /dev/null has ended from the start and says nothing: then only the parent counts.
    """
    watched = [] if stdin_is_null() else [sys.stdin.fileno()]
    while not asked_to_end.is_set() and os.getppid() == PARENT and check():
        readable, _, _ = select.select(watched, [], [], 0.1)
        if readable and not os.read(sys.stdin.fileno(), 4096):
            return


def stdin_is_null():
    try:
        mode = os.fstat(sys.stdin.fileno())
    except (AttributeError, OSError, ValueError):
        return True
    return stat.S_ISCHR(mode.st_mode) and mode.st_rdev == os.stat("/dev/null").st_rdev


def die_with_parent():
    """For `preexec_fn`: the kernel ends the child when this program is killed without a chance to end it."""
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)


class Record:
    """Requests as they are finished: in memory, and as lines of JSON in a file if there is one."""

    def __init__(self, path=None):
        self.entries, self.lock = [], threading.Lock()
        self.file = open(path, "a", encoding="utf-8") if path else None

    def add(self, entry):
        with self.lock:
            self.entries.append(entry)
            if self.file:
                self.file.write(json.dumps(entry) + "\n")
                self.file.flush()

    def all(self):
        with self.lock:
            return list(self.entries)


class Server(socketserver.ThreadingTCPServer):
    """Listens on a free port of 127.0.0.1; every connection has a thread; TLS when given a context."""

    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 256

    def __init__(self, handler, context=None):
        self.context = context
        super().__init__(("127.0.0.1", 0), handler)
        self.port = self.server_address[1]

    def get_request(self):
        connection, address = super().get_request()
        if self.context:
            # The handshake is left to the first read: a client that does not finish it must not stop the others.
            connection = self.context.wrap_socket(connection, server_side=True, do_handshake_on_connect=False)
        return connection, address

    def finish_request(self, request, client_address):
        """Refuses TLS on a plain port at once, as real servers do: clients that try TLS first would wait for an answer."""
        if not self.context and request.recv(1, socket.MSG_PEEK) == b"\x16":
            request.sendall(b"HTTP/1.0 400 Bad Request\r\n\r\nthis port speaks no TLS\n")
            return
        super().finish_request(request, client_address)

    def handle_error(self, request, client_address):
        """A client that goes away is what these servers are for; anything else is a defect and is shown."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)

    def start(self):
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self
