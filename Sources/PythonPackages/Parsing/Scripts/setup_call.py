"""Tells what the call of setup() in a setup.py says of dependencies; the file is parsed, never run.

Standard input: the file. Standard output: JSON with `name`, `python_requires`, `install_requires` and `extras_require` (texts with
their line and column, and files that they are read from), and `unread`: what could not be known without running it.
"""

import ast
import json
import sys

sys.setrecursionlimit(3000)
WANTED = ("name", "python_requires", "install_requires", "extras_require")
ENDINGS = (".txt", ".in", ".pip")
MOST = 5000


class Unknown(Exception):
    def __init__(self, node, why):
        self.line, self.why = getattr(node, "lineno", 1), why


def text(node, value):
    return {"text": value, "line": node.lineno, "column": node.col_offset + 1}


class Scope:
    """The names that the file binds, as far as they are literals, in the order of the file."""

    def __init__(self, tree):
        self.values, self.functions, self.doubtful = {}, {}, {}
        self.visit(tree.body, False)

    def visit(self, body, conditional):
        for node in body:
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                self.functions[node.name] = node
            elif isinstance(node, ast.Assign):
                for target in node.targets:
                    self.bind(target, node.value, conditional)
            elif isinstance(node, ast.AnnAssign) and node.value is not None:
                self.bind(node.target, node.value, conditional)
            elif isinstance(node, ast.AugAssign) and isinstance(node.op, ast.Add):
                self.more(node.target, [node.value], node, conditional)
            elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
                self.call(node.value, conditional)
            elif isinstance(node, (ast.With, ast.AsyncWith)):
                for item in node.items:
                    if item.optional_vars is not None:
                        self.bind(item.optional_vars, item.context_expr, conditional)
                self.visit(node.body, conditional)
            elif isinstance(node, ast.If):
                if not main(node.test):
                    self.visit(node.body, True)
                    self.visit(node.orelse, True)
                else:
                    self.visit(node.body, conditional)
            elif isinstance(node, ast.Try):
                self.visit(node.body, conditional)
                for handler in node.handlers:
                    self.visit(handler.body, True)
                self.visit(node.orelse + node.finalbody, conditional)
            elif isinstance(node, (ast.For, ast.While)):
                self.visit(node.body, True)

    def bind(self, target, value, conditional):
        if isinstance(target, ast.Name):
            if conditional and target.id in self.values:
                self.doubtful.setdefault(target.id, value)
            else:
                self.values[target.id] = [value]
                if conditional:
                    self.doubtful.setdefault(target.id, value)
        elif isinstance(target, ast.Subscript) and isinstance(target.value, ast.Name):
            if isinstance(target.slice, ast.Constant):
                self.values.setdefault(target.value.id, []).append(ast.Dict(keys=[target.slice], values=[value]))

    def more(self, target, values, node, conditional):
        if isinstance(target, ast.Name):
            if conditional:
                self.doubtful.setdefault(target.id, node)
            else:
                self.values.setdefault(target.id, []).extend(values)

    def call(self, call, conditional):
        if not isinstance(call.func, ast.Attribute) or len(call.args) != 1:
            return
        if call.func.attr in ("extend", "update"):
            self.more(call.func.value, [call.args[0]], call, conditional)
        elif call.func.attr == "append":
            self.more(call.func.value, [ast.copy_location(ast.List(elts=[call.args[0]]), call)], call, conditional)


def main(test):
    return isinstance(test, ast.Compare) and isinstance(test.left, ast.Name) and test.left.id == "__name__"


class Reader:
    def __init__(self, tree):
        self.scope, self.unread, self.depth, self.steps = Scope(tree), [], 0, 0

    def step(self, node):
        """A file of a few lines can ask for more steps than there is time for."""
        self.steps += 1
        if self.depth > 60 or self.steps > 100000:
            raise Unknown(node, "it goes through too many names")

    def doubt(self, what, node, why):
        self.unread.append({"what": what, "line": getattr(node, "lineno", 1), "reason": why})

    def items(self, node):
        """The texts and files of an expression that gives a list."""
        self.depth += 1
        try:
            self.step(node)
            return self.inner(node)
        finally:
            self.depth -= 1

    def inner(self, node):
        if isinstance(node, ast.Constant):
            if isinstance(node.value, str):
                return [text(node, line) for line in node.value.splitlines() if line.strip()]
            if node.value is None:
                return []
        if isinstance(node, (ast.List, ast.Tuple, ast.Set)):
            found = []
            for element in node.elts:
                found += self.items(element.value if isinstance(element, ast.Starred) else element)
            return found
        if isinstance(node, ast.Dict):
            raise Unknown(node, "it is a dictionary")
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            left, right = self.string(node.left), self.string(node.right)
            if left is not None and right is not None:
                return [text(node, left + right)]
            return self.items(node.left) + self.items(node.right)
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod):
            whole = self.string(node)
            if whole is not None:
                return [text(node, whole)]
        if isinstance(node, (ast.JoinedStr,)):
            whole = self.string(node)
            if whole is not None:
                return [text(node, whole)]
            raise Unknown(node, "a part of a text is computed")
        if isinstance(node, ast.Name):
            if node.id in self.scope.doubtful:
                self.doubt(node.id, self.scope.doubtful[node.id], "it also depends on a condition")
            if node.id not in self.scope.values:
                raise Unknown(node, f"'{node.id}' is not a list in this file")
            values = self.scope.values[node.id]
            # A name that is bound to itself, as in a = a + b, is seen once.
            self.scope.values[node.id] = []
            try:
                return [item for value in values for item in self.items(value)]
            finally:
                self.scope.values[node.id] = values
        if isinstance(node, (ast.ListComp, ast.GeneratorExp, ast.SetComp)):
            return self.items(node.generators[0].iter)
        if isinstance(node, ast.Subscript):
            value = self.entry(node)
            if value is not None:
                return self.items(value)
            return self.items(node.value) if isinstance(node.slice, ast.Slice) else self.unknown(node)
        if isinstance(node, ast.Call):
            return self.called(node)
        return self.unknown(node)

    def unknown(self, node):
        raise Unknown(node, "it is computed")

    def entry(self, node):
        """The value of a key of a dictionary that is written in the file."""
        self.step(node)
        if not isinstance(node.value, ast.Name) or not isinstance(node.slice, ast.Constant):
            return None
        for bound in reversed(self.scope.values.get(node.value.id, [])):
            if isinstance(bound, ast.Dict):
                for key, value in zip(bound.keys, bound.values):
                    if isinstance(key, ast.Constant) and key.value == node.slice.value:
                        return value
        return None

    def called(self, node):
        name = self.function(node.func)
        if name in ("list", "tuple", "set", "sorted", "filter", "map", "reversed", "iter") and node.args:
            return self.items(node.args[-1])
        file = self.file(node)
        if file is not None:
            return [{"file": file, "line": node.lineno, "column": node.col_offset + 1}]
        if isinstance(node.func, ast.Attribute) and node.func.attr in (
            "split", "splitlines", "strip", "read", "readlines", "read_text", "rstrip", "copy", "decode", "replace", "format",
        ):
            return self.items(node.func.value)
        if isinstance(node.func, ast.Name) and node.func.id in self.scope.functions:
            return self.returned(node, self.scope.functions[node.func.id])
        return self.unknown(node)

    def returned(self, call, function):
        """What a function of the file reads or returns."""
        for inner in ast.walk(function):
            if isinstance(inner, ast.Call):
                file = self.file(inner)
                if file is not None:
                    return [{"file": file, "line": call.lineno, "column": call.col_offset + 1}]
        returns = [inner for inner in ast.walk(function) if isinstance(inner, ast.Return) and inner.value is not None]
        if len(returns) == 1:
            local = Scope(ast.Module(body=function.body, type_ignores=[]))
            outer = self.scope
            self.scope = local
            local.functions = {**outer.functions, **local.functions}
            local.values = {**outer.values, **local.values}
            try:
                return self.items(returns[0].value)
            finally:
                self.scope = outer
        return self.unknown(call)

    def file(self, node):
        """The file of requirements that a call, or one inside it, is given by a literal."""
        for inner in ast.walk(node):
            self.step(node)
            if isinstance(inner, ast.Constant) and isinstance(inner.value, str) and "\n" not in inner.value:
                if inner.value.endswith(ENDINGS) and len(inner.value) < 300:
                    return self.joined(node, inner)
            if isinstance(inner, ast.Name) and inner.id in self.scope.values and len(self.scope.values[inner.id]) == 1:
                bound = self.scope.values[inner.id][0]
                if isinstance(bound, (ast.Call, ast.BinOp)) and bound is not node and self.depth < 50:
                    self.depth += 1
                    try:
                        file = self.file(bound)
                    finally:
                        self.depth -= 1
                    if file is not None:
                        return file
                if isinstance(bound, ast.Constant) and isinstance(bound.value, str) and bound.value.endswith(ENDINGS):
                    return bound.value
        return None

    def joined(self, node, last):
        """The literal parts of os.path.join(…, 'requirements', 'base.txt') together."""
        for inner in ast.walk(node):
            if isinstance(inner, ast.Call) and self.function(inner.func) in ("join", "joinpath") and last in inner.args:
                parts = [part.value for part in inner.args if isinstance(part, ast.Constant) and isinstance(part.value, str)]
                return "/".join(part.strip("/") for part in parts if part not in ("", "."))
            if isinstance(inner, ast.BinOp) and isinstance(inner.op, ast.Div) and inner.right is last:
                left = inner.left
                parts = [last.value]
                while isinstance(left, ast.BinOp) and isinstance(left.op, ast.Div):
                    if isinstance(left.right, ast.Constant) and isinstance(left.right.value, str):
                        parts.insert(0, left.right.value)
                    left = left.left
                return "/".join(parts)
        return last.value

    def function(self, node):
        return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""

    def string(self, node):
        """The text of an expression; None where it is not known."""
        self.step(node)
        if isinstance(node, ast.Constant):
            return node.value if isinstance(node.value, str) else None
        if isinstance(node, ast.Name):
            values = self.scope.values.get(node.id, [])
            if node.id in self.scope.doubtful or len(values) != 1 or self.depth > 50:
                return None
            self.depth += 1
            try:
                return self.string(values[0])
            finally:
                self.depth -= 1
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            left, right = self.string(node.left), self.string(node.right)
            return None if left is None or right is None or len(left) + len(right) > 10000 else left + right
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod):
            pattern, argument = self.string(node.left), self.string(node.right)
            if pattern is not None and argument is not None and pattern.count("%") == 1 and "%s" in pattern:
                return pattern.replace("%s", argument)
        if isinstance(node, ast.JoinedStr):
            parts = [self.string(part.value if isinstance(part, ast.FormattedValue) else part) for part in node.values]
            return None if None in parts else "".join(parts)
        return None

    def mapping(self, node):
        """The keys and lists of a dictionary."""
        self.step(node)
        if isinstance(node, ast.Name):
            if node.id in self.scope.doubtful:
                self.doubt(node.id, self.scope.doubtful[node.id], "it also depends on a condition")
            found = {}
            for value in self.scope.values.get(node.id, [node]):
                if isinstance(value, ast.Name):
                    raise Unknown(node, f"'{node.id}' is not a dictionary in this file")
                found.update(self.mapping(value))
            return found
        if isinstance(node, ast.Call) and self.function(node.func) == "dict" and not node.args:
            return {word.arg: self.list(f"extras_require[{word.arg!r}]", word.value) for word in node.keywords if word.arg}
        if not isinstance(node, ast.Dict):
            raise Unknown(node, "it is computed")
        found = {}
        for key, value in zip(node.keys, node.values):
            name = self.string(key) if key is not None else None
            if name is None:
                self.doubt("extras_require", key or value, "a key is computed")
            else:
                found[name] = self.list(f"extras_require[{name!r}]", value)
        return found

    def list(self, what, node):
        try:
            return self.items(node)[:MOST]
        except Unknown as unknown:
            self.doubt(what, unknown if hasattr(unknown, "lineno") else node, unknown.why)
            return []


def call_of_setup(tree):
    found = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    named = [node for node in found if Reader.function(None, node.func) == "setup"]
    # The last one: numpy.distutils and others define helpers that are called so before.
    return named[-1] if named else None


def arguments(reader, call):
    words = {}
    for word in call.keywords:
        if word.arg is not None:
            words[word.arg] = word.value
            continue
        values = [word.value]
        if isinstance(word.value, ast.Name):
            values = reader.scope.values.get(word.value.id, [])
        for value in values:
            if isinstance(value, ast.Dict):
                for key, entry in zip(value.keys, value.values):
                    if isinstance(key, ast.Constant):
                        words.setdefault(key.value, entry)
            elif isinstance(value, ast.Call) and reader.function(value.func) == "dict":
                for inner in value.keywords:
                    if inner.arg:
                        words.setdefault(inner.arg, inner.value)
            else:
                reader.doubt("**", word.value, "its keywords are computed")
        if not values:
            reader.doubt("**", word.value, "its keywords are computed")
    return words


def answer(source):
    tree = ast.parse(source)
    call = call_of_setup(tree)
    reader = Reader(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and call is not None and any(inner is call for inner in ast.walk(node)):
            reader.scope.visit(node.body, False)
    if call is None:
        return {"line": 1, "unread": [{"what": "setup()", "line": 1, "reason": "there is no call of it"}]}
    words = arguments(reader, call)
    found = {"line": call.lineno}
    for key in ("name", "python_requires"):
        if key in words:
            found[key] = reader.string(words[key])
            if found[key] is None and key == "python_requires":
                reader.doubt(key, words[key], "it is computed")
    if "install_requires" in words:
        found["install_requires"] = reader.list("install_requires", words["install_requires"])
    if "extras_require" in words:
        try:
            found["extras_require"] = reader.mapping(words["extras_require"])
        except Unknown as unknown:
            reader.doubt("extras_require", words["extras_require"], unknown.why)
    found["unread"] = reader.unread[:50]
    return found


try:
    result = answer(sys.stdin.buffer.read())
except SyntaxError as error:
    result = {"line": error.lineno or 1, "fault": str(error.msg)}
except Unknown as unknown:
    result = {"line": unknown.line, "fault": unknown.why}
except (RecursionError, MemoryError, ValueError) as error:
    result = {"line": 1, "fault": type(error).__name__}
json.dump(result, sys.stdout)
