import Foundation
import LayerArchive
import Reporting
import SystemPackage
import Testing

/// Unpacking never writes outside of its folder.
struct SafeExtractionTests {
    private typealias Entry = ZipBuilder.Entry

    private func extract(
        _ entries: [ZipBuilder.Entry],
        in folder: TemporaryFolder,
        _ extraction: SafeExtraction = SafeExtraction(sizeLimit: 1 << 20, allowsSymbolicLinks: true),
        prepare: (FilePath) throws -> Void = { _ in },
        progress: ProgressHandler = { _ in },
    ) throws -> FilePath {
        let target = folder.path.appending("out")
        try FileManager.default.createDirectory(atPath: target.string, withIntermediateDirectories: true)
        try prepare(target)
        try extraction.extract(folder.zip(ZipBuilder(entries).bytes()), into: target, progress: progress)
        return target
    }

    @Test
    func `writes files, folders and links with plain modes`() throws {
        let folder = try TemporaryFolder()
        let entries = [
            Entry("a/b/c", "deep"), Entry("a/b/packed", "inflated").deflated(), Entry("e/", "", mode: 0o040700),
            Entry("run", "#!", mode: 0o100744), Entry("secret", "s", mode: 0o104600),
            Entry("a/l", "../run", mode: 0o120777),
        ]
        let target = try extract(entries, in: folder)
        let expected = [
            "a": "folder", "a/b": "folder", "a/b/c": "deep", "a/b/packed": "inflated", "e": "folder", "run": "#!",
            "secret": "s", "a/l": "-> ../run",
        ]
        #expect(try folder.contents(of: target) == expected)
        let mode = { (name: String) in
            try FileManager.default.attributesOfItem(atPath: target.appending(name).string)[.posixPermissions] as? Int
        }
        #expect(try mode("run") == 0o755)
        #expect(try mode("secret") == 0o644)
    }

    @Test(arguments: [
        ("../../etc/passwd", "leads out of the tree"), ("/etc/passwd", "absolute"), ("up/../../../x", "leads out"),
        ("", "empty"), ("in/..", "leads out"), ("in/../../x", "leads out"),
    ])
    func `a link out of the tree is refused`(_ target: String, _ words: String) throws {
        let folder = try TemporaryFolder()
        // `d/in` is the root itself: `d/evil -> in/..` looks harmless and is the folder above.
        let entries = [Entry("d/in", "..", mode: 0o120777), Entry("d/evil", target, mode: 0o120777), Entry("file")]
        let error = try #require(throws: LayerArchiveError.self) { try extract(entries, in: folder) }
        #expect(error.code == .unsafePath)
        #expect(error.entry == "d/evil")
        #expect(error.description.contains(words), "\(error)")
        #expect(try folder.contents(of: folder.path.appending("out")).isEmpty)
    }

    @Test
    func `links are refused where they are not asked for`() throws {
        let folder = try TemporaryFolder()
        let error = try #require(throws: LayerArchiveError.self) {
            try extract([Entry("l", "x", mode: 0o120777)], in: folder, SafeExtraction(sizeLimit: 100))
        }
        #expect(error.entry == "l")
    }

    @Test
    func `a link that lies in the way is not followed`() throws {
        let folder = try TemporaryFolder()
        let outside = folder.path.appending("outside")
        try FileManager.default.createDirectory(atPath: outside.string, withIntermediateDirectories: true)
        for link in ["a", "a/b"] {
            #expect(throws: LayerArchiveError.self) {
                try extract([Entry("a/b")], in: folder) { target in
                    let parent = target.pushing(FilePath(link)).removingLastComponent()
                    try? FileManager.default.removeItem(atPath: target.string)
                    try FileManager.default.createDirectory(atPath: parent.string, withIntermediateDirectories: true)
                    let victim = link == "a" ? outside : outside.appending("victim")
                    try FileManager.default.createSymbolicLink(
                        atPath: target.pushing(FilePath(link)).string,
                        withDestinationPath: victim.string,
                    )
                }
            }
        }
        #expect(try folder.contents(of: outside).isEmpty)
    }

    @Test(arguments: ["a/b", "a"])
    func `a folder that becomes a link midway leads nowhere`(_ swapped: String) throws {
        let folder = try TemporaryFolder()
        let outside = folder.path.appending("outside")
        try FileManager.default.createDirectory(atPath: outside.string, withIntermediateDirectories: true)
        let victim = folder.path.appending("out").pushing(FilePath(swapped)).string
        let swap: ProgressHandler = { _ in
            try? FileManager.default.moveItem(atPath: victim, toPath: victim + "-moved")
            try? FileManager.default.createSymbolicLink(atPath: victim, withDestinationPath: outside.string)
        }
        let entries = [Entry("a/b/first"), Entry("a/b/second"), Entry("a/c/third"), Entry("a/b/fourth")]
        let error = try #require(throws: LayerArchiveError.self) { try extract(entries, in: folder, progress: swap) }
        #expect(error.code == .inputOutput)
        #expect(try folder.contents(of: outside).isEmpty)
    }

    @Test
    func `the size limit and the choice of paths hold`() throws {
        let folder = try TemporaryFolder()
        let entries = [Entry("top/a", "12345"), Entry("top/b", "67890")]
        let error = try #require(throws: LayerArchiveError.self) {
            try extract(entries, in: folder, SafeExtraction(sizeLimit: 9))
        }
        #expect(error.code == .tooLarge)
        let only = SafeExtraction(sizeLimit: 5) { $0.path == "top/a" ? "renamed" : nil }
        #expect(try folder.contents(of: extract(entries, in: folder, only)) == ["renamed": "12345"])
    }

    @Test
    func `damaged content is an error with the entry's name`() throws {
        let folder = try TemporaryFolder()
        let error = try #require(throws: LayerArchiveError.self) {
            try extract([Entry("fine"), Entry("bad").both { $0.crc ^= 1 }], in: folder)
        }
        #expect(error.entry == "bad")
        #expect(error.code == .contentMismatch)
    }

    @Test
    func `names are bytes: an accent on a slash, and two spellings of one letter, make folders of their own`() throws {
        let folder = try TemporaryFolder()
        let names = ["a/\u{301}b", "a/\u{301}d/c", "\u{E9}/one", "e\u{301}/two"]
        let target = try extract(names.map { Entry($0, $0) }, in: folder)
        for name in names {
            let content = try Data(contentsOf: URL(fileURLWithPath: target.string + "/" + name))
            #expect(content == Data(name.utf8), "\(name)")
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: target.string).count == 3)
    }

    @Test
    func `links that circle or lead nowhere stay inside`() {
        var links = LinkTargets()
        links.add("a", target: "b")
        links.add("b", target: "a")
        links.add("c", target: "missing/../d")
        links.add("x/y/deep", target: "../..")
        links.add("x/out", target: "y/deep/..")
        links.add("x/in", target: "y/deep/x/y")
        for path in ["a", "b", "c", "x/y/deep", "x/in", "none"] { #expect(links.escape(of: path) == nil, "\(path)") }
        #expect(links.escape(of: "x/out") != nil)
    }
}
