import LayerArchive
import PythonPackages
import Reporting
import SystemPackage
import Testing

/// Wheels that lie, attack or contradict themselves: what could hurt is refused, the rest installed, and a message names what is wrong.
struct HostileWheelTests {
    /// A change to a sound wheel, and what the refusal must name.
    struct Case: Sendable, CustomTestStringConvertible {
        let what: String
        var before = ""
        var after = ""
        /// The entry (or the path it would have) that is named, as a field or in the message.
        let names: String

        var testDescription: String { what }
    }

    static let recordFaults: [Case] = [
        Case(
            what: "content changed",
            after: "files['pkg/__init__.py'] = b'def main():\\n    print(\"PKG\")\\n'",
            names: "pkg/__init__.py"
        ),
        Case(what: "METADATA changed", after: "files[info + 'METADATA'] += b'x'; rows[1][2] = ''", names: "METADATA"),
        Case(what: "wrong size", after: "rows[0][2] = '7'", names: "pkg/__init__.py"),
        Case(what: "size that is no number", after: "rows[0][2] = 'many'", names: "pkg/__init__.py"),
        Case(what: "file not in RECORD", after: "files['pkg/evil.py'] = b'evil'", names: "pkg/evil.py"),
        Case(what: "hidden file not in RECORD", after: "files['evil.pth'] = b'import os'", names: "evil.pth"),
        Case(
            what: "row without a file",
            after: "rows.append(['pkg/ghost.py', digest(b''), '0'])",
            names: "pkg/ghost.py"
        ),
        Case(
            what: "row for a folder",
            before: "",
            after: "extra.append(('pkg/sub/', b'')); rows.append(['pkg/sub/', digest(b''), '0'])",
            names: "pkg/sub/"
        ),
        Case(what: "no RECORD", after: "record = None", names: "pkg-1.0.dist-info/RECORD"),
        Case(
            what: "open quote in RECORD",
            after: "text = b'\"pkg/__init__.py,,\\n'",
            names: "does not list"
        ),
        Case(what: "text after a quote in RECORD", after: "text = b'\"pkg\"x,,\\n'", names: "pkgx"),
        Case(what: "two fields in RECORD", after: "rows[0] = rows[0][:2]", names: "RECORD, line 1: a row has 2 fields"),
        Case(what: "RECORD that is not UTF-8", after: "text = b'\\xff\\xfe,,\\n'", names: "RECORD is not UTF-8"),
        Case(what: "MD5", after: "rows[0][1] = digest(files['pkg/__init__.py'], 'md5')", names: "pkg/__init__.py"),
        Case(what: "SHA-1", after: "rows[0][1] = digest(files['pkg/__init__.py'], 'sha1')", names: "pkg/__init__.py"),
        Case(what: "no hash", after: "rows[0][1] = ''", names: "pkg/__init__.py"),
        Case(what: "hash that is not base64", after: "rows[0][1] = 'sha256=(((('", names: "pkg/__init__.py"),
        Case(what: "short hash", after: "rows[0][1] = rows[0][1][:20]", names: "pkg/__init__.py"),
        Case(
            what: "SHA-512 of other content",
            after: "rows[0][1] = digest(b'other', 'sha512')",
            names: "pkg/__init__.py"
        ),
        Case(
            what: "two rows that differ",
            after: "rows.append([rows[0][0], digest(b'other'), '5'])",
            names: "pkg/__init__.py"
        ),
        Case(
            what: "script changed",
            before: "files['pkg-1.0.data/scripts/run'] = b'#!python\\nprint(1)\\n'",
            after: "files['pkg-1.0.data/scripts/run'] = b'#!python\\nprint(2)\\n'",
            names: "pkg-1.0.data/scripts/run"
        ),
    ]

    /// What other installers take, and what is told of it here.
    static let odd: [Case] = [
        Case(
            what: ".dist-info of another version",
            before:
                "files = {p.replace('pkg-1.0', 'pkg-1.1'): d for p, d in files.items()}; record = 'pkg-1.1.dist-info/RECORD'",
            names: "pkg-1.1.dist-info"
        ),
        Case(
            what: "no Root-Is-Purelib",
            before: "files[info + 'WHEEL'] = b'Wheel-Version: 1.0\\n'",
            names: "Root-Is-Purelib"
        ),
        Case(
            what: "two entries of one name",
            after: "extra.append(('pkg/__init__.py', b'other'))",
            names: "pkg/__init__.py"
        ),
        Case(
            what: "two entries for one place",
            before: "files['pkg-1.0.data/platlib/pkg/__init__.py'] = b''",
            names: "pkg-1.0.data/platlib/pkg/__init__.py"
        ),
        Case(what: "another's .data", before: "files['other-1.0.data/purelib/x.py'] = b''", names: "other-1.0.data"),
        Case(
            what: "a second RECORD",
            before: "files['pkg-1.0.data/purelib/pkg-1.0.dist-info/RECORD'] = b''",
            names: "pkg-1.0.data/purelib/pkg-1.0.dist-info/RECORD"
        ),
        Case(
            what: "a second INSTALLER",
            before: "files['pkg-1.0.data/purelib/pkg-1.0.dist-info/INSTALLER'] = b''",
            names: "INSTALLER"
        ),
    ]

    /// What needs no word: two files on Linux are two files, and a program may be called like this.
    static let harmless: [Case] =
        ["x;rm", "$(id)", "two words", "-rf"].map { name in
            Case(
                what: "an entry point of the name \(name)",
                before: "files[info + 'entry_points.txt'] = b'[console_scripts]\\n\(name) = pkg:main\\n'",
                names: name
            )
        } + [
            Case(
                what: "METADATA with two names",
                before: "files[info + 'METADATA'] = b'Name: pkg\\nName: pkg\\nVersion: 1.0\\n'",
                names: "METADATA"
            ),
            Case(what: "backslash", before: "files['pkg\\\\evil.py'] = b''", names: "pkg\\evil.py"),
            Case(what: "names that differ in case", before: "files['pkg/__INIT__.py'] = b''", names: "pkg/__INIT__.py"),
            Case(
                what: "places that differ in case",
                before: "files['pkg-1.0.data/purelib/PKG/__init__.py'] = b''",
                names: "pkg-1.0.data/purelib/PKG/__init__.py"
            ),
        ]

    static let identities: [Case] = [
        Case(what: "two .dist-info", before: "files['other-1.0.dist-info/METADATA'] = b''", names: "pkg-1.0.dist-info"),
        Case(what: "no .dist-info", before: "files = {'pkg.py': b''}; record = None", names: ".dist-info"),
        Case(
            what: ".dist-info of another name",
            before:
                "files = {p.replace('pkg-1.0', 'other-1.0'): d for p, d in files.items()}; record = 'other-1.0.dist-info/RECORD'",
            names: "other-1.0.dist-info"
        ),
        Case(
            what: "METADATA of another name",
            before: "files[info + 'METADATA'] = b'Name: other\\nVersion: 1.0\\n'",
            names: "METADATA"
        ),
        Case(
            what: "METADATA of another version",
            before: "files[info + 'METADATA'] = b'Name: pkg\\nVersion: 1.0.1\\n'",
            names: "METADATA"
        ),
        Case(
            what: "METADATA with the name in its text",
            before: "files[info + 'METADATA'] = b'Version: 1.0\\n\\nName: pkg\\n'",
            names: "METADATA"
        ),
        Case(what: "no METADATA", before: "del files[info + 'METADATA']", names: "METADATA"),
        Case(what: "no WHEEL", before: "del files[info + 'WHEEL']", names: "WHEEL"),
        Case(
            what: "wheel format 2",
            before: "files[info + 'WHEEL'] = b'Wheel-Version: 2.0\\nRoot-Is-Purelib: true\\n'",
            names: "2.0"
        ),
        Case(
            what: "wheel format without a version",
            before: "files[info + 'WHEEL'] = b'Root-Is-Purelib: true\\n'",
            names: "WHEEL"
        ),
        Case(
            what: "wheel format that is no version",
            before: "files[info + 'WHEEL'] = b'Wheel-Version: one\\nRoot-Is-Purelib: true\\n'",
            names: "WHEEL"
        ),
    ]

    static let paths: [Case] = [
        Case(what: "traversal", before: "files['../evil.py'] = b''", names: "../evil.py"),
        Case(what: "traversal inside", before: "files['pkg/../../evil.py'] = b''", names: "pkg/../../evil.py"),
        Case(what: "absolute", before: "files['/etc/evil'] = b''", names: "/etc/evil"),
        Case(
            what: "traversal in .data",
            before: "files['pkg-1.0.data/scripts/../../evil'] = b''",
            names: "pkg-1.0.data/scripts/../../evil"
        ),
        Case(
            what: "symbolic link",
            before: "files['pkg/link'] = b'/etc/passwd'; modes['pkg/link'] = 0o120777",
            names: "pkg/link"
        ),
        Case(
            what: "unknown part of the environment",
            before: "files['pkg-1.0.data/include/x.h'] = b''",
            names: "pkg-1.0.data/include/x.h"
        ),
        Case(what: "a file for no part", before: "files['pkg-1.0.data/x.py'] = b''", names: "pkg-1.0.data/x.py"),
        Case(what: "white-out", before: "files['pkg/.wh.os.py'] = b''", names: "pkg/.wh.os.py"),
        Case(what: "opaque white-out", before: "files['pkg-1.0.data/data/.wh..wh..opq'] = b''", names: ".wh..wh..opq"),
        Case(
            what: "file below a file",
            before: "files['pkg-1.0.data/purelib/pkg/__init__.py/x'] = b''",
            names: "pkg/__init__.py"
        ),
        Case(
            what: "another package's .dist-info",
            before: "files['pkg-1.0.data/purelib/pip-1.dist-info/METADATA'] = b''",
            names: "pip-1.dist-info"
        ),
        Case(
            what: "the environment's Python",
            before: "files['pkg-1.0.data/scripts/python3'] = b''",
            names: "pkg-1.0.data/scripts/python3"
        ),
        Case(
            what: "below the environment's Python",
            before: "files['pkg-1.0.data/scripts/python/x'] = b''",
            names: "pkg-1.0.data/scripts/python/x"
        ),
        Case(
            what: "the environment's configuration",
            before: "files['pkg-1.0.data/data/pyvenv.cfg'] = b''",
            names: "pyvenv.cfg"
        ),
        Case(
            what: "a file for the folder of programs",
            before: "files['pkg-1.0.data/data/bin'] = b''",
            names: "pkg-1.0.data/data/bin"
        ),
    ]

    static let entryPoints: [Case] =
        [
            ("a slash", "../../etc/x = pkg:main"), ("only dots", ".. = pkg:main"),
            ("nothing", " = pkg:main"), ("a colon for '='", "run : pkg"), ("Python's name", "python = pkg:main"),
            ("statements", "run = pkg:main(); import os"), ("statements in the module", "run = os; import sys:main"),
            ("a line break", "run = pkg:main\\n  import os"), ("a carriage return", "run = pkg\\rimport os:main"),
            ("no function", "run = pkg"), ("an empty function", "run = pkg:"), ("a dot too many", "run = pkg..x:main"),
            ("one name twice", "run = pkg:main\\nrun = pkg:other"), ("a NUL", "ru\\0n = pkg:main"),
        ].map { what, line in
            Case(
                what: "an entry point with \(what)",
                before: "files[info + 'entry_points.txt'] = b'[console_scripts]\\n\(line)\\n'",
                names: "entry_points.txt"
            )
        } + [
            Case(
                what: "entry points that are not UTF-8",
                before: "files[info + 'entry_points.txt'] = b'\\xff'",
                names: "entry_points.txt"
            ),
            Case(
                what: "an open section",
                before: "files[info + 'entry_points.txt'] = b'[console_scripts\\nrun = pkg:main'",
                names: "entry_points.txt"
            ),
            Case(
                what: "an entry point over a script",
                before:
                    "files['pkg-1.0.data/scripts/run'] = b'#!/bin/sh\\n'; files[info + 'entry_points.txt'] = b'[console_scripts]\\nrun = pkg:main\\n'",
                names: "entry_points.txt"
            ),
            Case(
                what: "a GUI program over another one",
                before:
                    "files[info + 'entry_points.txt'] = b'[console_scripts]\\nrun = pkg:main\\n[gui_scripts]\\nrun = pkg:other\\n'",
                names: "entry_points.txt"
            ),
        ]

    @Test(arguments: recordFaults + odd + entryPoints)
    func isInstalledAndTold(_ odd: Case) async throws {
        let scratch = try Scratch()
        let path = try await makeWheel(in: scratch.path, before: odd.before, after: odd.after)
        let warnings = try installed(path).warnings
        #expect(warnings.contains { $0.message.contains(odd.names) }, "\(warnings)")
        #expect(warnings.count <= 3)
        for text in warnings.map(\.description) { #expect(!text.unicodeScalars.contains { $0.value < 0x20 }) }
    }

    @Test(arguments: harmless)
    func isInstalledWithoutAWord(_ harmless: Case) async throws {
        let scratch = try Scratch()
        let path = try await makeWheel(in: scratch.path, before: harmless.before, after: harmless.after)
        #expect(try installed(path).warnings.isEmpty)
    }

    @Test(arguments: identities + paths)
    func isRefusedByName(_ hostile: Case) async throws {
        let scratch = try Scratch()
        let path = try await makeWheel(in: scratch.path, before: hostile.before, after: hostile.after)
        let error = #expect(throws: (any Error).self) { try layer(of: path) }
        let failure = try #require(error as? any ReportedFailure, "\(error.map { "\($0)" } ?? "none")")
        #expect(failure.failureClass == .data)
        let text = failure.problems.map(\.description).joined(separator: "\n")
        let entry = (failure as? PackagesError)?.entry ?? (failure as? LayerArchiveError)?.entry ?? ""
        #expect(text.contains(hostile.names) || entry.contains(hostile.names), "\(text) [\(entry)]")
        #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
    }

    /// The wheel that the others are changed from is sound.
    @Test func theUnchangedWheelIsInstalled() async throws {
        let scratch = try Scratch()
        let path = try await makeWheel(in: scratch.path)
        #expect(try layer(of: path) == 12)
    }

    private func layer(of wheel: FilePath) throws -> Int {
        try LayerWriter.write(installed(wheel).entries) { _ in }.entryCount
    }

    /// A wheel whose files were written, all of them with the hash that the new RECORD says.
    private func installed(_ wheel: FilePath) throws -> InstalledWheel {
        let installer = WheelInstaller(InstallScheme(prefix: "opt/env", pythonVersion: "3.13"))
        return try WheelInstaller.trustingRecords { hashesContent in
            var options = WheelInstaller.Options()
            options.hashesContent = hashesContent
            let installed = try installer.install(wheelFile(wheel), options: options)
            _ = try LayerWriter.write(installed.entries) { _ in }
            return installed
        }
    }
}
