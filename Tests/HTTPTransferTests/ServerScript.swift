/// A web server in Python: `/<anything>/<name>` misbehaves in the way of `name`, remembering per `<anything>`.
///
/// It prints its port and serves until its parent ends.
let serverScript = #"""
    import json, os, ssl, sys, threading, time, urllib.parse
    from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

    counts, log, lock = {}, [], threading.Lock()

    def content(size):
        block = bytes((i * 7 + i // 251) & 255 for i in range(65521))
        return (block * (size // len(block) + 1))[:size]

    # The end of the tests is the end of the server.
    def watch(parent):
        while os.getppid() == parent:
            time.sleep(0.2)
        os._exit(0)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *arguments):
            pass

        def handle_one(self):
            url = urllib.parse.urlsplit(self.path)
            query = dict(urllib.parse.parse_qsl(url.query, keep_blank_values=True))
            size = int(self.headers.get("Content-Length") or 0)
            self.body = self.rfile.read(size)
            with lock:
                counts[self.path] = counts.get(self.path, 0) + 1
                self.times = counts[self.path]
                log.append({"method": self.command, "path": self.path, "headers": dict(self.headers.items()),
                            "body": self.body.decode("latin-1"), "connection": self.client_address[1]})
            name = url.path.split("/")[2]
            getattr(self, "do_" + name, self.do_missing)(query)

        do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = handle_one

        def answer(self, status, body=b"", headers=()):
            self.send_response(status)
            for key, value in headers:
                self.send_header(key, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)

        def cut(self, body, at, headers=()):
            self.send_response(200)
            for key, value in headers:
                self.send_header(key, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body[:at])
            self.wfile.flush()
            self.close_connection = True
            self.connection.shutdown(2)

        def do_missing(self, query):
            self.answer(404, b"no such path")

        def do_echo(self, query):
            with lock:
                self.answer(200, json.dumps(log[-1]).encode())

        def do_log(self, query):
            with lock:
                place = self.path.split("/")[1]
                self.answer(200, json.dumps([one for one in log if one["path"].split("/")[1] == place]).encode())

        def do_bytes(self, query):
            self.answer(200, content(int(query["size"])))

        def do_slow(self, query):
            time.sleep(float(query["seconds"]))
            self.answer(200, b"late")

        # Answers with the status for the first times, then with content.
        def do_status(self, query):
            if self.times <= int(query.get("times", "1000000")):
                headers = [("Retry-After", query["after"])] if "after" in query else []
                return self.answer(int(query["status"]), b"not now", headers)
            self.answer(200, b"at last")

        # Cuts the first answers; resumes when asked with the right proof.
        def do_cut(self, query):
            body, etag = content(int(query["size"])), query.get("etag", '"one"')
            if query.get("changes"):
                etag = '"version %d"' % self.times
                body = bytes([self.times]) + body[1:]
            headers = [("ETag", etag)] if etag else []
            wanted = self.headers.get("Range")
            if wanted and self.headers.get("If-Range") == etag and not query.get("ignores"):
                start = int(wanted.split("=")[1].split("-")[0])
                if query.get("refuses"):
                    return self.answer(416)
                shown = start + 1 if query.get("lies") else start
                headers.append(("Content-Range", "bytes %d-%d/%d" % (shown, len(body) - 1, len(body))))
                rest = body[start:]
                self.send_response(206)
                for key, value in headers:
                    self.send_header(key, value)
                self.send_header("Content-Length", str(len(rest)))
                self.end_headers()
                if self.times <= int(query["times"]):
                    rest = rest[:int(query["at"])]
                    self.close_connection = True
                self.wfile.write(rest)
                return
            if self.times <= int(query["times"]):
                return self.cut(body, int(query["at"]), headers)
            self.answer(200, body, headers)

        def do_redirect(self, query):
            self.answer(int(query.get("status", "302")), b"elsewhere", [("Location", query["to"])])

        def do_loop(self, query):
            self.answer(302, b"", [("Location", "loop?n=%d" % (int(query.get("n", "0")) + 1))])

        def do_endless(self, query):
            self.send_response(200)
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            try:
                while True:
                    self.wfile.write(b"10000\r\n" + b"x" * 65536 + b"\r\n")
            except OSError:
                self.close_connection = True

        def do_stall(self, query):
            self.send_response(200)
            self.send_header("Content-Length", "1000")
            self.end_headers()
            self.wfile.write(b"beginning")
            self.wfile.flush()
            # Longer than any test may take: it is the other side that has to give up.
            time.sleep(3600)

        def do_garbage(self, query):
            self.wfile.write(b"this is not HTTP at all\r\n\r\n")
            self.close_connection = True

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        request_queue_size = 128

        def handle_error(self, request, client_address):
            pass

    server = Server(("127.0.0.1", 0), Handler)
    if len(sys.argv) > 1:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(sys.argv[1], sys.argv[2])
        server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(server.server_address[1], flush=True)
    watch(os.getppid())
    """#
