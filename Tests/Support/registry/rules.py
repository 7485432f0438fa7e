"""The fault proxy's rules: which requests one is for, and what happens to them. README.md lists the actions."""

import json
import re
import threading

ACTIONS = {
    "answer", "cut-request", "cut-response", "drop-response", "delay", "throttle-request", "throttle-response",
    "rewrite-location", "strip-request", "strip-response", "add-request", "add-response",
    "chunk-minimum", "mount-as-upload", "referrers", "page",
}


class Rule:
    """Matches by method, path and headers, then by the number of the matching request."""

    def __init__(self, content):
        unknown = set(content) - {"name", "method", "path", "headers", "times", "do"}
        unknown |= set(content.get("do", {})) - ACTIONS
        if unknown or "do" not in content:
            raise ValueError(f"a rule has name, method, path, headers, times and do; not {', '.join(sorted(unknown))}: {content}")
        self.name = content.get("name", "")
        self.method = re.compile(content.get("method", ".*"))
        self.path = re.compile(content.get("path", ""))
        self.headers = {name: re.compile(value) for name, value in content.get("headers", {}).items()}
        self.times, self.actions = content.get("times", "every"), content["do"]
        self.matched = self.applied = 0

    def matches(self, method, path, head):
        """The method is matched whole, the path (with its query) anywhere; a header's absence is the empty text."""
        return bool(self.method.fullmatch(method) and self.path.search(path)
                    and all(value.search(head.get(name, "")) for name, value in self.headers.items()))

    def counts(self):
        """Counts one matching request; whether the rule is for this one."""
        self.matched += 1
        if isinstance(self.times, list):
            due = self.matched in self.times
        elif isinstance(self.times, dict):
            first, after = self.times.get("first", 1 << 60), self.times.get("after", 0)
            due = after < self.matched <= after + first
        elif isinstance(self.times, int):
            due = self.matched == self.times
        else:
            due = True
        self.applied += due
        return due


class Rules:
    """All rules; those that are due for a request are put together, later ones winning."""

    def __init__(self, content=()):
        self.lock = threading.Lock()
        self.replace(content)

    @classmethod
    def parsed(cls, text):
        """From JSON, or from a file that has it."""
        if not text.lstrip().startswith(("[", "{")):
            with open(text, encoding="utf-8") as file:
                text = file.read()
        return cls(json.loads(text))

    def replace(self, content):
        rules = [Rule(one) for one in ([content] if isinstance(content, dict) else content)]
        with self.lock:
            self.rules = rules

    def actions(self, method, path, head):
        """What is to be done with the request, and the names of the rules that say so."""
        result, names = {}, []
        with self.lock:
            for number, rule in enumerate(self.rules):
                if rule.matches(method, path, head) and rule.counts():
                    result |= rule.actions
                    names.append(rule.name or str(number))
        return result, names

    def counts(self):
        with self.lock:
            return [{"name": rule.name or str(number), "matched": rule.matched, "applied": rule.applied}
                    for number, rule in enumerate(self.rules)]
