"""Tells what notebooks and programs import; they are parsed, never run.

Standard input: for each file a line of JSON with `path` and `size`, then as many bytes. Standard output: a line of JSON a file, as
soon as it is read, so that one which no parser survives is known by its absence.
"""

import ast
import json
import re
import sys
import warnings

warnings.simplefilter("ignore")
sys.setrecursionlimit(3000)
# Cell magics whose cell is still Python.
PYTHON_MAGICS = {"time", "timeit", "capture", "prun", "memit", "mprun", "lprun", "python", "python3", "px", "debug", "skip", "wandb"}
LOADED_WITH_IPYTHON = {"autoreload", "storemagic", "IPython"}
OTHER_LANGUAGES = re.compile(r"^(ir|julia|bash|octave|matlab|scala|sos|xcpp|ruby|go|rust|javascript|deno|ts|sas|stata|idl|gdl)", re.I)
INSTALL = re.compile(r"^\s*(?:[!%]|#\s*!|\$)?\s*(?:uv\s+)?(?:python3?\s+-m\s+|\{?sys\.executable\}?\s+-m\s+)?(?:pip3?|mamba|conda)\s+install\s+(.+)$")
TELLING = re.compile(r"^\s*(?:import\s+[\w.]|from\s+[\w.]|sys\.path\.)")
CATCHES = {"ImportError", "ModuleNotFoundError", "Exception", "BaseException"}
MOST = 2000


class Reader(ast.NodeVisitor):
    def __init__(self, found, cell, first_line):
        self.found, self.cell, self.first_line = found, cell, first_line
        self.optional = self.lazy = 0

    def add(self, node, module, names=(), level=0):
        imports = self.found["imports"]
        if len(imports) < MOST:
            imports.append({
                "module": module, "names": list(names)[:100], "level": level, "cell": self.cell,
                "line": self.first_line + node.lineno - 1, "optional": self.optional > 0, "lazy": self.lazy > 0,
            })

    def visit_Import(self, node):
        for alias in node.names:
            self.add(node, alias.name)

    def visit_ImportFrom(self, node):
        self.add(node, node.module or "", [alias.name for alias in node.names], node.level)

    def within(self, attribute, nodes):
        setattr(self, attribute, getattr(self, attribute) + 1)
        for node in nodes:
            self.visit(node)
        setattr(self, attribute, getattr(self, attribute) - 1)

    def visit_Try(self, node):
        names = [name for handler in node.handlers for name in ([""] if handler.type is None else identifiers(handler.type))]
        if any(not name or name in CATCHES for name in names):
            self.within("optional", node.body + node.handlers)
        else:
            for child in node.body + node.handlers:
                self.visit(child)
        for child in node.orelse + node.finalbody:
            self.visit(child)

    visit_TryStar = visit_Try

    def visit_With(self, node):
        calls = [item.context_expr for item in node.items if isinstance(item.context_expr, ast.Call)]
        suppresses = any("suppress" in identifiers(call.func) and CATCHES & set(sum(map(identifiers, call.args), [])) for call in calls)
        if suppresses:
            self.within("optional", node.body)
        else:
            self.generic_visit(node)

    def visit_If(self, node):
        self.visit(node.test)
        names = identifiers(node.test)
        if "TYPE_CHECKING" in names:
            self.within("optional", node.body)
        elif set(names) & {"find_spec", "version_info", "platform", "IN_COLAB", "modules", "get_ipython"}:
            self.within("optional", node.body + node.orelse)
            return
        else:
            for child in node.body:
                self.visit(child)
        for child in node.orelse:
            self.visit(child)

    def visit_FunctionDef(self, node):
        self.within("lazy", node.body)

    visit_AsyncFunctionDef = visit_FunctionDef

    def visit_Call(self, node):
        names = identifiers(node.func)
        texts = [part.value for part in ast.walk(node) if isinstance(part, ast.Constant) and isinstance(part.value, str)]
        if "path" in names and names[0] in ("append", "insert", "extend") or names[0] in ("chdir", "addsitedir"):
            self.found["paths"].append([text for text in texts if len(text) < 200][:8])
        if names[0] == "import_module" and texts and isinstance(node.args[0] if node.args else None, ast.Constant):
            self.add(node, texts[0]) if re.fullmatch(r"[A-Za-z_][\w.]*", texts[0]) else None
        self.generic_visit(node)


def identifiers(node):
    """The names in an expression, the outermost attribute first."""
    if isinstance(node, ast.Attribute):
        return [node.attr] + identifiers(node.value)
    if isinstance(node, ast.Name):
        return [node.id]
    return [name for child in ast.iter_child_nodes(node) for name in identifiers(child)] or [""]


def install(found, line, cell):
    match = INSTALL.match(line)
    if match and len(found["installs"]) < 100:
        found["installs"].append({"arguments": match[1][:1000], "cell": cell})


def plain(found, text, cell):
    """A cell's text as Python: magics and commands of a shell are taken out, what they install or load is told."""
    lines = text.split("\n")
    start = next((index for index, line in enumerate(lines) if line.strip()), 0)
    head = lines[start].strip() if lines else ""
    if head.startswith("%%"):
        words = head[2:].split()
        if words and words[0] in ("writefile", "file") and len(words) > 1:
            found["writes"].append(words[-1][:200])
        if words and words[0] in ("bash", "sh", "script", "system", "!"):
            for line in lines[start + 1:]:
                install(found, line, cell)
        if not words or words[0] not in PYTHON_MAGICS:
            return ""
        lines[start] = ""
    for index, line in enumerate(lines):
        stripped = line.strip()
        install(found, line, cell)
        assigned = re.match(r"^\s*[\w, .\[\]]+=\s*[!%]\w", line)
        if stripped[:1] in ("%", "!", "?") or assigned or stripped.endswith("?") and not stripped.startswith("#"):
            words = stripped.lstrip("%").split()
            if words[:1] == ["load_ext"] and len(words) > 1 and re.fullmatch(r"[A-Za-z_][\w.]*", words[1]):
                if words[1] not in LOADED_WITH_IPYTHON:
                    found["imports"].append(
                        {"module": words[1], "names": [], "level": 0, "cell": cell, "line": index + 1, "optional": False, "lazy": False}
                    )
            if words[:1] in (["cd"], ["run"]) and len(words) > 1:
                found["paths"].append([words[1][:200].strip("'\"")])
            lines[index] = line[: len(line) - len(line.lstrip())] + "pass"
    return "\n".join(lines)


def read(found, text, cell, first_line=1):
    try:
        tree = ast.parse(text)
    except Exception:
        # Another version's syntax, or half a program: its imports are found line by line.
        for number, line in enumerate(text.split("\n")):
            if TELLING.match(line) and len(line) < 1000:
                try:
                    Reader(found, cell, first_line + number).visit(ast.parse(line.strip()))
                except Exception:
                    pass
        return
    Reader(found, cell, first_line).visit(tree)


def notebook(found, data):
    root = json.loads(data)
    metadata = root.get("metadata") or {}
    kernel, info = metadata.get("kernelspec") or {}, metadata.get("language_info") or {}
    language = info.get("name") or kernel.get("language") or ""
    if language and not re.match(r"i?python", language, re.I) or not language and OTHER_LANGUAGES.match(kernel.get("name") or ""):
        return
    cells = root.get("cells")
    if cells is None:
        # nbformat 3 and before.
        cells = [cell for sheet in root.get("worksheets") or [] for cell in sheet.get("cells") or []]
    number = 0
    for cell in cells:
        if cell.get("cell_type") != "code":
            continue
        number += 1
        if not re.match(r"i?python", cell.get("language") or "python", re.I):
            continue
        source = cell.get("source", cell.get("input", ""))
        source = source if isinstance(source, str) else "".join(source)
        # JSON can hold halves of characters, which no text of ours can.
        read(found, plain(found, source.encode("utf-8", "replace").decode(), number), number)


def markdown(found, text):
    """The code of a text notebook (Jupytext, MyST): one without their head is prose with examples."""
    if not re.match(r"---\s.*?\b(jupytext|kernelspec)\s*:.*?\n---\s", text[:5000], re.S):
        return
    for number, block in enumerate(re.findall(r"^```+\s*\{?(?:code-cell|python|ipython3?)[^\n]*\n(.*?)^```+\s*$", text, re.S | re.M), 1):
        read(found, plain(found, block, number), number)


def program(found, text):
    lines = text.split("\n")
    if any(line.startswith(("# %%", "#%%")) for line in lines):
        for line in lines:
            install(found, line, None)
    read(found, text, None)


def decoded(data):
    for encoding in ("utf-8-sig", "latin-1"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue


def main():
    source, answers = sys.stdin.buffer, sys.stdout
    while head := source.readline():
        head = json.loads(head)
        data = source.read(head["size"])
        found = {"path": head["path"], "imports": [], "installs": [], "paths": [], "writes": []}
        try:
            if head["path"].endswith(".ipynb"):
                notebook(found, data)
            elif head["path"].endswith(".md"):
                markdown(found, decoded(data))
            else:
                program(found, decoded(data))
        except Exception as error:
            found["fault"] = type(error).__name__
        answers.write(json.dumps(found) + "\n")
        answers.flush()


main()
