import Foundation
import LayerArchive
import SystemPackage
import Testing
import Workspaces

/// Names that look the same and are other bytes: Swift's strings call them equal, a file system does not.
struct TwinNameTests {
    /// Pairs of names that are canonically equivalent, or fall together when characters are taken for letters.
    static let twins = [
        ("caf\u{E9}.txt", "cafe\u{301}.txt"), ("\u{212B}", "\u{C5}"), ("\u{C5}ngstr\u{F6}m", "A\u{30A}ngstro\u{308}m"),
        ("\u{AC00}", "\u{1100}\u{1161}"), ("q\u{307}\u{323}", "q\u{323}\u{307}"),
        ("\u{1E9B}\u{323}", "\u{17F}\u{323}\u{307}"),
        ("\u{2126}", "\u{3A9}"), ("deep/\u{E9}/x", "deep/e\u{301}/x"), ("d/\u{301}x", "d/\u{301}x2"),
    ]

    @Test(arguments: ["folder", "git", "zip", "overlay"])
    func `come through every source as the files they are`(_ kind: String) async throws {
        let folder = try TemporaryFolder()
        let names = Self.twins.flatMap { [$0, $1] }
        for (index, name) in names.enumerated() { try folder.write([name: "\(index)"], under: "lab") }
        let workspace = try await open(kind, in: folder)
        let found = workspace.files.filter { $0.kind != .directory }
        #expect(Set(found.map { BytePath($0.path) }) == Set(names.map { BytePath($0) }))
        for (index, name) in names.enumerated() { #expect(try workspace.text(name) == "\(index)", "\(BytePath(name))") }
        #expect(Set(found).count == names.count)

        // And through a layer, whose reader is GNU tar.
        let layer = folder.path.appending("layer.tar.gz")
        var bytes: [UInt8] = []
        _ = try LayerWriter.write(workspace.layerEntries(under: "out")) { bytes.append(contentsOf: $0) }
        try Data(bytes).write(to: URL(filePath: layer.string))
        try await folder.shell(
            "tar -xzf layer.tar.gz; cd out; find . -type f | LC_ALL=C sort > ../after; cd ../lab; find . -type f | LC_ALL=C sort > ../before; cmp ../before ../after; diff -r . ../out"
        )
    }

    private func open(_ kind: String, in folder: TemporaryFolder) async throws -> Workspace {
        switch kind {
        case "git":
            try await folder.shell(
                "cp -a lab repo; cd repo; git init -qb main; git config core.precomposeunicode false; git add -f .; git commit -qm x"
            )
            return try await folder.open(["file://\(folder.path)/repo"])
        case "zip":
            try await folder.shell("python3 -c 'import shutil; shutil.make_archive(\"lab\", \"zip\", \"lab\")'")
            return try await folder.open(["\(folder.path)/lab.zip"])
        case "overlay":
            // One of each pair below, the other laid over it: none takes the place of the other.
            for (name, _) in Self.twins {
                try await folder.shell(
                    "mkdir -p 'under/\(PathBytes.folder(name) ?? ".")'; cp 'lab/\(name)' 'under/\(name)'"
                )
            }
            for (_, name) in Self.twins {
                try await folder.shell(
                    "mkdir -p 'over/\(PathBytes.folder(name) ?? ".")'; cp 'lab/\(name)' 'over/\(name)'"
                )
            }
            return try await folder.open(["\(folder.path)/under"]).overlaid(
                with: folder.path.appending("over"),
                sizeLimit: 1 << 20
            )
        default:
            return try await folder.open(["\(folder.path)/lab"])
        }
    }

    @Test
    func `a path as a key is its bytes`() {
        for (first, second) in Self.twins {
            let (one, other) = (BytePath(first), BytePath(second))
            #expect(one != other && Set([one, other]).count == 2 && (one < other) != (other < one))
            #expect(one == BytePath(Substring(first)) && one.hashValue == BytePath(Substring(first)).hashValue)
        }
        #expect(BytePath("d/\u{301}x").parts == ["d", "\u{301}x"] && BytePath("d/\u{301}x").folder == "d")
        #expect(BytePath("d/\u{301}x").isBelow("d") && !BytePath("d").isBelow("d") && !BytePath("dx/y").isBelow("d"))
        #expect(BytePath("a\nb").description == "a\\u{a}b")
    }
}
