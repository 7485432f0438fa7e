internal import Glibc
internal import PythonPackages
internal import SystemPackage

/// The few files of a source that are looked at outside the box; no link of the source is followed.
struct ProjectFiles {
    let folder: FilePath
    let subdirectory: [String]

    /// Longer files of these are none that a person wrote.
    private static let limit = 4 << 20

    /// The project's folder in a tree.
    ///
    /// - Throws: `SourceBuildError` with code `failed` for a subdirectory that leads outside, or is none.
    init(_ tree: SourceTree) throws(SourceBuildError) {
        folder = tree.folder
        subdirectory = (tree.subdirectory ?? "").split(separator: "/").map(String.init).filter { $0 != "." }
        guard !subdirectory.contains("..") else {
            throw SourceBuildError(.failed, "the subdirectory of '\(tree.title)' leads outside of it")
        }
        guard let opened = Self.open(subdirectory, in: tree.folder) else {
            throw SourceBuildError(
                .failed,
                "'\(tree.title)' has no folder '\(subdirectory.joined(separator: "/"))'",
                hint: "correct '#subdirectory='"
            )
        }
        close(opened)
    }

    /// A file's content; nil when there is none.
    ///
    /// - Throws: `SourceBuildError` with code `failed` for what is no file, or too long a one.
    func bytes(_ name: String) throws(SourceBuildError) -> [UInt8]? {
        guard let parent = Self.open(subdirectory, in: folder) else { return nil }
        defer { close(parent) }
        let number = openat(parent, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard number >= 0 else {
            if errno == ENOENT { return nil }
            throw SourceBuildError(.failed, "'\(name)' of the source cannot be read: \(Errno(rawValue: errno))")
        }
        defer { close(number) }
        var status = stat()
        guard fstat(number, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size <= Self.limit else {
            throw SourceBuildError(.failed, "'\(name)' of the source is no file, or longer than 4 MiB")
        }
        var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
        let count = read(number, &bytes, bytes.count)
        return Array(bytes.prefix(max(0, count)))
    }

    private static func open(_ parts: [String], in folder: FilePath) -> Int32? {
        var number = Glibc.open(folder.string, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        for part in parts where number >= 0 {
            let next = openat(number, part, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
            close(number)
            number = next
        }
        return number >= 0 ? number : nil
    }
}
