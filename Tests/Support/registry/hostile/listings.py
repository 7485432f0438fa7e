"""Behaviours of tags/list and of the referrers API."""

import json

from hostile.behaviour import at
from hostile.sample import INDEX, MANIFEST, descriptor

ESCAPES = "\x1b[2Jowned\x07"


def tags(name, reason, expect="refuse", **more):
    return at("tags", name, "tags", expect, reason, **more)


def page(x, names, link=None):
    x.reply(200, {"name": x.repository, "tags": names}, [("Link", link)] if link else [])


def linked(name, target, reason, expect="refuse", **more):
    """Tags whose Link is this text; in it stand {evil}, {base} and {name}."""
    @tags(name, reason, expect, **more)
    def hook(x):
        page(x, ["one"], target.format(evil=x.evil_host, base=x.base, name=name))


linked("tags-link-itself", '</v2/{name}/tags/list>; rel="next"', "the next page is this page, for ever")
linked("tags-link-other-host", '<http://{evil}/v2/{name}/tags/list>; rel="next"', "the next page is on another host: it may see no Authorization",
       evil="anonymous", auth=True)
linked("tags-link-slashes", '<//{evil}/v2/{name}/tags/list>; rel="next"', "the next page is at //host", evil="anonymous", auth=True)
linked("tags-link-file", '<file:///etc/passwd>; rel="next"', "the next page is a file")
linked("tags-link-unterminated", '</v2/{name}/tags/list?last=one; rel="next', "a Link that does not end")
linked("tags-link-blank", '</v2/{name}/tags/list HTTP/1.1\tX-Injected: yes>; rel="next"', "a Link with blanks in it")
linked("tags-link-other-relation", '</v2/{name}/other>; rel="prev", <>; rel="help"', "Links that are not to the next page", "succeed")
linked("tags-link-empty", '<>; rel="next"', "the next page is nowhere")


@tags("tags-endless-pages", "every page has a next one with new tags")
def tags_endless_pages(x):
    number = int(x.query.get("last", "t0")[1:]) + 1
    page(x, [f"t{number}"], f'</v2/{x.repository}/tags/list?last=t{number}>; rel="next"')


@tags("tags-empty-pages", "every page is empty and has a next one")
def tags_empty_pages(x):
    number = int(x.query.get("n", "0")) + 1
    page(x, [], f'</v2/{x.repository}/tags/list?n={number}>; rel="next"')


@tags("tags-endless", "a list of tags without end")
def tags_endless(x):
    x.endless(piece=b'"another-tag",' * 4000, first=b'{"name":"x","tags":[')


@tags("tags-million", "a million tags in one answer", "either")
def tags_million(x):
    x.reply(200, {"name": x.repository, "tags": [f"tag-{number}" for number in range(1_000_000)]})


for name_, content in {"tags-escapes": [ESCAPES], "tags-line-break": ["a\nb"], "tags-path": ["../../etc/passwd"], "tags-long": ["x" * 100_000],
                       "tags-numbers": [1, 2], "tags-object": {"a": 1}, "tags-text": "latest"}.items():
    tags(name_, f"the tags are {str(content)[:60]!r}")(lambda x, content=content: page(x, content))
tags("tags-null", "the tags are null, as registries say of an empty repository", "succeed")(lambda x: page(x, None))
tags("tags-twice", "a tag stands twice", "either")(lambda x: page(x, ["one", "one"]))


@tags("tags-name-lies", "the list is of another repository", "either")
def tags_name_lies(x):
    x.reply(200, {"name": "other/repository", "tags": ["one"]})


@tags("tags-not-json", "the list of tags is a web page")
def tags_not_json(x):
    x.reply(200, b"<html>", kind="text/html")


# Referrers. Any digest can be asked for.

def referrers(name, reason, expect="refuse", **more):
    return at("referrers", name, "referrers", expect, reason, reference=lambda sample: sample.digest, **more)


def listed(x, entries, headers=(), kind=INDEX):
    x.reply(200, {"schemaVersion": 2, "mediaType": INDEX, "manifests": entries}, headers, kind)


def entry(**changes):
    return descriptor(MANIFEST, b"a referrer", artifactType="application/x", annotations={"a": "b"}) | changes


@referrers("referrers-endless-pages", "every page of referrers has a next one")
def referrers_endless(x):
    number = int(x.query.get("n", "0")) + 1
    listed(x, [entry(digest=f"sha256:{number:064x}")], [("Link", f'</v2/{x.repository}/referrers/{x.reference}?n={number}>; rel="next"')])


@referrers("referrers-link-other-host", "the next page is on another host: it may see no Authorization", evil="anonymous", auth=True)
def referrers_other_host(x):
    listed(x, [entry()], [("Link", f'<{x.evil}/v2/{x.repository}/referrers/{x.reference}>; rel="next"')])


@referrers("referrers-endless", "an index of referrers without end")
def referrers_body(x):
    x.endless(piece=(json.dumps(entry()) + ",").encode() * 100, first=b'{"schemaVersion":2,"manifests":[', kind=INDEX)


@referrers("referrers-web-page", "200 and a web page, as registries without the API answer", "either")
def referrers_html(x):
    x.reply(200, b"<html>", kind="text/html")


@referrers("referrers-manifest", "a manifest instead of an index")
def referrers_manifest(x):
    x.reply(200, x.sample.latest, kind=MANIFEST)


@referrers("referrers-not-found", "404, and the fallback tag holds a manifest instead of an index", "either")
def referrers_404(x):
    x.hostile.store.put_manifest(x.repository, x.reference.replace(":", "-"), x.sample.latest, MANIFEST)
    x.error(404, "NOT_FOUND")


for name_, change in {"referrers-digest-malformed": {"digest": "sha256:.."}, "referrers-size-negative": {"size": -1},
                      "referrers-artifact-type-number": {"artifactType": 5}, "referrers-annotations-list": {"annotations": []}}.items():
    referrers(name_, f"a referrer has {change}")(lambda x, change=change: listed(x, [entry(**change)]))
referrers("referrers-escapes", "annotations with terminal escape sequences: none may reach a terminal", "either")(
    lambda x: listed(x, [entry(annotations={ESCAPES: ESCAPES}, artifactType=ESCAPES)]))


@referrers("referrers-filter-lies", "OCI-Filters-Applied, and nothing was filtered", "either")
def referrers_filter(x):
    listed(x, [entry(artifactType="application/other"), entry()], [("OCI-Filters-Applied", "artifactType")])
