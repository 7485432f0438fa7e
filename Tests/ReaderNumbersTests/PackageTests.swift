import ExternalTools
import Foundation
import LayerArchive
import OddNumbers
import PythonPackages
import SystemPackage
import Testing

/// What packages and repositories say of Python packages, with every number of it replaced.
@Suite("numbers in packages and their lists", .timeLimit(.minutes(10)))
struct PackageTests {
    private static let hash = String(repeating: "0f", count: 32)

    /// Files of requirements in every form, each with the numbers that its form can have.
    static let forms: [[String: String]] = [
        [
            "requirements.txt": """
            numpy==1.26.4
            scipy~=1.11.2 ; python_version >= "3.11" and python_full_version < "3.14.1"
            pandas>=2!1.0rc1.post2.dev3,<3 --hash=sha256:\(hash)
            other==1.2+local.4
            more==1.2.*
            a @ https://h:8443/a-1.0-2-cp313-cp313-manylinux_2_28_x86_64.whl
            git+https://h:22/x.git@v1.2#egg=x&subdirectory=a1
            """
        ],
        [
            "pyproject.toml": """
            [project]
            name = "lab2"
            version = "1.2.3"
            requires-python = ">=3.11,<4"
            dependencies = ["numpy>=2.1", "scipy==1.*"]
            [tool.other]
            a = 12
            b = 1.5
            c = 2026-01-02T03:04:05Z
            """
        ],
        [
            "pyproject.toml": """
            [tool.poetry]
            name = "lab"
            version = "1.2.3"
            [tool.poetry.dependencies]
            python = "^3.11"
            numpy = "~1.26.4"
            scipy = { version = "^1.11", markers = "python_version < '3.14'" }
            other = "1.2 || ^0.3.4"
            """
        ],
        [
            "Pipfile": "[packages]\nsix = '==1.16.0'\n[requires]\npython_version = '3.11'\n",
            "Pipfile.lock": """
            {"_meta": {"pipfile-spec": 6}, "default": {"six": {"hashes": ["sha256:\(hash)"], "index": "pypi", "version": "==1.16.0"}}}
            """,
        ],
        [
            "pyproject.toml": "[project]\nname = 'lab'\nversion = '1'\ndependencies = ['numpy']\n",
            "uv.lock": """
            version = 1
            revision = 3
            requires-python = ">=3.13"
            [[package]]
            name = "numpy"
            version = "2.1.0"
            source = { registry = "https://pypi.org/simple" }
            wheels = [{ url = "https://h/numpy-2.1.0-cp313-cp313-manylinux_2_17_x86_64.whl", hash = "sha256:\(hash)", size = 12, upload-time = "2026-01-02T03:04:05.6Z" }]
            """,
        ],
        [
            "pyproject.toml":
                "[tool.poetry]\nname = 'lab'\nversion = '1'\n[tool.poetry.dependencies]\npython = '^3.13'\nnumpy = '^2'\n",
            "poetry.lock": """
            [[package]]
            name = "numpy"
            version = "2.1.0"
            optional = false
            files = [{file = "numpy-2.1.0-cp313-cp313-manylinux_2_17_x86_64.whl", hash = "sha256:\(hash)"}]
            [metadata]
            lock-version = "2.1"
            """,
        ],
        [
            "environment.yml":
                "name: lab1\ndependencies:\n  - python=3.13.2\n  - numpy=1.26.*=py313_0\n  - scipy>=1.11,<2\n  - pip:\n      - six==1.16.0\n"
        ],
        [
            "setup.cfg":
                "[metadata]\nname = lab1\nversion = 1.2\n[options]\npython_requires = >=3.11\ninstall_requires =\n  numpy>=1.26\n"
        ],
    ]

    @Test("every number of a list of requirements, in every form", arguments: forms)
    func requirements(files: [String: String]) {
        for (name, sample) in files {
            tryNumbers(in: sample) { bytes in
                var all = files.mapValues { Array($0.utf8) }
                all[name] = bytes
                let given = all
                let reader = RequirementsReader(
                    allowsIndexes: true,
                    files: given.keys.sorted(),
                    choice: RequirementsChoice()
                ) { given[$0] }
                let request = try reader.read()
                for requirement in request?.requirements ?? [] { _ = requirement.description }
            }
        }
    }

    @Test("every number of a lock")
    func locks() throws {
        let sample = """
            lock-version = "1.0"
            created-by = "datalab 1"
            requires-python = ">=3.13"
            [[packages]]
            name = "a1"
            version = "1.2.3"
            marker = "python_version >= '3.13'"
            wheels = [{ url = "https://h/a1-1.2.3-py3-none-any.whl", size = 12, upload-time = 2026-01-02T03:04:05Z, hashes = { sha256 = "\(Self.hash)" } }]
            [[packages]]
            name = "b"
            version = "2"
            archive = { url = "https://h/b-2.tar.gz", size = 9000, subdirectory = "x1", hashes = { sha256 = "\(Self.hash)" } }
            """
        let target = try #require(PythonTarget(fullVersion: "3.13.5", glibc: "2.36", architecture: .x86_64))
        tryNumbers(in: sample) { bytes in
            let lock = try PackageLock(parsing: bytes, file: "pylock.toml")
            _ = lock.canonicalText
            _ = try? lock.select(for: target)
        }
        #expect(throws: PackagesError.self) {
            let text = sample.replacing("size = 12", with: "size = 9223372036854775807")
            _ = try PackageLock(parsing: Array(text.utf8), file: "pylock.toml")
        }
    }

    @Test("every number of a Python and a C library that a base says it has")
    func targets() {
        tryNumbers(in: #"{"fullVersion":"3.13.5","glibc":"2.41","architecture":"x86_64"}"#) { bytes in
            let target = try JSONDecoder().decode(PythonTarget.self, from: Data(bytes))
            #expect(target.compatibleTags.count < 1_000_000)
        }
    }

    @Test("every number of a version, a condition and a wheel's name")
    func versions() {
        tryNumbers(in: "1!2.3.4rc5.post6.dev7+local.8") { bytes in
            let text = String(decoding: bytes, as: UTF8.self)
            guard let version = PackageVersion(text) else { return }
            for comparison in ["==", "!=", ">=", "<=", ">", "<", "~="] {
                _ = VersionSpecifier(comparison + text)?.contains(version)
            }
        }
        tryNumbers(in: "a1-1.0-2b-cp313-cp313-manylinux_2_28_x86_64.whl") { bytes in
            _ = WheelFilename(String(decoding: bytes, as: UTF8.self)).map { "\($0)" }
        }
    }

    @Test("the sum of sizes that a table of files tells does not overflow")
    func recordSums() {
        let row = "a.py,sha256=x,9223372036854775807\n"
        #expect(RecordedFiles(Array((row + row).utf8), in: "lib").size == 0)
        let sample = "a1.py,sha256=x,12\nb.py,,70368744177664\nc,,\n"
        tryNumbers(in: sample) { bytes in #expect(RecordedFiles(bytes, in: "lib").size >= 0) }
    }

    @Test("every number of a page of an index, in both of its forms")
    func indexPages() async throws {
        let json = """
            {"meta": {"api-version": "1.1", "_last-serial": 7}, "name": "a1", "versions": ["1.0"], "files": [{"filename": \
            "a1-1.0-2-py3-none-any.whl", "url": "a", "size": 12, "yanked": false, "hashes": {"sha256": "0"}, \
            "requires-python": ">=3.8", "upload-time": "2026-01-02T03:04:05.678Z"}]}
            """
        let html = "<a href='a1-1.0-2-py3-none-any.whl#sha256=00' data-requires-python='&gt;=3.8'>a1-1.0</a>"
        let version = try #require(PackageVersion("1.0"))
        for sample in [json, html] {
            var pages: [String] = [sample]
            OddNumbers.forEach(in: sample) { text, _ in pages.append(text) }
            for page in pages {
                let tool = ExternalTool(name: "none", path: "/bin/false")
                let resolver = PackageResolver(
                    uv: tool,
                    python: tool,
                    environment: ResolverEnvironment([:]),
                    fetchPage: { _, _ in Array(page.utf8) }
                )
                _ = await resolver.wheels(of: "a1", version, nil)
            }
        }
    }

    @Test("every number of a notebook")
    func notebooks() async throws {
        let sample = """
            {"nbformat": 4, "nbformat_minor": 5, "metadata": {"kernelspec": {"name": "python3", "language": "python"}, \
            "language_info": {"version": "3.13.1"}}, "cells": [{"cell_type": "code", "execution_count": 7, "metadata": {"a": 1.5}, \
            "source": ["import a1\\n", "x = 12"], "outputs": [{"output_type": "execute_result", "execution_count": 7, "data": {}}]}]}
            """
        let leaves = try JSONLeaves(Data(sample.utf8))
        var files: [ImportReader.File] = [.init(path: "good.ipynb", content: Array(sample.utf8))]
        for place in leaves.places {
            for number in OddNumbers.texts {
                for text in [number, "\"\(number)\"", "[\(number)]", String(repeating: "9", count: 5000)] {
                    let content = Array(try leaves.text([place: text]).utf8)
                    files.append(.init(path: "\(files.count).ipynb", content: content))
                }
            }
        }
        let read = try await ImportReader().read(files)
        #expect(read.count == files.count)
        let modules = ImportedModules(read, among: files.map(\.path))
        #expect(modules.modules.map(\.name).contains("a1"))
    }
}
