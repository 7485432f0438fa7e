import Foundation
import Testing

extension EndToEnd {
    /// What notebooks import is held against what is installed, and what wheels need of the system against the base.
    @Suite("imports and libraries")
    struct ImportsTests {
        private struct Plan: Decodable {
            struct Added: Decodable { let requirement: String }
            struct Library: Decodable { let package: String, neededBy: [String] }
            struct Package: Decodable { let name: String }
            let addedRequirements: [Added]
            let addedLibraries: [Library]
            let packages: [Package]
        }

        private static func notebook(_ cells: String...) -> String {
            let list = cells.map {
                #"{"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": null, "source": "\#($0)"}"#
            }
            return
                #"{"nbformat": 4, "nbformat_minor": 4, "metadata": {"kernelspec": {"name": "python3", "display_name": "", "language": "python"}}, "cells": [\#(list.joined(separator: ","))]}"#
        }

        @Test(
            "a missing package is told with its place, and added when that is asked for; once it is there, nothing is told"
        )
        func missing() async throws {
            try await Lab.withFolder { folder in
                let home = try await Lab.homeWithBase(in: folder), lab = folder.appending(path: "lab")
                let files = [
                    "meta-data.yaml": Lab.metadata, "requirements.txt": "six\n",
                    "a.ipynb": Self.notebook("import os", "import six, yaml"),
                    "sub/b.ipynb": Self.notebook("import yaml, helper"), "src/helper/__init__.py": "",
                ]
                try Lab.write(files, to: lab)
                let told = try await Lab.datalab(["check", lab.path], home: home)
                #expect(told.status == 0, "\(told.transcript)")
                #expect(
                    told.errors.contains("a.ipynb: 2 notebooks (the first in code cell 2) import 'yaml'"),
                    "\(told.transcript)"
                )
                #expect(told.errors.contains("add the line 'pyyaml' to requirements.txt"))
                #expect(told.errors.contains("the repository's own 'src/helper' and is not found from there"))
                #expect(!told.errors.contains("'six', which") && !told.errors.contains("'os'"))

                let built = try await Lab.datalab(["build", lab.path, "--add-imports"], home: home)
                #expect(built.status == 0 && built.errors.contains("src/helper"), "\(built.transcript)")
                #expect(!built.errors.contains("import 'yaml'"), "\(built.transcript)")
                let plan = try await plan(lab, home, ["--add-imports"])
                #expect(plan.addedRequirements.map(\.requirement) == ["pyyaml"])
                #expect(plan.packages.contains { $0.name == "pyyaml" })
                let record = try await Lab.datalab(["builds", "show", "1.2.3-0", "--format", "json"], home: home)
                #expect(record.output.contains("\"addedRequirements\"") && record.output.contains("pyyaml"))

                // Followed, the advice is the end of it.
                try Lab.write(["requirements.txt": "six\npyyaml\n"], to: lab)
                let mended = try await Lab.datalab(["check", lab.path], home: home)
                #expect(!mended.errors.contains("import 'yaml'"), "\(mended.transcript)")
                #expect(try await self.plan(lab, home, []).addedRequirements.isEmpty)
            }
        }

        @Test("libraries that wheels need come with the base, and what needs them can be imported")
        func libraries() async throws {
            try await Lab.withFolder { folder in
                let home = try await Lab.homeWithBase(in: folder), lab = folder.appending(path: "lab")
                let requirements = "opencv-python\nvispy\nlxml\nh5py\npsycopg2-binary\npycurl\n"
                let code =
                    "import cv2, lxml.etree, h5py, psycopg2, pycurl\\nfrom vispy.util.fonts import list_fonts\\nimport vispy.visuals"
                try Lab.write(
                    ["meta-data.yaml": Lab.metadata, "requirements.txt": requirements, "a.ipynb": Self.notebook(code)],
                    to: lab
                )
                let arguments = [lab.path, "--test", "--engine", "runc", "--notebooks", "*"]
                let built = try await Lab.datalab(["build"] + arguments, home: home)
                #expect(built.status == 0 && !built.errors.contains("needs the library"), "\(built.transcript)")
                let plan = try await plan(lab, home, [])
                #expect(plan.addedLibraries.map(\.package) == ["libfontconfig1"])
                #expect(plan.addedLibraries.first?.neededBy.contains("vispy") == true)

                // Where a site allows none, it is told exactly.
                let refused = try await Lab.datalab(["check", lab.path, "--system-packages", "none"], home: home)
                #expect(
                    refused.status == 0 && refused.errors.contains("the Debian package 'libfontconfig1' has it"),
                    "\(refused.transcript)"
                )
            }
        }

        @Test("a module's name among the requirements is told with the package's")
        func misnamed() async throws {
            try await Lab.withFolder { folder in
                let home = try await Lab.homeWithBase(in: folder), lab = folder.appending(path: "lab")
                let lines = "os\nmath\nsklearn\nPIL\ncv2\nskimage\n"
                try Lab.write(["meta-data.yaml": Lab.metadata, "requirements.txt": lines], to: lab)
                let told = try await Lab.datalab(["check", lab.path], home: home)
                #expect(told.status == 65)
                for (line, words) in [
                    "'os' comes with Python", "'math' comes with Python", "'sklearn' is called 'scikit-learn' on PyPI",
                    "'pil' is called 'pillow' on PyPI", "'cv2' is called 'opencv-python-headless' on PyPI",
                    "'skimage' is called 'scikit-image' on PyPI",
                ].enumerated() {
                    #expect(told.errors.contains("requirements.txt:\(line + 1):1: \(words)"), "\(told.transcript)")
                }
            }
        }

        private func plan(_ lab: URL, _ home: URL, _ options: [String]) async throws -> Plan {
            let checked = try await Lab.datalab(["check", lab.path, "--format", "json"] + options, home: home)
            try #require(checked.status == 0, "\(checked.transcript)")
            return try JSONDecoder().decode(Plan.self, from: Data(checked.output.utf8))
        }
    }
}
