internal import Glibc
internal import LayerArchive
package import Reporting
package import SystemPackage

/// Lists a folder's files without following a link, and tells everything in it that is refused.
package struct TreeScan {
    /// What was found in a tree that is in order.
    package struct Result {
        package var files: [WorkspaceFile]
        package var warnings: [Problem]
    }

    /// What belongs to the tree, in no particular order.
    var files: [WorkspaceFile] = []
    var problems: [Problem] = []
    var warnings: [Problem] = []
    var totalSize: UInt64 = 0
    private var links = LinkTargets()
    /// What is left out wherever it is met: known by what it is, as one folder can have many paths.
    private var leftOut: Set<FileIdentity> = []

    /// How deep folders may lie, and how many problems are told.
    private static let depthLimit = 200
    private static let problemLimit = 50

    /// Scans a tree.
    ///
    /// - Parameters:
    ///   - root: the folder.
    ///   - source: the source's name, for messages.
    ///   - sizeLimit: the most bytes of all files.
    ///   - leftOut: files and folders that are no part of the tree even when they lie in it.
    /// - Returns: the files and warnings.
    /// - Throws: `WorkspaceError` with all problems of the tree at once.
    package static func scan(_ root: FilePath, source: String, sizeLimit: UInt64, leftOut: [FilePath] = [])
        throws(WorkspaceError) -> Result
    {
        let descriptor = root.withPlatformString { open($0, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
        guard descriptor >= 0 else {
            throw WorkspaceError(.notFound, source: source, "cannot be read: \(Errno(rawValue: errno))")
        }
        var scan = TreeScan()
        scan.leftOut = Set(leftOut.compactMap(FileIdentity.init))
        scan.readFolder(descriptor, path: [], ignoring: [], depth: 0)
        scan.checkLinks()
        try scan.check(source: source, sizeLimit: sizeLimit)
        return Result(files: scan.files, warnings: scan.warnings)
    }

    private func check(source: String, sizeLimit: UInt64) throws(WorkspaceError) {
        guard problems.isEmpty else {
            let shown = problems.sorted { ($0.place?.file ?? "") < ($1.place?.file ?? "") }
            let more = problems.count - Self.problemLimit
            let rest: [Problem] =
                more > 0 ? [.error(at: Place(file: source), "\(more) more problems of this kind")] : []
            throw WorkspaceError(.refusedContent, shown.prefix(Self.problemLimit) + rest)
        }
        guard files.contains(where: { $0.kind != .directory }) else {
            throw WorkspaceError(
                .empty,
                source: source,
                "there are no files in it",
                hint: "check the path, and what '\(IgnoreFile.name)' leaves out",
            )
        }
        guard totalSize <= sizeLimit else {
            let sizes = files.compactMap { file -> (String, UInt64)? in
                if case .regular(let size, _) = file.kind { (file.path, size) } else { nil }
            }
            let largest = sizes.sorted { $0.1 > $1.1 }.prefix(3).map { "\(quotedName($0.0)) (\($0.1) bytes)" }
            throw WorkspaceError(
                .tooLarge,
                source: source,
                "its files have \(totalSize) bytes; the limit is \(sizeLimit) bytes",
                hint: "raise the size limit, or name in '\(IgnoreFile.name)' what is not needed; largest: "
                    + largest.joined(separator: ", "),
            )
        }
    }

    /// Reads a folder and those below it; closes the descriptor.
    private mutating func readFolder(_ descriptor: Int32, path: [UInt8], ignoring outer: [IgnoreFile], depth: Int) {
        guard let stream = fdopendir(descriptor) else {
            refuse(path, "the folder cannot be read: \(Errno(rawValue: errno))")
            close(descriptor)
            return
        }
        defer { closedir(stream) }
        guard depth <= Self.depthLimit else { return refuse(path, "folders lie more than \(Self.depthLimit) deep") }
        var rules = outer
        if let own = readIgnoreFile(dirfd(stream), folder: path) { rules.append(own) }
        for name in names(stream) {
            read(name, in: dirfd(stream), path: path.isEmpty ? name : path + [UInt8(ascii: "/")] + name, rules, depth)
        }
    }

    private func names(_ stream: OpaquePointer) -> [[UInt8]] {
        var names: [[UInt8]] = []
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
            if name != Array(".".utf8), name != Array("..".utf8) { names.append(name) }
        }
        return names
    }

    private mutating func read(_ name: [UInt8], in folder: Int32, path: [UInt8], _ rules: [IgnoreFile], _ depth: Int) {
        if name.elementsEqual(".git".utf8) { return }
        let cName = name.map { CChar(bitPattern: $0) } + [0]
        var status = stat()
        guard fstatat(folder, cName, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
            return refuse(path, "cannot be read: \(Errno(rawValue: errno))")
        }
        if leftOut.contains(FileIdentity(status)) { return }
        let type = status.st_mode & S_IFMT
        if rules.ignores(path, isFolder: type == S_IFDIR) { return }
        guard let text = String(validating: path, as: UTF8.self) else {
            problems.append(
                .error(
                    at: Place(file: quotedName(bytes: path)),
                    "the name is no UTF-8",
                    hint: "rename it, or name its folder in '\(IgnoreFile.name)'",
                )
            )
            return
        }
        switch type {
        case S_IFDIR:
            let descriptor = openat(folder, cName, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
            guard descriptor >= 0 else { return refuse(path, "the folder cannot be read: \(Errno(rawValue: errno))") }
            files.append(WorkspaceFile(path: text, kind: .directory))
            readFolder(descriptor, path: path, ignoring: rules, depth: depth + 1)
        case S_IFREG: readFile(cName, in: folder, path: path, text)
        case S_IFLNK: readLink(cName, in: folder, path: path, text)
        case S_IFIFO: refuse(path, "a named pipe")
        case S_IFSOCK: refuse(path, "a socket")
        default: refuse(path, "a device")
        }
    }

    private mutating func readFile(_ name: [CChar], in folder: Int32, path: [UInt8], _ text: String) {
        let descriptor = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        var status = stat()
        guard descriptor >= 0, fstat(descriptor, &status) == 0 else {
            return refuse(path, "the file cannot be read: \(Errno(rawValue: errno))")
        }
        defer { close(descriptor) }
        let size = UInt64(status.st_size)
        totalSize += size
        files.append(WorkspaceFile(path: text, kind: .regular(size: size, executable: status.st_mode & S_IXUSR != 0)))
        guard LFSPointer.sizes.contains(size) else { return }
        var head = [UInt8](repeating: 0, count: LFSPointer.signature.count)
        guard pread(descriptor, &head, head.count, 0) == head.count, head == LFSPointer.signature else { return }
        warnings.append(LFSPointer.warning(printable(text)))
    }

    private mutating func readLink(_ name: [CChar], in folder: Int32, path: [UInt8], _ text: String) {
        var buffer = [CChar](repeating: 0, count: 4097)
        let count = readlinkat(folder, name, &buffer, buffer.count)
        guard count >= 0 else { return refuse(path, "the link cannot be read: \(Errno(rawValue: errno))") }
        let bytes = buffer.prefix(count).map { UInt8(bitPattern: $0) }
        guard let target = String(validating: bytes, as: UTF8.self) else {
            return refuse(path, "the target of the symbolic link is no UTF-8")
        }
        links.add(text, target: target)
        files.append(WorkspaceFile(path: text, kind: .symbolicLink(target: target)))
    }

    private mutating func checkLinks() {
        for file in files {
            guard case .symbolicLink(let target) = file.kind, let why = links.escape(of: file.path) else { continue }
            problems.append(
                .error(
                    at: Place(file: printable(file.path)),
                    "a symbolic link to \(quotedName(target)) is refused: \(why)",
                    hint: "put a copy of the file in the link's place, or name the link in '\(IgnoreFile.name)'",
                )
            )
        }
    }

    private mutating func readIgnoreFile(_ folder: Int32, folder path: [UInt8]) -> IgnoreFile? {
        let descriptor = openat(folder, IgnoreFile.name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        let place = path.isEmpty ? Array(IgnoreFile.name.utf8) : path + Array("/\(IgnoreFile.name)".utf8)
        guard descriptor >= 0 else {
            if errno == ELOOP { refuse(place, "an ignore file must not be a symbolic link") }
            return nil
        }
        let file = FileDescriptor(rawValue: descriptor)
        defer { try? file.close() }
        var bytes = [UInt8](repeating: 0, count: (1 << 20) + 1)
        var count = 0
        while count < bytes.count {
            let read = bytes.withUnsafeMutableBytes {
                pread(descriptor, $0.baseAddress, $0.count - count, off_t(count))
            }
            guard read > 0 else { break }
            count += read
        }
        guard count <= 1 << 20 else {
            refuse(place, "an ignore file of more than 1 MiB")
            return nil
        }
        return IgnoreFile(Array(bytes.prefix(count)), folder: path)
    }

    private mutating func refuse(_ path: [UInt8], _ what: String) {
        let name = String(validating: path, as: UTF8.self).map { printable($0) } ?? quotedName(bytes: path)
        problems.append(
            .error(
                at: Place(file: name.isEmpty ? "." : name),
                "\(what); only readable files, folders and links within the tree can be shipped",
                hint: "remove it, or name it in '\(IgnoreFile.name)'",
            )
        )
    }
}
