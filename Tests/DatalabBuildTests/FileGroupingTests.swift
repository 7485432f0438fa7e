import DatalabBuild
import LayerArchive
import Testing

@Suite("which files share a layer")
struct FileGroupingTests {
    private func file(_ path: String, _ size: UInt64) -> LayerEntry {
        .file(path, LayerContent(.bytes([]), size: size))
    }

    @Test("a usual workspace is one layer")
    func usual() {
        let entries = [LayerEntry.directory("a"), file("a/b", 5 << 20), file("a/c", 50 << 20)]
        #expect(FileGrouping.groups(of: entries).map { $0.map(\.path) } == [["a", "a/b", "a/c"]])
        #expect(FileGrouping.groups(of: []).count == 1)
    }

    @Test("a large workspace is at most 25 layers that hold everything once, whatever the order it is read in")
    func large() {
        let files =
            (0..<500).map { file("data/\($0)", UInt64($0 % 50 == 0 ? 100 << 20 : 1 << 20)) }
            + (0..<30).map { file("big/\($0)", 70 << 20) }
        let entries = [LayerEntry.directory("data"), .symbolicLink("data/link", to: "0")] + files
        let groups = FileGrouping.groups(of: entries)
        #expect(groups.count <= 25)
        #expect(groups.flatMap { $0.map(\.path) }.sorted() == entries.map(\.path).sorted())
        let other = FileGrouping.groups(of: entries.reversed()).map { $0.map(\.path).sorted() }
        #expect(other == groups.map { $0.map(\.path).sorted() })
    }

    @Test("a file whose name looks like that of a large one is in a layer too")
    func twins() {
        for name in ["caf\u{E9}.fits", "cafe\u{301}.fits"] {
            let entries = ["caf\u{E9}.fits", "cafe\u{301}.fits"].map {
                file($0, BytePath($0) == BytePath(name) ? 70 << 20 : 15)
            }
            let paths = FileGrouping.groups(of: entries).flatMap { $0.map { BytePath($0.path) } }
            #expect(paths.sorted() == entries.map { BytePath($0.path) }.sorted())
        }
    }

    @Test("a small file that grows changes one layer of a large workspace")
    func stable() {
        let files = (0..<3000).map { file("data/\($0)", 1 << 20) }
        var changed = files
        changed[17] = file("data/17", (1 << 20) + 1)
        let sizes = { (groups: [[LayerEntry]]) in
            groups.map { group in
                group.map { entry in
                    if case .file(let content) = entry.kind { "\(entry.path) \(content.size)" } else { entry.path }
                }
            }
        }
        let before = sizes(FileGrouping.groups(of: files)), after = sizes(FileGrouping.groups(of: changed))
        #expect(zip(before, after).filter { $0 != $1 }.count == 1)
    }
}
