import ExternalTools
import Foundation
import PythonPackages
import Reporting
import Testing

/// What notebooks and programs import, and what of it is held to be missing.
@Suite struct ImportTests {
    // MARK: helpers

    /// A notebook of code cells (nbformat 4).
    private static func notebook(_ cells: [String], language: String = "python") throws -> String {
        let json: [String: Any] = [
            "nbformat": 4, "nbformat_minor": 5, "metadata": ["kernelspec": ["language": language, "name": "k"]],
            "cells": cells.map { ["cell_type": "code", "source": $0] },
        ]
        return String(decoding: try JSONSerialization.data(withJSONObject: json), as: UTF8.self)
    }

    private static func imported(_ files: [String: String]) async throws -> ImportedModules {
        let sources = files.filter { ImportedModules.isLookedInto($0.key) }
        let read = try await ImportReader().read(sources.map { .init(path: $0.key, content: Array($0.value.utf8)) })
        return ImportedModules(read, among: Array(files.keys))
    }

    private static func missing(
        _ files: [String: String],
        packages: [String: [String]?] = [:],
        python: String = "3.13",
        system: Set<String> = ["python3"],
    ) async throws -> [MissingImports.Missing] {
        var brought = BroughtModules()
        for (name, modules) in packages { brought.add(name, modules) }
        return MissingImports(try await imported(files), brought: brought, python: python, systemPackages: system).all
    }

    // MARK: reading

    /// Code, and the modules that it needs.
    static let programs: [(String, [String])] = [
        ("import numpy", ["numpy"]), ("import a1, b1.c as d, e1", ["a1", "b1.c", "e1"]),
        ("from x1.y import (z,\n  w)", ["x1.y"]), ("import os, sys, json", []),
        ("from __future__ import annotations", []),
        ("try:\n    import a1\nexcept ImportError:\n    a1 = None", []),
        ("try:\n    import a1\nexcept ModuleNotFoundError:\n    import b1", []),
        ("try:\n    import a1\nexcept:\n    pass", []), ("try:\n    import a1\nexcept ValueError:\n    pass", ["a1"]),
        ("try:\n    pass\nexcept ImportError:\n    pass\nelse:\n    import a1", ["a1"]),
        ("from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import a1\nelse:\n    import b1", ["b1"]),
        ("import typing\nif typing.TYPE_CHECKING:\n    import a1", []),
        ("import contextlib\nwith contextlib.suppress(ImportError):\n    import a1", []),
        ("def f():\n    import a1", ["a1"]), ("class A:\n    import a1", ["a1"]), ("if True:\n    import a1", ["a1"]),
        ("%matplotlib inline\nimport a1", ["a1"]), ("!ls\nimport a1", ["a1"]), ("x = !ls\nimport a1", ["a1"]),
        ("for x in y:\n    %time f(x)\n    import a1", ["a1"]), ("a1?\nimport b1", ["b1"]), ("%%bash\nimport a1", []),
        ("%%time\nimport a1", ["a1"]), ("%%html\n<b>import a1</b>", []), ("%load_ext a1", ["a1"]),
        ("%load_ext autoreload", []), ("print 'python 2'\nimport a1", ["a1"]), ("'''\nimport a1\n'''", []),
        ("# import a1", []), ("text = 'import a1'", []),
        ("import importlib\nimportlib.import_module('a1.b')", ["a1.b"]),
        ("%%writefile helper.py\nimport a1", []), ("from . import a1", []), ("async def f():\n    import a1", ["a1"]),
        ("f'{x!r:>{width}}'\nimport a1", ["a1"]), ("import é1", ["é1"]), ("", []), ("import", []), ("(" + "((", []),
    ]

    @Test(arguments: programs)
    func cellsAreParsed(code: String, modules: [String]) async throws {
        let found = try await Self.imported(["a.ipynb": try Self.notebook([code])])
        #expect(found.modules.map(\.name).sorted() == modules.sorted())
        #expect(found.unreadable.isEmpty)
    }

    /// Files that are not what they are called, or are made to harm who reads them.
    static let hostile: [(String, String)] = [
        ("a.ipynb", ""), ("a.ipynb", "{"), ("a.ipynb", "[1]"), ("a.ipynb", "null"), ("a.ipynb", "{\"cells\": 3}"),
        ("a.ipynb", "{\"cells\": [1, null]}"),
        ("a.ipynb", "{\"cells\": [{\"cell_type\": \"code\", \"source\": {\"a\": 1}}]}"),
        ("a.ipynb", "{\"metadata\": [], \"cells\": []}"), ("a.ipynb", String(repeating: "[", count: 200_000)),
        ("a.ipynb", "{\"cells\": [{\"cell_type\": \"code\", \"source\": \"import a1 \\ud800\"}]}"),
        ("a.py", String(repeating: "(", count: 100_000)), ("a.py", String(repeating: "-", count: 300_000) + "1"),
        ("a.py", "x = " + String(repeating: "9", count: 100_000)), ("a.py", "\u{0}"),
        ("a.py", "import " + String(repeating: "a.", count: 50_000) + "a"),
        ("a.py", String(repeating: "if 1:\n ", count: 200)),
        ("a.py", "import a1\n" + String(repeating: "[", count: 5_000)),
    ]

    @Test(arguments: hostile)
    func hostileFilesDoNoHarm(path: String, text: String) async throws {
        let read = try await ImportReader().read([
            .init(path: path, content: Array(text.utf8)), .init(path: "z.py", content: Array("import last".utf8)),
        ])
        #expect(read.count == 2)
        // Whatever the first was, the second is read.
        #expect(read["z.py"]?.imports.map(\.module) == ["last"])
    }

    @Test func otherLanguagesAreNotPython() async throws {
        let files = [
            "r.ipynb": try Self.notebook(["import a1"], language: "R"),
            "j.ipynb": try Self.notebook(["import a1"], language: "julia"),
            "p.ipynb": try Self.notebook(["import b1"], language: "Python"),
        ]
        #expect(try await Self.imported(files).modules.map(\.name) == ["b1"])
    }

    @Test func oldNotebooksAndTextNotebooksAreRead() async throws {
        let old =
            #"{"nbformat": 3, "metadata": {}, "worksheets": [{"cells": [{"cell_type": "code", "language": "python", "input": ["import a1\n"]}]}]}"#
        let text =
            "---\njupytext:\n  formats: md\n---\n# T\n```{code-cell} ipython3\nimport b1\n```\n```bash\nimport c1\n```\n"
        let files = ["old.ipynb": old, "text.md": text, "README.md": "# T\n```python\nimport d1\n```\n"]
        #expect(try await Self.imported(files).modules.map(\.name) == ["a1", "b1"])
    }

    // MARK: what the repository has itself

    /// Files, and the modules that nobody brings and that are the repository's own but out of reach.
    static let repositories: [([String: String], missing: [String], outOfReach: [String])] = [
        (["a.py": "import helper", "helper.py": "import x1"], ["x1"], []),
        (["nb/a.py": "import helper", "helper.py": ""], ["helper"], ["helper"]),
        (["nb/a.py": "import sys\nsys.path.append('..')\nimport helper", "helper.py": ""], [], []),
        (
            [
                "nb/a.py": "import sys, os\nsys.path.insert(0, os.path.abspath('../src'))\nimport lab",
                "src/lab/__init__.py": "import x1",
            ], ["x1"], []
        ),
        (
            [
                "nb/a.py": "import sys, os\nsys.path.insert(0, os.path.join(os.getcwd(), '..', 'src'))\nimport lab",
                "src/lab/__init__.py": "",
            ], [], []
        ),
        (["nb/a.py": "import sys\nsys.path.append(root)\nimport lab", "src/lab/__init__.py": "import x1"], ["x1"], []),
        (["nb/a.py": "import lab", "src/lab/__init__.py": ""], ["lab"], ["lab"]),
        (
            [
                "a.py": "import lab.part", "lab/__init__.py": "", "lab/part.py": "from . import other",
                "lab/other.py": "import x1",
            ], ["x1"], []
        ),
        (
            [
                "a.py": "from lab import part", "lab/__init__.py": "", "lab/part.py": "import x1",
                "lab/unused.py": "import y1",
            ], ["x1"], []
        ),
        (
            [
                "a.py": "import lab", "lab/__init__.py": "from .deep.er import f", "lab/deep/__init__.py": "",
                "lab/deep/er.py": "from ..up import g", "lab/up.py": "import x1",
            ], ["x1"], []
        ),
        // A folder that happens to be called like a package hides nothing.
        (["a.py": "import x1.wcs", "x1/notes.py": ""], ["x1.wcs"], []),
        (["a.py": "from scripts import tool", "scripts/tool.py": "import x1"], ["x1"], []),
        // Functions of modules may be for those who have more.
        (["a.py": "import helper", "helper.py": "def f():\n    import x1"], [], []),
        (
            [
                "setup.py": "import x1", "tests/test_a.py": "import x1", "docs/conf.py": "import x1",
                "conftest.py": "import x1",
            ], [], []
        ),
        ([".hidden/a.py": "import x1", "a/.ipynb_checkpoints/b.py": "import x1"], [], []),
        (["a.py": "import a", "b.py": "import c", "c.py": "import b"], [], []),
    ]

    @Test(arguments: repositories)
    func ownModulesAreFound(files: [String: String], missing: [String], outOfReach: [String]) async throws {
        let found = try await Self.imported(files)
        #expect(found.modules.map(\.name) == missing)
        #expect(found.outOfReach.map(\.name) == outOfReach)
    }

    // MARK: what is missing

    @Test func whatPackagesBringIsNotMissing() async throws {
        let code =
            "import cv2, sklearn.svm, yaml, numpy as np\nfrom google.cloud import storage, bigquery\nfrom mpl_toolkits import mplot3d"
        let files = ["a.py": code]
        let none = try await Self.missing(files)
        #expect(
            none.map(\.requirement) == [
                "opencv-python-headless", "google-cloud-bigquery", "google-cloud-storage", "matplotlib", "numpy",
                "scikit-learn", "pyyaml",
            ]
        )
        // By their names, before a wheel is opened; then by what is in them.
        let byName = [
            "opencv-contrib-python", "scikit-learn", "pyyaml", "numpy", "google-cloud-storage", "google-cloud-bigquery",
            "matplotlib",
        ]
        #expect(
            try await Self.missing(files, packages: Dictionary(uniqueKeysWithValues: byName.map { ($0, nil) })).isEmpty
        )
        let exact: [String: [String]?] = [
            "a": ["cv2", "sklearn", "yaml"], "b": ["numpy"], "c": ["google.cloud.storage"],
            "d": ["mpl_toolkits.mplot3d", "matplotlib"],
        ]
        #expect(try await Self.missing(files, packages: exact).map(\.module) == ["google.cloud.bigquery"])
    }

    @Test func everyModuleIsToldOnceWithItsFirstPlace() async throws {
        let files = [
            "b/one.ipynb": try Self.notebook(["1", "import astropy.wcs\nimport astropy.io.fits"]),
            "a/two.ipynb": try Self.notebook(["from astropy import units"]), "c.py": "\nimport astropy",
        ]
        let missing = try await Self.missing(files)
        try #require(missing.count == 1)
        #expect(missing[0].module == "astropy" && missing[0].requirement == "astropy")
        #expect(missing[0].notebooks == 2 && missing[0].programs == 1)
        #expect(missing[0].place.file == "a/two.ipynb" && missing[0].cell == 1)
        let writing = MissingImports.Missing.Writing(
            file: "requirements.txt",
            isList: true,
            isPackage: false,
            isExact: true
        )
        let problem = missing[0].problem(writing, exists: nil)
        #expect(
            problem.message
                == "2 notebooks and a program (the first in code cell 1) import 'astropy', which nothing here brings"
        )
        #expect(problem.hint == "add the line 'astropy' to requirements.txt, or build with '--add-imports'")
    }

    @Test func whatANotebookInstallsIsItsRequirement() async throws {
        let code = [
            "!pip install -q 'healpy>=1.16' -r more.txt git+https://example.org/x.git && ls",
            "%pip install --upgrade cupy-cuda12x; echo done",
            "import healpy\ntry:\n    import yaml\nexcept ImportError:\n    !pip install pyyaml==6.0",
        ]
        let found = try await Self.imported(["a.ipynb": try Self.notebook(code)])
        #expect(found.installed == ["healpy": "healpy>=1.16", "cupy-cuda12x": "cupy-cuda12x", "pyyaml": "pyyaml==6.0"])
        // What is imported for want of it, and installed then, is needed.
        let missing = try await Self.missing(["a.ipynb": try Self.notebook(code)])
        #expect(missing.map(\.requirement) == ["healpy>=1.16", "pyyaml==6.0"])
        #expect(missing.allSatisfy { $0.source == .notebook })
    }

    /// A module, a Python, and what is said of it.
    static let standings: [(String, String, String?)] = [
        ("imp", "3.11", nil), ("imp", "3.12", "zombie-imp"), ("distutils.core", "3.13", "setuptools"),
        ("distutils", "3.11", nil),
        ("cgi", "3.12", nil), ("cgi", "3.13", "legacy-cgi"), ("telnetlib", "3.14", "standard-telnetlib"),
        ("tomllib", "3.10", "tomli"), ("tomllib", "3.11", nil), ("urllib2", "3.13", "import 'urllib.request' instead"),
        ("tkinter", "3.13", "python3-tk"), ("turtle", "3.13", "python3-tk"),
        ("google.colab", "3.13", "leave the import out"),
    ]

    @Test(arguments: standings)
    func modulesOfOtherPythonsAreKnown(module: String, python: String, told: String?) async throws {
        let missing = try await Self.missing(["a.py": "import \(module)"], python: python)
        let writing = MissingImports.Missing.Writing(
            file: "requirements.txt",
            isList: true,
            isPackage: false,
            isExact: true
        )
        let problem = missing.first?.problem(writing, exists: nil)
        #expect(missing.count == (told == nil ? 0 : 1))
        #expect(told.map { problem?.hint?.contains($0) == true } ?? true, "\(problem?.description ?? "")")
    }

    @Test(arguments: [([""], true), (["py"], false), ([], false)])
    func ownPackagesThatAreInstalledAreThere(installed: [String], isThere: Bool) async throws {
        let imported = try await Self.imported(["nb/a.py": "import lab", "src/lab/__init__.py": ""])
        let missing = MissingImports(
            imported,
            brought: BroughtModules(),
            python: "3.13",
            systemPackages: [],
            installedFolders: installed,
        )
        #expect(missing.all.isEmpty == isThere)
    }

    @Test func tkinterOfTheBaseIsThere() async throws {
        #expect(try await Self.missing(["a.py": "import tkinter"], system: ["python3", "python3-tk"]).isEmpty)
        #expect(try await Self.missing(["a.py": "import tkinter"], system: []).isEmpty)
    }

    @Test func guessesAreToldAsGuesses() async throws {
        let missing = try await Self.missing(["a.py": "import some_module_of_nobody"])
        try #require(missing.count == 1 && missing[0].source == .name)
        let writing = MissingImports.Missing.Writing(
            file: "pyproject.toml",
            isList: false,
            isPackage: true,
            isExact: false
        )
        #expect(
            missing[0].problem(writing, exists: true).message.hasSuffix(
                "PyPI has a package of that name, which is a guess"
            )
        )
        #expect(missing[0].problem(writing, exists: false).message.hasSuffix("there is no package of that name"))
        #expect(missing[0].problem(writing, exists: nil).hint?.contains("'some-module-of-nobody'") == true)
    }

    // MARK: the tables

    @Test(arguments: [
        ("cv2", "opencv-python-headless"), ("sklearn", "scikit-learn"), ("PIL", "pillow"), ("yaml", "pyyaml"),
        ("skimage", "scikit-image"),
        ("bs4", "beautifulsoup4"), ("astropy_healpix", "astropy-healpix"), ("mpl_toolkits", "matplotlib"),
        ("Bio", "biopython"),
        ("google.cloud.storage", "google-cloud-storage"), ("google.cloud.texttospeech", "google-cloud-texttospeech"),
        ("google.protobuf", "protobuf"), ("ruamel.yaml", "ruamel-yaml"), ("ligo.skymap", "ligo-skymap"),
        ("fitsio", "fitsio"),
        ("batman", "batman-package"), ("serial", "pyserial"), ("umap", "umap-learn"), ("ee", "earthengine-api"),
        ("iris", "scitools-iris"),
        ("unheard_of", "unheard-of"),
    ])
    func packagesOfModules(module: String, package: String) {
        #expect(ModuleNames.packages(bringing: module).first == package)
    }

    @Test func standardModulesAreThoseOfThisPython() async throws {
        let script = "import sys; print(sys.version_info[1], *[m for m in sys.stdlib_module_names if m[0] != '_'])"
        let output = try await HostPython().run(Array("\n\(script)".utf8), input: [])
        var words = String(decoding: output.standardOutput, as: UTF8.self).split(whereSeparator: \.isWhitespace).map(
            String.init
        )
        let python = "3.\(words.removeFirst())"
        #expect(words.count > 150)
        for word in words { #expect(StandardModules.standing(of: word, in: python) == .included, "\(word)") }
    }

    // MARK: requirements that are no packages

    /// A line of requirements.txt, and what is said of it before an index is asked.
    static let misnamed: [(String, String?)] = [
        ("sklearn", "'sklearn' is called 'scikit-learn' on PyPI"), ("PIL", "'pil' is called 'pillow' on PyPI"),
        ("cv2", "'cv2' is called 'opencv-python-headless' on PyPI"),
        ("skimage>=0.2", "'skimage' is called 'scikit-image' on PyPI"),
        ("yaml", "'yaml' is called 'pyyaml' on PyPI"), ("os", "'os' comes with Python and is no package"),
        ("math", "'math' comes with Python and is no package"), ("sys", "'sys' comes with Python and is no package"),
        ("tkinter", "'tkinter' comes with Python, as a package of Debian"),
        // Packages have these names too.
        ("attr", nil), ("dataclasses", nil), ("typing", nil), ("argparse", nil), ("serial", nil), ("psycopg2", nil),
        ("numpy", nil),
    ]

    @Test(arguments: misnamed)
    func modulesAmongRequirementsAreTold(line: String, message: String?) throws {
        let request = try #require(
            try RequirementsReader { $0 == "requirements.txt" ? Array("numpy\n\(line)\n".utf8) : nil }.read()
        )
        let problems = MisnamedRequirements.problems(in: request.requirements)
        #expect(problems.map(\.message) == [message].compactMap { $0 })
        #expect(problems.allSatisfy { $0.place?.line == 2 && $0.hint != nil })
    }
}
