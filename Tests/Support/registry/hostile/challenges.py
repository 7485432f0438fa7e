"""Behaviours of authentication: challenges (WWW-Authenticate) and the token server."""

from hostile.behaviour import also, at

ESCAPES = "\x1b[2J\x1b]0;owned\x07"


def challenge(name, reason, expect="refuse", **more):
    """The function gives the challenge's headers."""
    def decorate(function):
        def hook(x):
            values = function(x)
            x.challenge(*([values] if isinstance(values, str) else values))
        at("challenge", name, "login", expect, reason, auth=True, **more)(hook)
        return function
    return decorate


def token(name, reason, expect="refuse", **more):
    """The function answers as the token server."""
    return at("token", name, "login", expect, reason, auth=True, **more)


def realm(name, target, reason, expect="refuse", **more):
    """The realm is this text; in it stand {evil}, {base} and {name}."""
    @challenge(name, reason, expect, **more)
    def hook(x):
        return "Bearer " + x.parameters(target.format(evil=x.evil_host, base=x.base, name=name))


realm("realm-file", "file:///etc/passwd", "the realm is a file")
realm("realm-ftp", "ftp://{evil}/token", "the realm is ftp", evil="untouched")
realm("realm-plain-from-https", "http://{evil}/token/{name}", "https sends the credentials to plain http", evil="untouched", scheme="https")
realm("realm-other-host-plain", "http://{evil}/token/{name}", "the realm is another host, by plain http", "either", evil="anonymous")
realm("realm-credentials", "http://user:secret@{evil}/token/{name}", "the realm has credentials in it", evil="untouched")
realm("realm-injection", "{base}/token/{name}?a HTTP/1.1\tX-Injected: yes", "the realm has blanks and a header in it")
realm("realm-escaped-injection", "{base}/token/{name}%0d%0aX-Injected:%20yes", "the realm has an encoded line break: nothing may become a header", "either")
realm("realm-relative", "/token/{name}", "the realm is relative", "either")
realm("realm-slashes", "//{evil}/token/{name}", "the realm is //host", "either", evil="anonymous")
realm("realm-empty", "", "the realm is empty")
realm("realm-no-host", "http:///token", "the realm has no host")
realm("realm-long", "{base}/token/{name}?" + "x" * 50_000, "the realm has 50,000 characters", "either")
realm("realm-itself", "{base}/v2/{name}/manifests/latest", "the realm is the place that challenges")


@challenge("realm-missing", "the challenge has no realm")
def realm_missing(x):
    return 'Bearer service="hostile",scope="repository:x:pull"'


@challenge("challenge-unterminated", "a quote that does not end")
def challenge_unterminated(x):
    return f'Bearer realm="{x.base}/token/challenge-unterminated,service="hostile'


@challenge("challenge-several", "several challenges in one header, with quoted commas and escaped quotes: the one of Bearer is right", "succeed")
def challenge_several(x):
    return 'Negotiate, Digest realm="a, \\"Bearer realm=b\\", c", nonce="x", Bearer ' + x.parameters() + ', Basic realm="last"'


@challenge("challenge-several-headers", "challenges in several headers: the one of Bearer is right", "succeed")
def challenge_several_headers(x):
    return ["Negotiate", "BEARER " + x.parameters().replace(",", " , ").replace("service=", "SERVICE=")]


@challenge("challenge-unknown", "only a scheme nobody knows")
def challenge_unknown(x):
    return 'Mutual realm="x"'


@challenge("challenge-missing", "401 without WWW-Authenticate")
def challenge_missing(x):
    return []


@challenge("challenge-escapes", "a challenge with terminal escape sequences: none may reach a terminal")
def challenge_escapes(x):
    return f'Bearer realm="{ESCAPES}",error="{ESCAPES}"'


@challenge("challenge-many", "a thousand challenges")
def challenge_many(x):
    return [f'Scheme{number} realm="x"' for number in range(1000)]


@challenge("challenge-scope-other", "the challenge asks for the scope of another repository, and for everything", "either")
def challenge_scope(x):
    return f'Bearer realm="{x.base}/token/challenge-scope-other",service="hostile",scope="repository:private/secret:pull,push,delete registry:catalog:*"'


@challenge("challenge-basic-forever", "401 with a Basic challenge, whatever is sent")
def basic_forever(x):
    return 'Basic realm="never"'


@challenge("unauthorized-forever", "401 for ever: the token it gives is never right")
def unauthorized_forever(x):
    return "Bearer " + x.parameters()


@also("token", "unauthorized-forever")
def unauthorized_token(x):
    x.token(token="never right", expires_in=300)


# The token server.

@token("realm-redirects", "the token server sends on to another host", evil="anonymous")
def realm_redirects(x):
    x.redirect(f"{x.evil}/token/realm-redirects", 302)


@token("realm-redirects-file", "the token server sends on to a file")
def realm_redirects_file(x):
    x.redirect("file:///etc/passwd", 302)


@token("token-endless", "the token server's answer does not end")
def token_endless(x):
    x.endless(first=b'{"token": "')


for name_, changes, expect_ in (
    ("token-line-break", {"token": "abc\r\nX-Injected: yes"}, "refuse"), ("token-escapes", {"token": ESCAPES}, "refuse"),
    ("token-huge", {"token": "x" * 10_000_000}, "refuse"), ("token-1-mb", {"token": "x" * 1_000_000}, "refuse"),
    ("token-missing", {"token": None}, "refuse"), ("token-empty", {"token": ""}, "refuse"),
    ("token-number", {"token": 5}, "refuse"), ("token-not-ascii", {"token": "tökén"}, "refuse"),
    ("expires-negative", {"expires_in": -5}, "either"), ("expires-zero", {"expires_in": 0}, "either"),
    ("expires-huge", {"expires_in": 10 ** 30}, "either"), ("expires-text", {"expires_in": "300"}, "either"),
    ("expires-null", {"expires_in": None, "issued_at": "not a time"}, "either"), ("issued-in-the-future", {"issued_at": "9999-12-31T23:59:59Z"}, "either"),
):
    token(name_, f"the token server answers {str(changes)[:70]!r}", expect_)(lambda x, changes=changes: x.token(**changes))


@token("token-disagrees", "token and access_token differ, `token` is right", "either")
def token_disagrees(x):
    x.token(access_token="other")


@token("token-not-json", "the token server answers a web page")
def token_not_json(x):
    x.reply(200, b"<html>", kind="text/html")


@token("token-list", "the token server answers a list")
def token_list(x):
    x.reply(200, b"[]", kind="application/json")


@token("token-deep-json", "the token server answers 100,000 brackets")
def token_deep(x):
    x.reply(200, b'{"token": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", kind="application/json")


@token("token-server-fails", "the token server answers 500 for ever")
def token_fails(x):
    x.error(500, "UNKNOWN")


@token("token-server-challenges", "the token server answers with a challenge that leads to itself")
def token_challenges(x):
    x.challenge("Bearer " + x.parameters())
