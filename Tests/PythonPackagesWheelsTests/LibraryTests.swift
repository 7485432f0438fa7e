import Foundation
import PythonPackages
import SystemPackage
import Testing

/// What wheels' libraries need, read from their files, and who has it.
@Suite struct LibraryTests {
    // MARK: files

    /// An ELF file of 64 bits with a dynamic section, as small as can be.
    private static func object(needed: [String], name: String? = nil, machine: UInt16 = 62, padding: Int = 0) -> [UInt8]
    {
        func number(_ value: UInt64, _ count: Int) -> [UInt8] {
            (0..<count).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
        }
        var strings: [UInt8] = [0]
        func add(_ text: String) -> UInt64 {
            defer { strings += Array(text.utf8) + [0] }
            return UInt64(strings.count)
        }
        var entries: [(UInt64, UInt64)] = needed.map { (1, add($0)) }
        if let name { entries.append((14, add(name))) }
        entries.append((29, add("$ORIGIN/../x.libs:$ORIGIN")))
        let start = UInt64(64 + 2 * 56 + padding)
        let dynamicSize = UInt64((entries.count + 3) * 16)
        entries += [(5, 0x1000 + start + dynamicSize), (10, UInt64(strings.count)), (0, 0)]
        let dynamic = entries.flatMap { number($0.0, 8) + number($0.1, 8) }
        let total = start + dynamicSize + UInt64(strings.count)
        func segment(_ kind: UInt64, _ flags: UInt64, _ offset: UInt64, _ size: UInt64) -> [UInt8] {
            number(kind, 4) + number(flags, 4) + number(offset, 8) + number(0x1000 + offset, 8) + number(0, 8)
                + number(size, 8) + number(size, 8) + number(8, 8)
        }
        var head: [UInt8] = [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1] + [UInt8](repeating: 0, count: 9)
        head += number(3, 2) + number(UInt64(machine), 2) + number(1, 4) + number(0, 8) + number(64, 8) + number(0, 8)
        head +=
            number(0, 4) + number(64, 2) + number(56, 2) + number(2, 2) + number(64, 2) + number(0, 2) + number(0, 2)
        return head + segment(1, 4, 0, total) + segment(2, 6, start, dynamicSize)
            + [UInt8](repeating: 0x90, count: padding) + dynamic + strings
    }

    private static func scanned(_ file: [UInt8], piece: Int) -> SharedObject? {
        let scan = SharedObjectScan()
        for start in stride(from: 0, to: file.count, by: piece) {
            file[start..<min(start + piece, file.count)].withUnsafeBytes { scan.take($0) }
        }
        switch scan.finish() {
        case .object(let object): return object
        case .none: return nil
        case .keepsTooLittle:
            let scan = SharedObjectScan(keepsMore: true)
            file.withUnsafeBytes { scan.take($0) }
            guard case .object(let object) = scan.finish() else { return nil }
            return object
        }
    }

    @Test func dynamicSectionsAreRead() throws {
        let object = try #require(SharedObject(Self.object(needed: ["libGL.so.1", "libc.so.6"], name: "libx.so.2")))
        #expect(
            object.needed == ["libGL.so.1", "libc.so.6"] && object.name == "libx.so.2" && object.machine == .x86_64
        )
        #expect(object.searched == ["$ORIGIN/../x.libs", "$ORIGIN"])
        #expect(SharedObject(Self.object(needed: [], machine: 183))?.machine == .aarch64)
        #expect(SharedObject(Self.object(needed: [], machine: 40)) == nil)
    }

    @Test(arguments: [1, 7, 64, 100, 4096, 1 << 20], [0, 5_000, 3 << 20])
    func piecesGiveWhatTheWholeGives(piece: Int, padding: Int) {
        guard piece > 1 || padding < 10_000 else { return }
        let file = Self.object(needed: ["libA.so.1", "libB.so.2"], name: "libC.so", padding: padding)
        #expect(Self.scanned(file, piece: piece) == SharedObject(file))
    }

    /// A library of five segments as linkers lay them out, with the names in one of them.
    private static func object(namesIn place: Int, sizes: [Int]) -> [UInt8] {
        func number(_ value: UInt64, _ count: Int) -> [UInt8] {
            (0..<count).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
        }
        let strings = Array("\0libfar.so.1\0libown.so.2\0".utf8)
        let heads: UInt64 = 64 + 6 * 56
        var offsets: [UInt64] = [0]
        var upper = heads + UInt64(sizes[0] + strings.count)
        for size in sizes.dropFirst() {
            offsets.append(upper)
            upper += UInt64(size + strings.count)
        }
        // Behind the padding of its segment.
        let names = offsets[place] + UInt64(sizes[place]) + (place == 0 ? heads : 0)
        let entries: [(UInt64, UInt64)] = [
            (1, 1), (14, 13), (5, 0x1000 + names), (10, UInt64(strings.count)), (0, 0),
        ]
        let dynamic = entries.flatMap { number($0.0, 8) + number($0.1, 8) }
        func segment(_ kind: UInt64, _ flags: UInt64, _ offset: UInt64, _ size: UInt64) -> [UInt8] {
            number(kind, 4) + number(flags, 4) + number(offset, 8) + number(0x1000 + offset, 8) + number(0, 8)
                + number(size, 8) + number(size, 8) + number(8, 8)
        }
        var file: [UInt8] = [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1] + [UInt8](repeating: 0, count: 9)
        for (value, width) in [(3, 2), (62, 2), (1, 4), (0, 8), (64, 8), (0, 8), (0, 4), (64, 2), (56, 2), (6, 2)] {
            file += number(UInt64(value), width)
        }
        file += number(64, 2) + number(0, 4)
        for (index, flags) in [4, 5, 4, 6, 6].enumerated() {
            let end = index + 1 < offsets.count ? offsets[index + 1] : upper
            file += segment(1, UInt64(flags), offsets[index], end - offsets[index])
        }
        file += segment(2, 6, upper, UInt64(dynamic.count))
        for (index, size) in sizes.enumerated() {
            file += [UInt8](repeating: 0x90, count: size)
            file += index == place ? strings : [UInt8](repeating: 0x90, count: strings.count)
        }
        return file + dynamic
    }

    @Test("names are found wherever they lie, and most files are read once", arguments: 0..<5)
    func namesLieAnywhere(place: Int) {
        for size in [10, 300_000, 2 << 20] {
            var sizes = [size, size, size, size, size]
            if place == 0 { sizes[0] = min(size, 400_000) }
            let file = Self.object(namesIn: place, sizes: sizes)
            let whole = SharedObject(file)
            #expect(whole?.needed == ["libfar.so.1"] && whole?.name == "libown.so.2")
            #expect(Self.scanned(file, piece: 65_536) == whole, "in segment \(place) of \(size)")
            let scan = SharedObjectScan()
            file.withUnsafeBytes { scan.take($0) }
            // At the beginning, or where patchelf puts them.
            if [0, 4].contains(place) { #expect(scan.finish() != .keepsTooLittle, "in segment \(place) of \(size)") }
        }
    }

    @Test func readelfSaysTheSame() async throws {
        let folder =
            "/usr/lib/\(try await run("uname", "-m").trimmingCharacters(in: .whitespacesAndNewlines))-linux-gnu"
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.contains(".so.") }.sorted()
        #expect(names.count > 20)
        for name in names.prefix(60) {
            let file = try bytes(of: FilePath(folder).appending(name))
            guard let object = SharedObject(file) else { continue }
            let text = try await run("readelf", "-dW", "\(folder)/\(name)")
            let needed = text.split(separator: "\n").filter { $0.contains("(NEEDED)") }.compactMap { line in
                line.split(separator: "[").last?.split(separator: "]").first.map(String.init)
            }
            #expect(object.needed == needed, "\(name)")
            #expect(Self.scanned(file, piece: 60_000) == object, "\(name)")
        }
    }

    /// Whatever a file claims, reading it ends, and ends without a trap.
    @Test func hostileFilesDoNoHarm() {
        let file = Self.object(needed: ["libA.so.1", "libB.so.2"], name: "libC.so", padding: 300)
        var random = SystemRandomNumberGenerator()
        for _ in 0..<3_000 {
            var damaged = file
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                damaged[Int.random(in: 0..<damaged.count, using: &random)] =
                    [0, 1, 0x7F, 0x80, 0xFF].randomElement(using: &random) ?? 0
            }
            damaged.removeLast(Int.random(in: 0...damaged.count / 2, using: &random))
            let object = SharedObject(damaged)
            #expect((object?.needed.count ?? 0) <= 500)
            _ = Self.scanned(damaged, piece: Int.random(in: 1...200, using: &random))
        }
        // Every number of the head at its limits.
        for place in 16..<176 {
            var damaged = file
            for index in place..<min(place + 8, file.count) { damaged[index] = 0xFF }
            _ = SharedObject(damaged)
            _ = Self.scanned(damaged, piece: 50)
        }
        #expect(SharedObject([]) == nil && Self.scanned([0x7F, 0x45], piece: 1) == nil)
    }

    // MARK: wheels

    private func facts(_ before: String, _ folder: Scratch) async throws -> WheelFacts {
        let path = try await makeWheel(in: folder.path, name: "pkg-1.0-cp313-cp313-linux_x86_64.whl", before: before)
        var wheel = try WheelInstaller(InstallScheme(prefix: "/opt/datalab/env", pythonVersion: "3.13")).install(
            wheelFile(path)
        )
        return try WheelWatch(&wheel).facts(for: .x86_64, isRead: false)
    }

    private static func python(_ bytes: [UInt8]) -> String {
        "bytes.fromhex('" + bytes.map { String(format: "%02x", $0) }.joined() + "')"
    }

    @Test func wheelsTellWhatTheyNeedAndBring() async throws {
        let folder = try Scratch()
        let module = Self.python(Self.object(needed: ["libfoo.so.3", "libGL.so.1", "libother.so.1"]))
        let library = Self.python(Self.object(needed: ["libz.so.1"], name: "libfoo.so.3"))
        let plugin = Self.python(Self.object(needed: ["libmysqlclient.so.21"]))
        let foreign = Self.python(Self.object(needed: ["libarm.so.1"], machine: 183))
        let facts = try await facts(
            """
            files["pkg/_core.cpython-313-x86_64-linux-gnu.so"] = \(module)
            files["pkg.libs/libfoo-1234.so.3"] = \(library)
            files["pkg/Qt/plugins/sqldrivers/libqsqlmysql.so"] = \(plugin)
            files["pkg/arm/x.so"] = \(foreign)
            files["pkg/text.so"] = b"no library"
            files["other/deep/__init__.py"] = b""
            files["other/deep/down.py"] = b""
            files["single.py"] = b""
            """,
            folder
        )
        #expect(facts.needed == ["libGL.so.1", "libother.so.1", "libz.so.1"])
        #expect(facts.libraries == ["libfoo-1234.so.3", "libfoo.so.3", "libqsqlmysql.so"])
        #expect(facts.modules == ["other.deep", "pkg", "single"])
        #expect(WheelFacts(facts.text) == facts)
        #expect(WheelFacts("of another version\nm x") == nil)
    }

    /// What a module is, said without haste: the outermost package that a file lies in, or the file itself.
    private static func modules(_ paths: [[String]]) -> Set<String> {
        func isName(_ text: String) -> Bool { !text.contains("-") && text.first?.isNumber != true }
        return Set(
            paths.compactMap { path in
                guard let file = path.last, let dot = file.firstIndex(of: "."),
                    file.hasSuffix(".py") || file.hasSuffix(".so")
                else { return nil }
                let stem = file.hasSuffix(".py") ? String(file.dropLast(3)) : String(file[..<dot])
                let folders = path.dropLast()
                guard (folders + [stem]).allSatisfy(isName) else { return nil }
                let depth = (1...5).first { depth in
                    depth <= folders.count && paths.contains(folders.prefix(depth) + ["__init__.py"])
                }
                return (depth.map { Array(folders.prefix($0)) } ?? folders + [stem]).joined(separator: ".")
            }
        )
    }

    @Test func modulesAreTheOutermostPackagesOfAnyFiles() {
        var random = SystemRandomNumberGenerator()
        let folders = ["a", "b", "a-b", "1a", "ä"]
        let files = ["__init__.py", "c.py", "d.cpython-313-x86_64-linux-gnu.so", "e-f.py", "2.py", "data.txt"]
        for _ in 0..<2_000 {
            let paths = (0..<Int.random(in: 1...12, using: &random)).map { _ in
                (0..<Int.random(in: 0...3, using: &random)).map { _ in folders.randomElement(using: &random)! }
                    + [files.randomElement(using: &random)!]
            }
            let found = WheelFacts.modules(among: paths.map { $0.joined(separator: "/") })
            #expect(found == Self.modules(paths).sorted(), "\(paths)")
        }
    }

    @Test func librariesAreSeenWhileALayerIsWritten() async throws {
        let folder = try Scratch()
        let module = Self.python(Self.object(needed: ["libGL.so.1"], padding: 40_000))
        let path = try await makeWheel(in: folder.path, before: "files['pkg/_core.so'] = \(module)")
        var wheel = try WheelInstaller(InstallScheme(prefix: "/opt/datalab/env", pythonVersion: "3.13")).install(
            wheelFile(path)
        )
        let watch = try WheelWatch(&wheel)
        try await unpack(wheel.entries, into: folder.file("out"))
        #expect(try watch.facts(for: .x86_64, isRead: true).needed == ["libGL.so.1"])
    }

    // MARK: who has it

    @Test func whatNobodyHasIsMissing() {
        var needs = WheelFacts(), brings = WheelFacts()
        needs.needed = ["libGL.so.1", "libc.so.6", "libfoo.so.1", "libcuda.so.1", "libunheard.so.7"]
        brings.libraries = ["libfoo.so.1"]
        let found = LibraryNeeds(
            [("a", needs), ("b", brings), ("vispy", WheelFacts())],
            system: ["libc.so.6"],
            suite: "trixie"
        ).missing
        #expect(found.map(\.library) == ["libGL.so.1", "libfontconfig.so.1", "libunheard.so.7"])
        #expect(found.map(\.package) == ["libgl1", "libfontconfig1", nil])
        #expect(found.map(\.neededBy) == [["a"], ["vispy"], ["a"]])
    }

    @Test(arguments: [
        ("libGL.so.1", "libgl1", "libgl1"), ("libGLU.so.1", "libglu1-mesa", "libglu1-mesa"),
        ("libEGL.so.1", "libegl1", "libegl1"),
        ("libX11-xcb.so.1", "libx11-xcb1", "libx11-xcb1"), ("libSDL2-2.0.so.0", "libsdl2-2.0-0", "libsdl2-2.0-0"),
        ("libasound.so.2", "libasound2", "libasound2t64"), ("libcups.so.2", "libcups2", "libcups2t64"),
        ("libglib-2.0.so.0", "libglib2.0-0", "libglib2.0-0t64"), ("libgtk-3.so.0", "libgtk-3-0", "libgtk-3-0t64"),
        ("libmpi.so.40", "libopenmpi3", "libopenmpi40"), ("libnss3.so", "libnss3", "libnss3"),
        ("libtk8.6.so", "libtk8.6", "libtk8.6"),
        ("libodbc.so.2", "libodbc2", "libodbc2"), ("libpq.so.5", "libpq5", "libpq5"), ("libz.so.1", "zlib1g", "zlib1g"),
        ("libxcb-render-util.so.0", "libxcb-render-util0", "libxcb-render-util0"),
        ("libgomp.so.1", "libgomp1", "libgomp1"),
    ])
    func librariesHavePackages(library: String, bookworm: String, trixie: String) {
        #expect(SystemLibraries.package(of: library, in: "bookworm") == bookworm)
        #expect(SystemLibraries.package(of: library, in: "trixie") == trixie)
        #expect(SystemLibraries.package(of: library, in: nil) == trixie)
        #expect(SystemLibraries.package(of: library + "9", in: nil) == nil)
    }
}
