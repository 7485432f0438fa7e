"""Behaviours of HTTP itself and of errors, to any request of the repository."""

import json
import time

from hostile.behaviour import PASS, at

ESCAPES = "\x1b[2J\x1b]0;owned\x07\x1b[31mowned\x9b31m\r\n\u202eevil"


def answer(name, reason, expect="refuse", operation="pull", **more):
    return at("answer", name, operation, expect, reason, **more)


for status in ("600", "999", "099", "000", "2000", "-200", "abc", ""):
    def with_status(x, status=status):
        x.raw(f"HTTP/1.1 {status} Strange\r\nContent-Length: 2\r\n\r\n{{}}".encode())
    answer(f"status-{status.strip('-') + '-negative' if status.startswith('-') else status or 'missing'}", f"the status is {status!r}")(with_status)


@answer("not-http", "the answer is no HTTP")
def not_http(x):
    x.raw(b"SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n" * 10)


@answer("http-0.9", "a body without a head")
def http_09(x):
    x.raw(x.sample.latest)


@answer("hangs-up", "the connection ends without an answer, always")
def hangs_up(x):
    x.raw(b"")


@answer("silent", "no answer, for ever")
def silent(x):
    x.trickle(b"")


@answer("header-1-mb", "one header of 1 MB")
def header_large(x):
    x.reply(200, x.sample.latest, {"X-Large": "x" * 1_000_000, "Docker-Content-Digest": x.sample.digest}, x.sample.kind)


@answer("headers-10000", "ten thousand headers", "either")
def headers_many(x):
    x.reply(200, x.sample.latest, [(f"X-{number}", "x" * 20) for number in range(10_000)], x.sample.kind)


@answer("headers-endless", "headers without end, as fast as can be")
def headers_endless(x):
    x.close_connection, sent = True, 0
    x.wfile.write(b"HTTP/1.1 200 OK\r\n")
    while sent < x.hostile.limit:
        x.wfile.write(b"X-More: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\r\n" * 1000)
        sent += 42_000


@answer("headers-trickle", "headers that never end, a byte at a time")
def headers_trickle(x):
    x.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    x.trickle(b"")


@answer("length-negative", "Content-Length is -5")
def length_negative(x):
    x.raw(b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n{}")


@answer("length-twice", "two Content-Lengths that disagree")
def length_twice(x):
    x.raw(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}x")


@answer("length-beyond-64-bits", "Content-Length has 30 digits")
def length_huge(x):
    x.raw(b"HTTP/1.1 200 OK\r\nContent-Length: " + b"9" * 30 + b"\r\n\r\n{}")


@answer("chunk-size-malformed", "a chunk whose size is no number")
def chunk_malformed(x):
    x.raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n")


@answer("encoding-unknown", "Content-Encoding is something nobody knows")
def encoding_unknown(x):
    x.reply(200, x.sample.latest, {"Content-Encoding": "rot13", "Docker-Content-Digest": x.sample.digest}, x.sample.kind)


@answer("no-content", "204 to a GET")
def no_content(x):
    x.reply(204)


@answer("partial-unasked", "206 to a GET without Range")
def partial(x):
    content = x.sample.latest
    x.reply(206, content[:-5], {"Content-Range": f"bytes 0-{len(content) - 6}/{len(content)}"}, x.sample.kind)


@answer("cookies", "cookies for every path: none is to be sent back", "succeed")
def cookies(x):
    if x.headers.get("Cookie"):
        return x.error(400, "COOKIE", "a cookie was sent back")
    content = x.found_manifest() if "/manifests/" in x.route else None
    if not content:
        return PASS
    x.reply(200, content[0], [("Set-Cookie", "session=1; Path=/"), ("Docker-Content-Digest", x.sample.digest)], content[1])


@answer("clock-wrong", "Date is in the year 1970 and Strict-Transport-Security is asked for by http", "succeed")
def clock(x):
    content = x.found_manifest() if "/manifests/" in x.route else None
    if not content:
        return PASS
    x.reply(200, content[0], {"Date": "Thu, 01 Jan 1970 00:00:00 GMT", "Strict-Transport-Security": "max-age=99999999",
                              "Alt-Svc": f'h3="{x.evil_host}"', "Docker-Content-Digest": x.sample.digest}, content[1])


# Waiting.

for name_, value in {"year": "31536000", "huge": "9" * 30, "negative": "-5", "text": "later", "past": "Thu, 01 Jan 1970 00:00:00 GMT",
                     "date-far": "Fri, 31 Dec 9999 23:59:59 GMT", "fraction": "0.5"}.items():
    def later(x, value=value):
        x.error(429, "TOOMANYREQUESTS", headers={"Retry-After": value})
    answer(f"retry-after-{name_}", f"429 for ever, with Retry-After {value}: the wait has a bound, and so have the attempts")(later)


# Errors.

def errors(name, body, reason, status=400, kind="application/json", expect="refuse"):
    """This status and body, to everything."""
    @answer(name, reason, expect)
    def hook(x):
        x.reply(status, body() if callable(body) else body, kind=kind)


def one_error(**fields):
    return json.dumps({"errors": [{"code": "DENIED", "message": "no", "detail": None} | fields]}, ensure_ascii=False).encode("utf-8", "surrogateescape")


errors("error-escapes", one_error(message=ESCAPES), "the message has terminal escape sequences and more lines: none may reach a terminal")
errors("error-code-escapes", one_error(code=ESCAPES), "the code has terminal escape sequences: none may reach a terminal")
errors("error-raw-escapes", ESCAPES.encode(), "the body is no JSON but terminal escape sequences", kind="text/plain")
errors("error-detail-large", lambda: one_error(detail="x" * 5_000_000), "a detail of 5 MB")
errors("error-10-mb", lambda: b"x" * 10_000_000, "a body of 10 MB", kind="text/plain")
errors("error-many", lambda: json.dumps({"errors": [{"code": "DENIED", "message": f"number {n}"} for n in range(100_000)]}).encode(), "100,000 errors")
errors("error-invalid-json", b'{"errors": [', "the error ends in the middle")
errors("error-invalid-utf8", b'{"errors": [{"code": "DENIED", "message": "\xff\xfe"}]}', "the message is no UTF-8")
errors("error-deep-json", b'{"errors": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", "100,000 brackets")
errors("error-wrong-types", b'{"errors": {"code": 5, "message": []}}', "errors is an object and its message a list")
errors("error-with-200", one_error(), "an error in an answer with status 200", status=200)
errors("error-html", b"<html><h1>502 Bad Gateway</h1></html>", "a gateway's page with status 502, for ever", status=502, kind="text/html")


@answer("error-endless", "an error's body without end")
def error_endless(x):
    x.endless(status=403, first=b'{"errors": [{"code": "DENIED", "message": "')


@answer("error-reason-escapes", "the reason in the status line has terminal escape sequences")
def reason_escapes(x):
    x.raw(b"HTTP/1.1 403 \x1b[2J\x1b]0;owned\x07\r\nContent-Length: 0\r\n\r\n")


@at("put-manifest", "warning-escapes", "push", "succeed", "Warning headers with escape sequences, a quote that does not end: none may reach a terminal")
def warning_escapes(x):
    x.put_manifest(Warning='299 - "' + ESCAPES.replace("\r\n", "") + 'x' * 10_000)


@at("manifest", "slow-manifest", "pull", "succeed", "the manifest takes three seconds")
def slow_manifest(x):
    time.sleep(3)
    return PASS
