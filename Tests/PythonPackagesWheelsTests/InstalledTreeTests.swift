import Foundation
import HTTPTransfer
import LayerArchive
import OCIModel
import PythonPackages
import SystemPackage
import Testing

/// Real wheels of PyPI, installed by `uv` and by us: the trees must agree.
@Suite(.timeLimit(.minutes(5)))
struct InstalledTreeTests {
    /// Modules, data files (ipykernel), scripts with `#!python` (docutils), headers (pybind11-global), entry points (tabulate).
    static let wheels: [(path: String, sha256: String, size: UInt64)] = [
        (
            "77/06/bb80f5f86020c4551da315d78b3ab75e8228f89f0162f2c3a819e407941a/attrs-25.3.0-py3-none-any.whl",
            "427318ce031701fea540783410126f03899a97ffc6f61596ad581ac2e40e3bc3", 63815
        ),
        (
            "8d/14/69b4bad34e3f250afe29a854da03acb6747711f3df06c359fa053fae4e76/docutils-0.18.1-py2.py3-none-any.whl",
            "23010f129180089fbcd3bc08cfefccb3b890b0050e1ca00c867036e9d161b98c", 570050
        ),
        (
            "94/5c/368ae6c01c7628438358e6d337c19b05425727fbb221d2a3c4303c372f42/ipykernel-6.29.5-py3-none-any.whl",
            "afdb66ba5aa354b09b91379bac28ae4afebbb30e8b39510c9690afb7a10421b5", 117173
        ),
        (
            "21/ee/8ab74ca797f609bc5563fb6989c02a0535d8b836c7ec6c45c8a37b19950f/pybind11_global-2.13.6-py3-none-any.whl",
            "aa5142ebf5a1bdaf8945997f62cc2f2e883ded4f9aa48b4925fc2646ea4bea6d", 439480
        ),
        (
            "b7/ce/149a00dd41f10bc29e5921b496af8b574d8413afcd5e30dfa0ed46c2cc5e/six-1.17.0-py2.py3-none-any.whl",
            "4721f391ed90541fddacab5acf947aa0d3dc7d27b2e1e8eda2be8970586c3274", 11050
        ),
        (
            "40/44/4a5f08c96eb108af5cb50b41f76142f0afa346dfa99d5296fe7202a11854/tabulate-0.9.0-py3-none-any.whl",
            "024ca478df22e9340661486f85298cff5f6dcdba14f3813e8830015b9ed1948f", 35252
        ),
    ]

    static func requests() throws -> [WheelRequest] {
        try wheels.map { path, sha256, size in
            let name = String(path.split(separator: "/").last ?? "")
            let url = "https://files.pythonhosted.org/packages/\(path)"
            return try WheelRequest(
                SelectedWheel(name: "", version: "", filename: name, url: url, sha256: sha256, size: size)
            )
        }
    }

    static func uv() throws -> String {
        let variables = ProcessInfo.processInfo.environment
        let folders = [variables["DATALAB_TOOLS"], variables["PATH"]].compactMap { $0 }
        let places = folders.flatMap { $0.split(separator: ":").map { "\($0)/uv" } }
        return try #require(places.first { FileManager.default.isExecutableFile(atPath: $0) }, "uv is not installed")
    }

    /// An installed package as its RECORD describes it, hash and size by path.
    static func records(of environment: FilePath, _ python: HostPython) async throws -> [String: [String: String]] {
        let script = """
            import csv, glob, json, os, sys
            site = os.path.join(sys.argv[1], "lib", "python" + sys.argv[2], "site-packages")
            found = {}
            for record in glob.glob(site + "/*.dist-info/RECORD"):
                rows = list(csv.reader(open(record, newline="")))
                found[os.path.basename(os.path.dirname(record))] = {row[0]: row[1] + " " + row[2] for row in rows}
                assert len(rows) == len({row[0] for row in rows}), "two rows for a path in " + record
            print(json.dumps(found))
            """
        let text = try await run("python3", "-c", script, environment.string, python.version)
        return try JSONDecoder().decode([String: [String: String]].self, from: Data(text.utf8))
    }

    /// Checks hash and size of every row of every RECORD against the files, and that no file is without a row.
    static func verify(_ environment: FilePath, _ python: HostPython) async throws {
        let script = """
            import base64, csv, glob, hashlib, os, sys
            prefix = os.path.realpath(sys.argv[1])
            site = os.path.join(prefix, "lib", "python" + sys.argv[2], "site-packages")
            known = {os.path.join(prefix, name) for name in ("pyvenv.cfg", "bin/python", "bin/python3", "bin/python" + sys.argv[2])}
            for record in glob.glob(site + "/*.dist-info/RECORD"):
                for path, digest, size in csv.reader(open(record, newline="")):
                    full = os.path.normpath(os.path.join(site, path))
                    known.add(full)
                    data = open(full, "rb").read()
                    if full == record:
                        assert not digest and not size, path
                        continue
                    expected = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
                    assert digest == "sha256=" + expected and int(size) == len(data), (record, path)
            found = {os.path.join(top, name) for top, _, names in os.walk(prefix) for name in names}
            assert found == known, found ^ known
            """
        try await run("python3", "-c", script, environment.string, python.version)
    }

    @Test(arguments: [
        "env",
        "an environment with spaces and a path that is longer than what Linux reads of a first line, so that a shell has to help",
    ])
    func theTreeIsThatOfUv(folder: String) async throws {
        let scratch = try Scratch()
        let python = try await HostPython()
        let cache = WheelCache(root: scratch.file("cache"), session: TransferSession())
        let files = try await cache.fetch(Self.requests())
        let environment = scratch.file(folder)

        let scheme = InstallScheme(prefix: environment.string, pythonVersion: python.version)
        let installed = try files.map { file in
            var options = WheelInstaller.Options()
            options.isRequested = file.filename.name == "six"
            return try WheelInstaller(scheme).install(file, options: options)
        }
        let merged = try EnvironmentMerge.merge(installed)
        #expect(merged.warnings == [])
        try await unpack(
            merged.entries + EnvironmentSkeleton.entries(scheme, basePython: python.program),
            into: scratch.file("root")
        )
        let unpacked = scratch.file("root").appending(scheme.prefix)
        try FileManager.default.moveItem(atPath: unpacked.string, toPath: environment.string)
        try await Self.verify(environment, python)

        let oracle = scratch.file("oracle")
        try await run(Self.uv(), "venv", "--quiet", "--python", python.program, oracle.string)
        try await run(
            [
                "env", "UV_OFFLINE=1", Self.uv(), "pip", "install", "--quiet", "--no-deps", "--python",
                "\(oracle)/bin/python",
            ] + files.map(\.path.string)
        )
        try await compare(environment, oracle, python)
        try await runPrograms(environment, python)
    }

    private func compare(_ environment: FilePath, _ oracle: FilePath, _ python: HostPython) async throws {
        let ours = try await Self.records(of: environment, python)
        let theirs = try await Self.records(of: oracle, python)
        #expect(Set(ours.keys) == Set(theirs.keys))
        for (package, rows) in theirs {
            let own = try #require(ours[package])
            let written = ["INSTALLER", "RECORD", "REQUESTED", "direct_url.json", "uv_cache.json"].map {
                "\(package)/\($0)"
            }
            let plain = rows.filter { !written.contains($0.key) && !$0.key.hasPrefix("../../../bin/") }
            let ownPlain = own.filter { !written.contains($0.key) && !$0.key.hasPrefix("../../../bin/") }
            #expect(ownPlain == plain, "\(package)")
            let programs = rows.keys.filter { $0.hasPrefix("../../../bin/") }
            #expect(Set(own.keys.filter { $0.hasPrefix("../../../bin/") }) == Set(programs), "\(package)")
            for program in programs { try compareProgram(String(program.dropFirst(9)), environment, oracle) }
            #expect(own.keys.contains("\(package)/REQUESTED") == package.hasPrefix("six"))
            #expect(
                try String(
                    decoding: bytes(
                        of: environment.appending("lib/python\(python.version)/site-packages/\(package)/INSTALLER")
                    ),
                    as: UTF8.self
                ) == "datalab\n"
            )
        }
    }

    /// Programs agree in all but the interpreter; generated ones in what they import and call.
    private func compareProgram(_ path: String, _ environment: FilePath, _ oracle: FilePath) throws {
        let (ours, theirs) = (environment.appending(path), oracle.appending(path))
        #expect(FileManager.default.isExecutableFile(atPath: ours.string), "\(path)")
        let (own, other) = try (lines(ours), lines(theirs))
        let meaning = { (lines: [Substring]) in lines.filter { $0.hasPrefix("from ") || $0.contains("sys.exit(") } }
        if other.contains(where: { $0.contains("sys.argv[0].endswith") }) {
            #expect(meaning(own).map(\.trimmed) == meaning(other).map(\.trimmed), "\(path)")
        } else {
            let isStart = { (line: Substring) in line.hasPrefix("#!") || line.hasPrefix("'''exec'") || line == "' '''" }
            #expect(Array(own.drop(while: isStart)) == Array(other.drop(while: isStart)), "\(path)")
        }
    }

    private func lines(_ path: FilePath) throws -> [Substring] {
        String(decoding: try bytes(of: path), as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    }

    /// The environment works: Python knows it as its own, modules are found, scripts and entry points start.
    private func runPrograms(_ environment: FilePath, _ python: HostPython) async throws {
        let question = "import sys, six, attr; print(sys.prefix); print(six.__file__)"
        for name in ["python", "python3", "python\(python.version)"] {
            let answer = try await run("\(environment)/bin/\(name)", "-c", question).split(separator: "\n")
            #expect(answer.first.map(String.init) == environment.string)
            #expect(answer.last?.hasPrefix("\(environment)/lib/python\(python.version)/site-packages/") == true)
        }
        #expect(try await run("\(environment)/bin/rst2html.py", "--version").contains("Docutils 0.18.1"))
        #expect(try await run("\(environment)/bin/tabulate", "--help").contains("Pretty-print tabular data."))
    }
}

extension Substring {
    fileprivate var trimmed: String { trimmingCharacters(in: .whitespaces) }
}
