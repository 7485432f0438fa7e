internal import Foundation
internal import Glibc
internal import SystemPackage

/// Notices that a local source changes.
///
/// Asks the file system for names, sizes and times again and again: that also works on network file systems, which tell
/// nobody of a change that another machine makes.
public struct SourceWatch: Sendable {
    private let roots: [FilePath]

    /// A watch of a source; nil for one that is not on this machine.
    ///
    /// - Parameter source: the source.
    public init?(_ source: SourceLocation) {
        switch source {
        case .git: return nil
        case .folder(let folder, let subdirectory): roots = [subdirectory.map { folder.appending($0) } ?? folder]
        case .zip(let file, _): roots = [file]
        case .files(let files): roots = files
        }
    }

    /// What the source's files are now: names, kinds, sizes, times of change.
    public func state() -> State {
        var entries: Set<State.Entry> = []
        for root in roots {
            entries.insert(State.Entry(path: root.string))
            guard let names = FileManager.default.enumerator(atPath: root.string) else { continue }
            for case let name as String in names {
                // What git writes for itself is no change of what is checked out.
                if name == ".git" {
                    names.skipDescendants()
                } else {
                    entries.insert(State.Entry(path: root.appending(name).string))
                }
            }
        }
        return State(entries: entries)
    }

    /// Waits until the source differs from a state, and then until it rests: editors write several files one by one.
    ///
    /// - Parameter state: what it was.
    /// - Throws: `CancellationError`.
    public func waitForChange(from state: State) async throws {
        var latest = state
        var pause = Self.pause
        while latest == state {
            try await Task.sleep(for: pause)
            let begin = ContinuousClock.now
            latest = self.state()
            // A large tree is looked at less often: a tenth of a processor at most.
            pause = max(Self.pause, (ContinuousClock.now - begin) * 10)
        }
        while true {
            try await Task.sleep(for: Self.rest)
            let next = self.state()
            if next == latest { return }
            latest = next
        }
    }

    /// How long is waited from one look to the next.
    private static let pause = Duration.milliseconds(60)

    /// How long nothing may be written until a change counts as whole.
    private static let rest = Duration.milliseconds(100)

    /// What a source's files were at a moment.
    public struct State: Sendable, Equatable {
        fileprivate let entries: Set<Entry>

        fileprivate struct Entry: Sendable, Hashable {
            let path: String
            private let mode: UInt32
            private let size: Int
            private let inode: UInt
            private let changed: [Int]

            init(path: String) {
                self.path = path
                var facts = stat()
                let isThere = lstat(path, &facts) == 0
                mode = isThere ? facts.st_mode : 0
                let isFolder = mode & S_IFMT == S_IFDIR
                size = isFolder ? 0 : Int(facts.st_size)
                inode = UInt(facts.st_ino)
                // A folder's own times tell what its entries tell.
                changed =
                    isFolder
                    ? [] : [facts.st_mtim.tv_sec, facts.st_mtim.tv_nsec, facts.st_ctim.tv_sec, facts.st_ctim.tv_nsec]
            }
        }
    }
}
