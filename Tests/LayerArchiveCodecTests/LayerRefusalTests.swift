import LayerArchive
import Reporting
import SystemPackage
import Testing

/// What the writer refuses, and how it says so.
@Suite struct LayerRefusalTests {
    private func failure(_ entries: [LayerEntry]) -> LayerArchiveError? {
        #expect(throws: LayerArchiveError.self) { try LayerWriter.write(entries) { _ in } }
    }

    @Test(
        "paths that no layer may hold",
        arguments: [
            "", "/etc/passwd", "/", "a//b", "a/", "./a", ".", "..", "a/../b", "../a", "a/.", "a/..", "a\u{0}b", ".wh.a",
            "a/.wh.b",
            "a/.wh..wh..opq", ".wh.x/file",
        ]
    )
    func paths(path: String) {
        for entry in [
            LayerEntry.file(path, .bytes([])), .directory(path), .symbolicLink(path, to: "x"),
        ] {
            let error = failure([entry])
            #expect(error?.code == .unsafePath)
            #expect(error?.entry == path)
        }
        #expect(failure([.whiteout(of: path)])?.code == .unsafePath)
        let link = LayerEntry(path: "z", kind: .hardLink(target: path), mode: 0o644)
        #expect(failure([.file("ok", .bytes([])), link])?.code == .unsafePath)
    }

    @Test("symbolic links to nothing, and with a NUL", arguments: ["", "a\u{0}"])
    func targets(target: String) {
        #expect(failure([.symbolicLink("link", to: target)])?.code == .unsafePath)
    }

    @Test("two entries of one path, both told")
    func duplicates() {
        let entries: [LayerEntry] = [.file("a/b", .text("one")), .directory("a"), .symbolicLink("a/b", to: "c")]
        for order in [entries, entries.reversed()] {
            let error = failure(order)
            #expect(error?.code == .duplicateEntry)
            #expect(error?.entry == "a/b")
            #expect(
                error?.description
                    == "error: 'a/b': the path occurs twice in the layer: a file of 3 bytes, and a symbolic link to 'c'"
            )
        }
        #expect(failure([.directory("a"), .directory("a")])?.code == .duplicateEntry)
    }

    @Test("something below what is not a folder")
    func parents() {
        let error = failure([.symbolicLink("lib", to: "/etc"), .file("lib/x/y", .bytes([]))])
        #expect(error?.code == .unsafePath)
        #expect(error?.entry == "lib/x/y")
        #expect(failure([.file("a", .bytes([])), .file("a/b", .bytes([]))])?.code == .unsafePath)
    }

    @Test("hard links without a file before them")
    func hardLinks() {
        func link(_ path: String, _ target: String) -> LayerEntry {
            LayerEntry(path: path, kind: .hardLink(target: target), mode: 0o644)
        }
        for entries in [
            [link("b", "a")], [link("a", "a")], [.file("b", .bytes([])), link("a", "b")],
            [.directory("a"), link("b", "a")],
            [.symbolicLink("a", to: "x"), link("b", "a")], [.file("a", .bytes([])), link("b", "a"), link("c", "b")],
        ] {
            #expect(failure(entries)?.code == .missingTarget)
        }
    }

    @Test("content that is not what was promised")
    func mismatches() async throws {
        let folder = try TemporaryFolder()
        for sample in try await DeflatedSamples.make(in: folder).samples {
            let right = sample.content
            var changed: [LayerContent] = []
            for change in 0..<4 {
                var content = right
                switch change {
                case 0: content.crc32 = (right.crc32 ?? 0) ^ 1
                case 1: content.sha256 = [UInt8](repeating: 1, count: 32)
                case 2: content.size += 1
                default: content.size = right.size == 0 ? 1 : right.size - 1
                }
                changed.append(content)
                content.source = .bytes(sample.plain)
                changed.append(content)
            }
            for content in changed {
                let error = failure([.file("pkg/x.py", content)])
                #expect(error?.code == .contentMismatch)
                #expect(error?.entry == "pkg/x.py")
                guard case .deflated = content.source else { continue }
                #expect(error?.archive == "samples.whl")
                #expect(error?.failureClass == .data)
            }
        }
    }

    @Test("deflated content that is longer, shorter or elsewhere than said")
    func ranges() async throws {
        let folder = try TemporaryFolder()
        for sample in try await DeflatedSamples.make(in: folder).samples {
            guard case .deflated(let file, let range) = sample.content.source else { continue }
            let wrong = [
                range.lowerBound..<range.upperBound + 1, range.lowerBound..<range.upperBound - 1,
                range.lowerBound..<range.lowerBound, range.lowerBound..<file.count + 1, -1..<range.upperBound,
            ]
            for range in wrong {
                let content = LayerContent(.deflated(file, range), size: sample.content.size)
                #expect(failure([.file("x", content)])?.code == .malformedArchive)
            }
        }
    }

    @Test("files that changed, vanished, or are no files")
    func files() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write([1, 2, 3], as: "three")
        func code(_ path: FilePath, _ size: UInt64) -> LayerArchiveError.Code? {
            let error = failure([.file("x", LayerContent(.path(path), size: size))])
            #expect(error?.entry == "x")
            return error?.code
        }
        #expect(code(path, 2) == .fileChanged)
        #expect(code(path, 4) == .fileChanged)
        #expect(code(folder.path, 3) == .fileChanged)
        #expect(code(folder.path.appending("none"), 3) == .noInput)
        try makeLink(folder.path.appending("link"), to: path)
        #expect(code(folder.path.appending("link"), 3) == .fileChanged)
        // A file of the kernel's says it has no bytes, and then has some.
        #expect(code("/proc/self/status", 0) == .fileChanged)
    }

    @Test("extended attributes without a usable name", arguments: ["", "a=b", "a\u{0}"])
    func attributes(name: String) {
        var entry = LayerEntry.file("x", .bytes([]))
        entry.extendedAttributes = [name: [1]]
        #expect(failure([entry])?.code == .unsupported)
    }
}
