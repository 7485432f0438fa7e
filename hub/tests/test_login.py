"""The login of a desktop's and Theia's page at the hub: recipes/shared/contract/opt/datalab/lib/python/datalab_hub_login.py."""

import http.client
import http.server
import importlib.util
import json
import pathlib
import socket
import sys
import tempfile
import threading
import unittest
import urllib.parse

FILE = "recipes/shared/contract/opt/datalab/lib/python/datalab_hub_login.py"
SPEC = importlib.util.spec_from_file_location("datalab_hub_login", pathlib.Path(__file__).resolve().parents[2] / FILE)
module = importlib.util.module_from_spec(SPEC)
sys.dont_write_bytecode = True
SPEC.loader.exec_module(module)

BASE = "/user/ann/desk/"
# Whom the hub knows by which token, and where they may come in.
TOKENS = {"ann's": ("ann", ["access:servers!server=ann/desk"]), "ben's": ("ben", ["access:servers!server=ben/desk"]), "odd": ("ann", None)}
CODES = {"code of ann": "ann's", "code of ben": "ben's"}


class Hub(http.server.BaseHTTPRequestHandler):
    """The two questions that are asked of a hub."""

    asked = []

    def do_GET(self):
        token = self.headers["Authorization"].removeprefix("token ")
        self.asked.append(token)
        name, scopes = TOKENS.get(token, (None, None))
        self.answer(200 if name else 403, {"name": name, "scopes": scopes})

    def do_POST(self):
        form = dict(urllib.parse.parse_qsl(self.rfile.read(int(self.headers["Content-Length"])).decode()))
        is_ours = form["client_secret"] == "the server's own" and form["redirect_uri"] == BASE + "oauth_callback"
        token = CODES.get(form["code"]) if is_ours else None
        self.answer(200 if token else 400, {"access_token": token} if token else {"error": "invalid_grant"})

    def answer(self, status, value):
        content = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_):
        pass


class Login(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Hub)
        threading.Thread(target=cls.server.serve_forever, daemon=True).start()
        cls.variables = {
            "JUPYTERHUB_API_URL": f"http://127.0.0.1:{cls.server.server_port}/hub/api",
            "JUPYTERHUB_API_TOKEN": "the server's own",
            "JUPYTERHUB_CLIENT_ID": "jupyterhub-user-ann-desk",
            "JUPYTERHUB_OAUTH_ACCESS_SCOPES": '["access:servers!server=ann/desk"]',
            "DATALAB_BASE_PATH": BASE,
        }

    @classmethod
    def tearDownClass(cls):
        cls.server.shutdown()
        cls.server.server_close()

    def setUp(self):
        self.login = module.HubLogin.of(self.variables)

    def begin(self, place=BASE + "vnc.html"):
        url, cookie = self.login.begin(place)
        self.assertTrue(url.startswith("/hub/api/oauth2/authorize?client_id=jupyterhub-user-ann-desk&"), url)
        state = urllib.parse.parse_qs(urllib.parse.urlsplit(url).query)["state"][0]
        self.assertIn(f"Path={BASE}; HttpOnly; SameSite=Lax", cookie)
        return state, {"Cookie": cookie.split(";")[0]}

    def finish(self, state, headers, code="code of ann"):
        return self.login.finish(urllib.parse.urlencode({"state": state, "code": code}), headers)

    def test_the_owner_comes_in_and_goes_on(self):
        state, headers = self.begin()
        place, cookie = self.finish(state, headers)
        self.assertEqual(place, BASE + "vnc.html")
        self.assertEqual(self.login.visitor({"Cookie": cookie.split(";")[0]}), "ann")
        self.assertEqual(self.login.visitor({"Authorization": "token ann's"}), "ann")

    def test_nobody_else_does(self):
        for headers in (
            {}, {"Cookie": "datalab-session=x"}, {"Cookie": "datalab-session="}, {"Authorization": "token ben's"},
            {"Authorization": "token odd"}, {"Authorization": "token"}, {"Authorization": "Basic YTpi"},
            {"X-Forwarded-User": "ann", "Remote-User": "ann", "X-JupyterHub-User": "ann"}, {"Cookie": "\x00; a b=\"c"},
        ):  # fmt: skip
            self.assertIsNone(self.login.visitor(headers), headers)
        state, headers = self.begin()
        with self.assertRaisesRegex(module.Refused, "another user's"):
            self.finish(state, headers, "code of ben")

    def test_a_login_is_its_browsers_and_good_once(self):
        state, headers = self.begin()
        other, others = self.begin()
        for given, cookies in ((state, {}), (state, others), (other, headers), ("", headers), ("x", {"Cookie": "datalab-login=x"})):
            with self.assertRaises(module.Refused):
                self.finish(given, cookies)
        self.finish(state, headers)
        for given, cookies, code in ((state, headers, "code of ann"), (other, others, "x")):
            with self.assertRaises(module.Refused):
                self.finish(given, cookies, code)

    def test_nobody_is_led_elsewhere_and_memory_is_bounded(self):
        for place in ("https://evil.example.org/", "//evil.example.org" + BASE, "/user/ben/desk/", ""):
            state, headers = self.begin(place)
            self.assertEqual(self.finish(state, headers)[0], BASE)
        for _ in range(module.MOST + 5):
            self.login.begin(BASE)
        self.assertEqual(len(self.login.begun), module.MOST)

    def test_what_the_hub_says_counts_for_a_while(self):
        Hub.asked.clear()
        for _ in range(5):
            self.assertEqual(self.login.visitor({"Authorization": "token ann's"}), "ann")
        self.assertEqual(Hub.asked, ["ann's"])
        self.login.tokens.keep(module.mark("ann's"), ("ann", 0))
        TOKENS["ann's"], before = (None, None), TOKENS["ann's"]
        self.addCleanup(TOKENS.__setitem__, "ann's", before)
        self.assertIsNone(self.login.visitor({"Authorization": "token ann's"}))

    def test_without_a_hub_there_is_no_login_and_with_half_a_one_no_start(self):
        self.assertIsNone(module.HubLogin.of({"DATALAB_BASE_PATH": "/"}))
        for wrong in ({"JUPYTERHUB_OAUTH_ACCESS_SCOPES": "[]"}, {"JUPYTERHUB_OAUTH_ACCESS_SCOPES": "x"}):
            self.assertRaises(ValueError, module.HubLogin.of, {**self.variables, **wrong})

    def test_what_nginx_asks(self):
        with tempfile.TemporaryDirectory() as folder:
            path = f"{folder}/s"
            module.Answers.login = self.login
            server = module.Server(path, module.Answers)
            self.addCleanup(server.server_close)
            threading.Thread(target=server.serve_forever, daemon=True).start()
            self.addCleanup(server.shutdown)

            def ask(method, place, headers):
                line = http.client.HTTPConnection("page")
                line.sock = socket.socket(socket.AF_UNIX)
                line.sock.connect(path)
                line.request(method, place, headers=headers)
                answer = line.getresponse()
                answer.read()
                line.close()
                return answer

            begin = {"X-Original-Method": "GET", "X-Original-URI": BASE + "a?b"}
            self.assertEqual(ask("GET", "/check", {}).status, 401)
            self.assertEqual(ask("GET", "/check", {"Authorization": "token ann's"}).status, 204)
            self.assertEqual(ask("POST", "/check", {"Authorization": "token ben's"}).status, 401)
            for change in ({"X-Original-Method": "POST"}, {"X-Original-Upgrade": "websocket"}):
                self.assertEqual(ask("GET", "/begin", {**begin, **change}).status, 403)
            sent = ask("GET", "/begin?b", begin)
            self.assertEqual(sent.status, 302)
            state = urllib.parse.parse_qs(urllib.parse.urlsplit(sent.headers["Location"]).query)["state"][0]
            query = urllib.parse.urlencode({"state": state, "code": "code of ann"})
            self.assertEqual(ask("GET", f"/finish?{query}", {}).status, 403)
            back = ask("GET", f"/finish?{query}", {"Cookie": sent.headers["Set-Cookie"].split(";")[0]})
            self.assertEqual((back.status, back.headers["Location"]), (302, BASE + "a?b"))
            self.assertEqual(ask("GET", "/check", {"Cookie": back.headers["Set-Cookie"].split(";")[0]}).status, 204)


if __name__ == "__main__":
    unittest.main()
