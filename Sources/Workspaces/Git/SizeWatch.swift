internal import Glibc
internal import Reporting
internal import SystemPackage

/// Watches the size of a folder while something writes into it, and stops the writer when it grows too large.
struct SizeWatch: Sendable {
    let folder: FilePath
    let limit: UInt64
    let task: String
    let progress: ProgressHandler

    private struct Exceeded: Error {}

    /// Runs the writer; tells the size five times a second.
    ///
    /// - Returns: the writer's result, or nil when the limit was exceeded (the writer is then cancelled and has ended).
    func run<Result: Sendable>(_ writer: @escaping @Sendable () async throws -> Result) async throws -> Result? {
        do {
            let result = try await withThrowingTaskGroup(of: Result?.self) { group in
                group.addTask { try await writer() }
                group.addTask { try await watch() }
                defer { group.cancelAll() }
                while let result = try await group.next() {
                    if let result { return Optional(result) }
                }
                return nil
            }
            guard size() <= limit else { return nil }
            return result
        } catch is Exceeded {
            return nil
        }
    }

    private func watch<Result>() async throws -> Result? {
        while true {
            try await Task.sleep(for: .milliseconds(200))
            let size = size()
            progress(.amount(task: task, done: size, total: nil, unit: .bytes))
            guard size <= limit else { throw Exceeded() }
        }
    }

    /// The bytes of all files below the folder; what vanishes meanwhile counts as nothing.
    func size() -> UInt64 {
        var total: UInt64 = 0
        var folders = [folder]
        while let next = folders.popLast() {
            guard let stream = next.withPlatformString({ opendir($0) }) else { continue }
            defer { closedir(stream) }
            while let entry = readdir(stream) {
                let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                    String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
                }
                var status = stat()
                guard name != ".", name != "..", fstatat(dirfd(stream), name, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
                    continue
                }
                switch status.st_mode & S_IFMT {
                case S_IFDIR: folders.append(next.appending(name))
                case S_IFREG: total += UInt64(status.st_size)
                default: continue
                }
            }
        }
        return total
    }
}
