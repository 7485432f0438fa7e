import Foundation
import TestServers
import Testing

extension RunningDatalabs {
    /// Packages that have no wheel become wheels in a sealed box, and datalabs in which they can be imported.
    @Suite("packages are built from source")
    struct SourceBuildTests {
        /// Everything that can be built, in one datalab: releases of an index, commits, a branch, archives, the repository's own.
        @Test("releases, commits, archives, a C extension and the repository's own package can be imported")
        func everyKindOfSource() async throws {
            try await Lab.withFolder { folder in
                let home = try await Lab.homeWithBase(in: folder)
                try await Self.shareRoots(with: home)
                let server = try SupportServer("serve-folder", [try await Self.index(in: folder).path])
                defer { server.stop() }
                let repository = try await Self.repository(in: folder, index: server.url)
                let environment = ["UV_INDEX": server.url, "UV_INDEX_STRATEGY": "unsafe-best-match"]
                let checked = try await Lab.datalab(["check", repository.path], home: home, environment: environment)
                #expect(checked.status == 0, "\(checked.transcript)")
                #expect(
                    checked.output.contains("srclab-native 1.0 from \(server.url)"),
                    "\(checked.output)"
                )
                #expect(checked.errors.contains("edits in the running datalab do not reach it"), "\(checked.errors)")

                let built = try await Lab.datalab(
                    ["build", repository.path, "--test", "--notebooks", "*"],
                    home: home,
                    environment: environment
                )
                #expect(built.status == 0, "\(built.transcript)")
                let markers = folder.appending(path: "markers")
                #expect(try FileManager.default.contentsOfDirectory(atPath: markers.path) == [], "a build left its box")

                let inspected = try await Lab.datalab(["inspect", "a-test:latest"], home: home)
                for line in ["built     srclab-native from \(server.url)", "built     srclab-own from ."] {
                    #expect(inspected.output.contains(line), "\(inspected.output)")
                }
                try await Self.again(repository, home, environment)
            }
        }

        @Test(
            "a package that the repository is and its notebook imports is installed unasked; left out, with a word, if it fails"
        )
        func ownPackage() async throws {
            try await Lab.withFolder { folder in
                let home = try await Lab.homeWithBase(in: folder)
                try await Self.shareRoots(with: home)
                let cases = [
                    ("setup(name='ownlab', version='1', packages=['ownlab'])", true, "installed as it is now"),
                    ("raise SystemExit('a broken build')", false, "left out, as it cannot be installed"),
                ]
                for (index, (call, isInstalled, words)) in cases.enumerated() {
                    let lab = folder.appending(path: "own\(index)")
                    try Lab.write(
                        [
                            "meta-data.yaml": Lab.metadata, "requirements.txt": "six\n", "ownlab/__init__.py": "",
                            "setup.py": "from setuptools import setup\n\(call)\n",
                            "docs/a.ipynb": #"""
                            {"cells": [{"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": null,
                            "source": ["import ownlab"]}], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
                            """#,
                        ],
                        to: lab
                    )
                    let checked = try await Lab.datalab(["check", lab.path], home: home)
                    #expect(checked.status == 0, "\(checked.transcript)")
                    #expect(checked.errors.contains(words), "\(checked.errors)")
                    #expect(checked.output.contains("ownlab 1 from .") == isInstalled, "\(checked.output)")
                }
                // A builder that does not build what repositories bring says what to write, as before.
                let lab = folder.appending(path: "own0")
                let checked = try await Lab.datalab(["check", lab.path, "--sources", "index"], home: home)
                #expect(checked.status == 0 && !checked.output.contains("ownlab"), "\(checked.transcript)")
                #expect(checked.errors.contains("imports 'ownlab'"), "\(checked.errors)")
            }
        }

        /// The same inputs give the same image, without a box the second time, and with new boxes in a new home.
        private static func again(_ repository: URL, _ home: URL, _ environment: [String: String]) async throws {
            let first = try await Lab.build([repository.path], home: home, environment: environment)
            #expect(first.result.layers.filter { !$0.isReused }.isEmpty)
            for cache in ["wheels", "built-wheels", "locks", "layers"] {
                try FileManager.default.removeItem(at: home.appending(path: "cache/\(cache)"))
            }
            let second = try await Lab.build([repository.path], home: home, environment: environment)
            #expect(first.result.digest == second.result.digest)
        }

        // MARK: the sources

        /// A root for builders takes a minute to make: all tests share one.
        private static func shareRoots(with home: URL) async throws {
            let shared = try await Lab.sharedHome().appending(path: "cache/roots")
            let files = FileManager.default
            try files.createDirectory(at: shared, withIntermediateDirectories: true)
            try files.createDirectory(at: home.appending(path: "cache"), withIntermediateDirectories: true)
            try files.createSymbolicLink(at: home.appending(path: "cache/roots"), withDestinationURL: shared)
        }

        /// A `setup.py` that also tries to leave its box.
        private static func setup(_ name: String, _ more: String, markers: URL) -> String {
            """
            from setuptools import setup, Extension
            try:
                open("\(markers.path)/\(name)", "w")
            except OSError:
                pass
            setup(name="\(name)", version="1.0", \(more))
            """
        }

        /// Source archives as an index has them; none says what it requires but in its build.
        private static func index(in folder: URL) async throws -> URL {
            let markers = folder.appending(path: "markers"), index = folder.appending(path: "index")
            try FileManager.default.createDirectory(at: markers, withIntermediateDirectories: true)
            let packages: [(name: String, files: [String: String], setup: String)] = [
                (
                    "srclab-pure", ["srclab_pure.py": "import six\n"],
                    #"py_modules=["srclab_pure"], install_requires=["six"]"#
                ),
                (
                    "srclab-native",
                    ["srclab_native.c": native],
                    #"ext_modules=[Extension("srclab_native", ["srclab_native.c"])]"#
                ),
            ]
            for package in packages {
                let stem = package.name.replacing("-", with: "_") + "-1.0"
                var files = package.files
                files["setup.py"] = setup(package.name, package.setup, markers: markers)
                files["PKG-INFO"] = "Metadata-Version: 2.1\nName: \(package.name)\nVersion: 1.0\n"
                try Lab.write(Dictionary(uniqueKeysWithValues: files.map { ("\(stem)/\($0)", $1) }), to: folder)
                let place = index.appending(path: package.name)
                try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
                try await Program.expectSuccess([
                    "tar", "-C", folder.path, "-czf", place.appending(path: "\(stem).tar.gz").path, stem,
                ])
            }
            return index
        }

        private static let native = """
            #include <Python.h>
            static PyObject *answer(PyObject *self, PyObject *none) { return PyLong_FromLong(42); }
            static PyMethodDef methods[] = {{"answer", answer, METH_NOARGS, ""}, {0}};
            static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "srclab_native", "", -1, methods};
            PyMODINIT_FUNC PyInit_srclab_native(void) { return PyModule_Create(&module); }

            """

        /// A repository whose notebook imports all of them.
        private static func repository(in folder: URL, index: String) async throws -> URL {
            let markers = folder.appending(path: "markers")
            let other = folder.appending(path: "other"), repository = folder.appending(path: "lab")
            try Lab.write(
                [
                    "py/setup.py": setup("srclab-branch", #"py_modules=["srclab_branch"]"#, markers: markers),
                    "py/srclab_branch.py": "",
                ],
                to: other
            )
            try await Lab.commit(other)
            let third = folder.appending(path: "third")
            try Lab.write(
                [
                    "pyproject.toml": flit("srclab_commit"),
                    "srclab_commit.py": "'''A module.'''\n__version__ = '1.0'\n",
                ],
                to: third
            )
            try await Lab.commit(third)
            let commit = try await Program.expectSuccess(["git", "-C", third.path, "rev-parse", "HEAD"])
            try Lab.write(
                [
                    "meta-data.yaml": Lab.metadata,
                    "requirements.txt": """
                    srclab-pure
                    srclab_native
                    git+file://\(other.path)@main#subdirectory=py
                    srclab-commit @ git+file://\(third.path)@\(commit.filter { !$0.isWhitespace })
                    ./archives/srclab_archive-1.0.tar.gz
                    wheels/srclab_wheel-1.0-py3-none-any.whl
                    -e .

                    """,
                    "setup.py": setup(
                        "srclab-own",
                        #"packages=["srclab_own"], package_dir={"": "src"}"#,
                        markers: markers
                    ),
                    "src/srclab_own/__init__.py": "",
                    "lab.ipynb": notebook(
                        "import six, srclab_pure, srclab_branch, srclab_commit, srclab_archive, srclab_wheel, srclab_own, srclab_native\\n",
                        "assert srclab_native.answer() == 42"
                    ),
                ],
                to: repository
            )
            try Lab.write(
                [
                    "srclab_archive-1.0/pyproject.toml": flit("srclab_archive"),
                    "srclab_archive-1.0/srclab_archive.py": "'''A module.'''\n__version__ = '1.0'\n",
                ],
                to: folder
            )
            let archives = repository.appending(path: "archives")
            try FileManager.default.createDirectory(at: archives, withIntermediateDirectories: true)
            try await Program.expectSuccess([
                "tar", "-C", folder.path, "-czf", archives.appending(path: "srclab_archive-1.0.tar.gz").path,
                "srclab_archive-1.0",
            ])
            try await TestIndex.write(["srclab-wheel": ["srclab_wheel.py": ""]], to: folder.appending(path: "made"))
            let wheels = repository.appending(path: "wheels"), wheel = "srclab_wheel-1.0-py3-none-any.whl"
            try FileManager.default.createDirectory(at: wheels, withIntermediateDirectories: true)
            try FileManager.default.moveItem(
                at: folder.appending(path: "made/srclab-wheel/\(wheel)"),
                to: wheels.appending(path: wheel)
            )
            return repository
        }

        private static func flit(_ name: String) -> String {
            """
            [build-system]
            requires = ["flit_core >=3.2,<4"]
            build-backend = "flit_core.buildapi"
            [project]
            name = "\(name)"
            dynamic = ["version", "description"]

            """
        }

        private static func notebook(_ lines: String...) -> String {
            let source = lines.map { "\"\($0)\"" }.joined(separator: ", ")
            return
                #"{"cells": [{"cell_type": "code", "execution_count": null, "metadata": {}, "outputs": [], "source": ["#
                + source
                + #"]}], "metadata": {"kernelspec": {"name": "python3", "display_name": "Python 3"}}, "nbformat": 4, "nbformat_minor": 5}"#
        }
    }
}
