internal import Glibc
internal import LayerArchive
package import Reporting
package import SystemPackage
internal import Texts

/// Lists a folder's files without following a link, and tells everything in it that is refused or left out.
package struct TreeScan {
    /// What was found in a tree that is in order.
    package struct Result {
        package var files: [WorkspaceFile]
        package var warnings: [Problem]
        package var leftOut: [LeftOut]
    }

    /// What belongs to the tree, in no particular order.
    private var files: [WorkspaceFile] = []
    private var problems: [Problem] = []
    private var warnings: [Problem] = []
    private var totalSize: UInt64 = 0
    private var links = LinkTargets()
    private let rules: TreeRules
    private let root: Int32
    /// What is left out wherever it is met: known by what it is, as one folder can have many paths.
    private let leftOutFiles: Set<FileIdentity>
    private var leftOut: [LeftOut.Reason: LeftOut] = [:]
    private var uncounted = LeftOutCount.limit
    /// The files that git keeps, read when that is asked for first.
    private var index: GitIndex?

    /// How deep folders may lie, how many problems are told, and how many things that are left out.
    private static let depthLimit = 200
    private static let problemLimit = 50
    private static let warningLimit = 20

    private init(_ root: Int32, _ rules: TreeRules) {
        self.root = root
        self.rules = rules
        leftOutFiles = Set(rules.leftOut.compactMap(FileIdentity.init))
    }

    /// Scans a tree.
    ///
    /// - Parameters:
    ///   - root: the folder.
    ///   - source: the source's name, for messages.
    ///   - sizeLimit: the most bytes of all files.
    ///   - rules: what belongs to the tree.
    /// - Returns: the files, warnings, and what stays out by itself.
    /// - Throws: `WorkspaceError` with all problems of the tree at once.
    package static func scan(_ root: FilePath, source: String, sizeLimit: UInt64, rules: TreeRules = TreeRules())
        throws(WorkspaceError) -> Result
    {
        let descriptor = root.withPlatformString { open($0, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
        guard descriptor >= 0 else {
            throw WorkspaceError(.notFound, source: source, "cannot be read: \(Errno(rawValue: errno))")
        }
        var scan = TreeScan(descriptor, rules)
        scan.readFolder(descriptor, path: [], FolderRules(), depth: 0)
        scan.leaveOutStrayLinks()
        try scan.check(source: source, sizeLimit: sizeLimit)
        return Result(
            files: scan.files,
            warnings: scan.cappedWarnings(),
            leftOut: [.neverMeant, .gitignore].compactMap { scan.leftOut[$0] }
        )
    }

    private func check(source: String, sizeLimit: UInt64) throws(WorkspaceError) {
        guard problems.isEmpty else {
            let shown = problems.sorted { BytePath($0.place?.file ?? "") < BytePath($1.place?.file ?? "") }
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
                hint: leftOut.isEmpty
                    ? "check the path, and what '\(IgnoreFile.name)' leaves out; 'datalab new' makes an example"
                    : "left out: \(leftOut.values.map(\.summary).sorted().joined(separator: "; "))",
            )
        }
        guard totalSize <= sizeLimit else {
            let sizes = files.compactMap { file -> (String, UInt64)? in
                if case .regular(let size, _) = file.kind { (file.path, size) } else { nil }
            }
            let largest = sizes.sorted { $0.1 > $1.1 }.prefix(3).map { "\(ShownText.quoted($0.0)) (\($0.1) bytes)" }
            throw WorkspaceError(
                .tooLarge,
                source: source,
                "its files have \(totalSize) bytes; the limit is \(sizeLimit) bytes",
                hint:
                    "raise it with '--size-limit', mount large data with 'datalab run --data', or name in '\(IgnoreFile.name)' what is not needed; largest: "
                    + largest.joined(separator: ", "),
            )
        }
    }

    private func cappedWarnings() -> [Problem] {
        let sorted = warnings.sorted { BytePath($0.place?.file ?? "") < BytePath($1.place?.file ?? "") }
        guard sorted.count > Self.warningLimit else { return sorted }
        return sorted.prefix(Self.warningLimit)
            + [.warning("\(sorted.count - Self.warningLimit) more warnings like these about files of the source")]
    }

    // MARK: folders

    /// The ignore files that count in a folder, the outermost first.
    private struct FolderRules {
        var own: [IgnoreFile] = []
        var git: [IgnoreFile] = []
        /// Whether only files that git keeps belong to the tree: a folder above is named by a `.gitignore`.
        var isIgnoredByGit = false
    }

    /// Reads a folder and those below it; closes the descriptor.
    private mutating func readFolder(_ descriptor: Int32, path: [UInt8], _ outer: FolderRules, depth: Int) {
        guard let stream = fdopendir(descriptor) else {
            refuse(path, "the folder cannot be read: \(Errno(rawValue: errno))")
            close(descriptor)
            return
        }
        defer { closedir(stream) }
        guard depth <= Self.depthLimit else { return refuse(path, "folders lie more than \(Self.depthLimit) deep") }
        let folder = dirfd(stream)
        var rules = outer
        if let own = readIgnoreFile(folder, path) { rules.own.append(own) }
        if self.rules.usesGitignore { rules.git += gitignoreFiles(folder, path) }
        let isEnvironment = path.isEmpty && !self.rules.keepsAll && NeverMeant.isEnvironment(folder)
        for name in names(stream) {
            let place = path.isEmpty ? name : path + [UInt8(ascii: "/")] + name
            if isEnvironment, NeverMeant.environmentParts.contains(name) {
                leaveOut(name, in: folder, place, .neverMeant)
            } else {
                read(name, in: folder, path: place, rules, depth)
            }
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

    private mutating func read(_ name: [UInt8], in folder: Int32, path: [UInt8], _ outer: FolderRules, _ depth: Int) {
        if name.elementsEqual(".git".utf8) { return }
        let cName = name.map { CChar(bitPattern: $0) } + [0]
        var status = stat()
        guard fstatat(folder, cName, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
            return refuse(path, "cannot be read: \(Errno(rawValue: errno))")
        }
        if leftOutFiles.contains(FileIdentity(status)) { return }
        let type = status.st_mode & S_IFMT
        var rules = outer
        switch rules.own.verdict(path, isFolder: type == S_IFDIR) {
        case true?: return
        case false?: rules.isIgnoredByGit = false
        case nil:
            guard belongs(name, in: folder, path, isFolder: type == S_IFDIR, &rules) else { return }
        }
        guard let text = String(validating: path, as: UTF8.self) else {
            return leaveOut(path, "the name is no UTF-8", hint: "rename it")
        }
        if name.starts(with: ".wh.".utf8) {
            return leaveOut(path, "a name that starts with '.wh.' marks a deletion in images", hint: "rename it")
        }
        switch type {
        case S_IFDIR:
            let descriptor = openat(folder, cName, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
            guard descriptor >= 0 else { return refuse(path, "the folder cannot be read: \(Errno(rawValue: errno))") }
            files.append(WorkspaceFile(path: text, kind: .directory))
            readFolder(descriptor, path: path, rules, depth: depth + 1)
        case S_IFREG: readFile(cName, in: folder, path: path, text)
        case S_IFLNK: readLink(cName, in: folder, path: path, text)
        case S_IFIFO: leaveOut(path, "a named pipe")
        case S_IFSOCK: leaveOut(path, "a socket")
        default: leaveOut(path, "a device")
        }
    }

    // MARK: files

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
        warnings.append(LFSPointer.warning(ShownText.escaped(text)))
    }

    private mutating func readLink(_ name: [CChar], in folder: Int32, path: [UInt8], _ text: String) {
        var buffer = [CChar](repeating: 0, count: 4097)
        let count = readlinkat(folder, name, &buffer, buffer.count)
        guard count >= 0 else { return refuse(path, "the link cannot be read: \(Errno(rawValue: errno))") }
        let bytes = buffer.prefix(count).map { UInt8(bitPattern: $0) }
        guard let target = String(validating: bytes, as: UTF8.self) else {
            return leaveOut(path, "the target of the symbolic link is no UTF-8", hint: Self.linkHint)
        }
        links.add(text, target: target)
        files.append(WorkspaceFile(path: text, kind: .symbolicLink(target: target)))
    }

    private static let linkHint = "put a copy of what it leads to in its place"

    /// A link that leads out of the tree would lead to other files where the datalab runs.
    private mutating func leaveOutStrayLinks() {
        var kept: [WorkspaceFile] = []
        kept.reserveCapacity(files.count)
        for file in files {
            guard case .symbolicLink(let target) = file.kind, let why = links.escape(of: file.path) else {
                kept.append(file)
                continue
            }
            let what = "a symbolic link to \(ShownText.quoted(target)), and \(why)"
            leaveOut(Array(file.path.utf8), what, hint: Self.linkHint)
        }
        files = kept
    }

    // MARK: what stays out

    /// Whether a file or folder that no `.datalabignore` speaks of belongs to the tree.
    private mutating func belongs(
        _ name: [UInt8],
        in folder: Int32,
        _ path: [UInt8],
        isFolder: Bool,
        _ rules: inout FolderRules,
    ) -> Bool {
        if self.rules.keepsAll { return true }
        if NeverMeant.includes(name, isFolder: isFolder, in: folder) {
            leaveOut(name, in: folder, path, .neverMeant)
            return false
        }
        guard rules.isIgnoredByGit || rules.git.ignores(path, isFolder: isFolder) else { return true }
        let tracked = trackedFiles()
        if isFolder ? tracked.folders.contains(path) : tracked.files.contains(path) {
            rules.isIgnoredByGit = isFolder
            return true
        }
        leaveOut(name, in: folder, path, .gitignore)
        return false
    }

    private mutating func leaveOut(_ name: [UInt8], in folder: Int32, _ path: [UInt8], _ reason: LeftOut.Reason) {
        let count = LeftOutCount.of(name, in: folder, &uncounted)
        leftOut[reason, default: LeftOut(reason)].add(ShownText.escaped(String(decoding: path, as: UTF8.self)), count)
    }

    /// Leaves out what an image cannot hold, with a warning.
    private mutating func leaveOut(_ path: [UInt8], _ what: String, hint: String? = nil) {
        let place = Place(file: Self.shown(path))
        warnings.append(
            .warning(at: place, "left out: \(what)", hint: hint ?? "remove it, or name it in '\(IgnoreFile.name)'")
        )
    }

    private mutating func trackedFiles() -> GitIndex {
        if let index { return index }
        let bytes = RuleFile.read(root, ".git/index", sizeLimit: GitIndex.sizeLimit)
        let found = bytes.flatMap { GitIndex($0) } ?? GitIndex()
        index = found
        return found
    }

    // MARK: ignore files

    private func gitignoreFiles(_ folder: Int32, _ path: [UInt8]) -> [IgnoreFile] {
        let names = path.isEmpty ? [".git/info/exclude", ".gitignore"] : [".gitignore"]
        return names.compactMap { name in
            RuleFile.read(folder, name).map { IgnoreFile(Array($0.prefix(RuleFile.sizeLimit)), folder: path) }
        }
    }

    /// The folder's `.datalabignore`: that of what is laid over it, if there is one.
    private mutating func readIgnoreFile(_ folder: Int32, _ path: [UInt8]) -> IgnoreFile? {
        if let overlay = rules.overlay, let text = String(validating: path, as: UTF8.self) {
            let place = (text.isEmpty ? overlay : overlay.pushing(FilePath(text))).appending(IgnoreFile.name)
            if let bytes = RuleFile.read(AT_FDCWD, place.string) { return ignoreFile(bytes, path) }
        }
        if let bytes = RuleFile.read(folder, IgnoreFile.name) { return ignoreFile(bytes, path) }
        var status = stat()
        if fstatat(folder, IgnoreFile.name, &status, AT_SYMLINK_NOFOLLOW) == 0, status.st_mode & S_IFMT == S_IFLNK {
            refuse(Self.ignoreFilePath(path), "an ignore file must not be a symbolic link")
        }
        return nil
    }

    private mutating func ignoreFile(_ bytes: [UInt8], _ folder: [UInt8]) -> IgnoreFile? {
        guard bytes.count <= RuleFile.sizeLimit else {
            refuse(Self.ignoreFilePath(folder), "an ignore file of more than 1 MiB")
            return nil
        }
        return IgnoreFile(bytes, folder: folder)
    }

    private static func ignoreFilePath(_ folder: [UInt8]) -> [UInt8] {
        folder.isEmpty ? Array(IgnoreFile.name.utf8) : folder + Array("/\(IgnoreFile.name)".utf8)
    }

    private mutating func refuse(_ path: [UInt8], _ what: String) {
        problems.append(
            .error(
                at: Place(file: Self.shown(path)),
                "\(what); only readable files, folders and links within the tree can be shipped",
                hint: "remove it, or name it in '\(IgnoreFile.name)'",
            )
        )
    }

    private static func shown(_ path: [UInt8]) -> String {
        let name =
            String(validating: path, as: UTF8.self).map { ShownText.escaped($0) } ?? ShownText.quoted(bytes: path)
        return name.isEmpty ? "." : name
    }
}
