import Foundation
import LayerArchive
import PythonPackages
import Reporting
import SystemPackage
import Testing

/// What the specifications ask of an installer beyond what the real wheels show.
struct InstallationTests {
    let scheme = InstallScheme(prefix: "/opt/env/", pythonVersion: "3.13")

    private func install(
        before: String = "",
        after: String = "",
        options: WheelInstaller.Options = .init(),
        scheme: InstallScheme? = nil,
        name: String = "pkg-1.0-py3-none-any.whl",
    ) async throws -> (wheel: InstalledWheel, text: (String) -> String?) {
        let scratch = try Scratch()
        let path = try await makeWheel(in: scratch.path, name: name, before: before, after: after)
        let wheel = try WheelInstaller(scheme ?? self.scheme).install(wheelFile(path), options: options)
        try await unpack(wheel.entries, into: scratch.file("root"))
        let texts = try wheel.entries.reduce(into: [String: String]()) { texts, entry in
            texts[entry.path] = String(
                decoding: try bytes(of: scratch.file("root").appending(entry.path)),
                as: UTF8.self
            )
        }
        return (wheel, { texts[$0] })
    }

    @Test func everyPartOfTheEnvironmentHasItsPlace() async throws {
        let (wheel, _) = try await install(
            before: """
                for key in ('purelib', 'platlib', 'headers', 'scripts', 'data'):
                    files['pkg-1.0.data/%s/%s/x' % (key, key)] = b'x'
                """
        )
        let site = "opt/env/lib/python3.13/site-packages"
        #expect(
            wheel.files.map(\.path) == [
                "opt/env/bin/scripts/x", "opt/env/data/x", "opt/env/include/site/python3.13/pkg/headers/x",
                "\(site)/pkg-1.0.dist-info/INSTALLER", "\(site)/pkg-1.0.dist-info/METADATA",
                "\(site)/pkg-1.0.dist-info/WHEEL", "\(site)/pkg/__init__.py", "\(site)/platlib/x", "\(site)/purelib/x",
            ]
        )
    }

    @Test(
        arguments: [
            ("#!python\nprint(1)\n", "#!/opt/env/bin/python\nprint(1)\n"),
            ("#!pythonw -E\r\nx\n", "#!/opt/env/bin/python\nx\n"),
            ("#!python", "#!/opt/env/bin/python\n"), ("#!/usr/bin/python\nx\n", "#!/usr/bin/python\nx\n"),
            ("#!/bin/sh\nx\n", "#!/bin/sh\nx\n"), ("", ""), ("\u{7f}ELF #!python", "\u{7f}ELF #!python"),
        ])
    func firstLinesOfScripts(script: String, result: String) async throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .withoutEscapingSlashes
        let code = try String(decoding: encoder.encode(script), as: UTF8.self)
        let (wheel, text) = try await install(before: "files['pkg-1.0.data/scripts/run'] = \(code).encode()")
        #expect(text("opt/env/bin/run") == result)
        #expect(wheel.files.first { $0.path == "opt/env/bin/run" }?.isExecutable == true)
    }

    @Test func programsOfEntryPoints() async throws {
        let points = """
            # a comment
            [console_scripts]
            Run=pkg.sub:group.main [extra]
            run-2.x+ = pkg : main
            ; another
            [gui_scripts]
            window = pkg:main
            [pkg.plugins]
            anything at all
            """
        let (_, text) = try await install(before: "files[info + 'entry_points.txt'] = '''\(points)'''.encode()")
        #expect(
            text("opt/env/bin/Run")
                == """
                #!/opt/env/bin/python
                import sys

                from pkg.sub import group

                if __name__ == "__main__":
                    sys.exit(group.main())

                """
        )
        #expect(text("opt/env/bin/run-2.x+")?.contains("from pkg import main") == true)
        #expect(text("opt/env/bin/window")?.contains("sys.exit(main())") == true)
    }

    @Test func recordIsWrittenAnew() async throws {
        let (wheel, text) = try await install(
            before:
                "files['pkg/a,b \"c\".txt'] = b'x'; files[info + 'INSTALLER'] = b'pip'; files[info + 'REQUESTED'] = b''"
        )
        let record = try #require(text(wheel.recordPath))
        let paths = record.split(separator: "\n")
        #expect(paths == paths.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) } || record.contains("\""))
        #expect(record.contains("\"pkg/a,b \"\"c\"\".txt\",sha256=LXEWQrcmsEQBYnyp-6wy9chTD7GQPMTbAiWHF5IaSIE,1\n"))
        #expect(record.contains("pkg-1.0.dist-info/RECORD,,\n"))
        #expect(!record.contains("REQUESTED"))
        #expect(text("opt/env/lib/python3.13/site-packages/pkg-1.0.dist-info/INSTALLER") == "datalab\n")
    }

    @Test func aDirectURLIsRecordedAndWhetherAUserAsked() async throws {
        var options = WheelInstaller.Options()
        options.isRequested = true
        options.directURL = "https://example.org/pkg-1.0-py3-none-any.whl"
        let (_, text) = try await install(options: options)
        let folder = "opt/env/lib/python3.13/site-packages/pkg-1.0.dist-info"
        #expect(text("\(folder)/REQUESTED") == "")
        let json = try #require(text("\(folder)/direct_url.json"))
        #expect(json.hasPrefix("{\"archive_info\":{\"hash\":\"sha256="))
        #expect(json.hasSuffix("\"url\":\"https://example.org/pkg-1.0-py3-none-any.whl\"}"))
    }

    @Test(
        arguments: [
            ("files[info + 'WHEEL'] = b'Wheel-Version: 1.9\\nRoot-Is-Purelib: false\\n'", "1.9"),
            (
                "files[info + 'WHEEL'] = b'Wheel-Version: 1.0\\nRoot-Is-Purelib: False\\nTag: cp313-cp313-linux_x86_64\\n'",
                "cp313-cp313-linux_x86_64"
            ),
        ])
    func whatIsOnlyUnwiseIsAWarning(before: String, names: String) async throws {
        let warnings = try await install(before: before).wheel.warnings
        #expect(warnings.count == 1)
        #expect(warnings.first?.message.contains(names) == true)
    }

    @Test(
        arguments: [
            ("SHA-512", "", "rows[0][1] = digest(files['pkg/__init__.py'], 'sha512')"),
            ("padding", "", "rows[0][1] += '='"),
            ("no size", "", "rows[0][2] = ''"),
            ("a row twice", "", "rows.append(rows[0])"),
            ("signatures", "", "extra += [(record + '.jws', b'{}'), (record + '.p7s', b'')]"),
            ("listed folder entry", "", "extra.append(('pkg/', b''))"),
            ("a path file", "files['pkg.pth'] = b'import os'", ""),
            ("another spelling of the version", "files[info + 'METADATA'] = b'Name: PKG\\nVersion: v1.0.0\\n'", ""),
            ("CRLF", "files[info + 'METADATA'] = b'Name: pkg\\r\\nVersion: 1.0\\r\\n\\r\\n'", ""),
            ("Windows lines in RECORD", "", "text = '\\r\\n'.join(','.join(r) for r in rows).encode()"),
        ])
    func whatTheSpecificationsAllowIsInstalled(what: String, before: String, after: String) async throws {
        let wheel = try await install(before: before, after: after).wheel
        #expect(wheel.files.count >= 4)
    }

    @Test func aNameWithDotsAndDashesMatches() async throws {
        let change = """
            files = {p.replace('pkg-1.0', 'My.Pkg-1.0'): d.replace(b'Name: pkg', b'Name: my-pkg') for p, d in files.items()}
            record = 'My.Pkg-1.0.dist-info/RECORD'
            files['My.Pkg-1.0.data/headers/x.h'] = b''
            """
        let (wheel, _) = try await install(before: change, name: "my_pkg-1.0-py3-none-any.whl")
        #expect(wheel.files.contains { $0.path == "opt/env/include/site/python3.13/my-pkg/x.h" })
    }

    @Test func theSameWheelGivesTheSameLayer() async throws {
        let scratch = try Scratch()
        let before =
            "files['pkg-1.0.data/scripts/run'] = b'#!python\\n'; files[info + 'entry_points.txt'] = b'[console_scripts]\\na = pkg:main\\nb = pkg:main\\n'"
        let path = try await makeWheel(in: scratch.path, before: before)
        let layers = try (0..<2).map { _ in
            try LayerWriter.write(WheelInstaller(scheme).install(wheelFile(path)).entries) { _ in }
        }
        #expect(layers[0] == layers[1])
    }
}
