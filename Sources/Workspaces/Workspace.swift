public import LayerArchive
public import Reporting
public import SystemPackage

/// A scientist's files as one read-only tree, whatever they came from.
///
/// The files stay where they are (a folder source is not copied): the tree must not change while the value is used.
public struct Workspace: Sendable {
    /// Where it came from.
    public let origin: SourceOrigin
    /// A name made of the repository's, the folder's or the zip's.
    public let name: String
    /// The folder that holds the files.
    public let root: FilePath
    /// Everything that belongs to the workspace, sorted by the bytes of the path; `.git` and what is ignored is not in
    /// it.
    public let files: [WorkspaceFile]
    /// What is unwise.
    public let warnings: [Problem]
    /// Who made the commit, where the source is one; of a folder `commitAuthor()` asks.
    var author: CommitFacts?
    /// What of the source stays out by itself.
    public let leftOut: [LeftOut]
    /// The folder that was laid over the root, and the paths of its files.
    private let overlay: (root: FilePath, files: Set<BytePath>)?

    /// A workspace from its parts; `files` are sorted by path.
    public init(
        origin: SourceOrigin,
        name: String,
        root: FilePath,
        files: [WorkspaceFile],
        warnings: [Problem],
        leftOut: [LeftOut] = [],
    ) {
        self.init(
            origin: origin,
            name: name,
            root: root,
            files: files,
            overlay: nil,
            warnings: warnings,
            leftOut: leftOut
        )
    }

    init(
        origin: SourceOrigin,
        name: String,
        root: FilePath,
        files: [WorkspaceFile],
        overlay: (root: FilePath, files: Set<BytePath>)?,
        warnings: [Problem],
        leftOut: [LeftOut],
    ) {
        self.origin = origin
        self.name = name
        self.root = root
        self.files = files.sorted { PathBytes.precede($0.path, $1.path) }
        self.warnings = warnings
        self.overlay = overlay
        self.leftOut = leftOut
    }

    /// The bytes of all regular files.
    public var totalSize: UInt64 {
        files.reduce(0) { sum, file in
            if case .regular(let size, _) = file.kind { sum + size } else { sum }
        }
    }

    /// Where a file of the workspace is on disk.
    public func location(of path: String) -> FilePath {
        folder(of: path).pushing(FilePath(path))
    }

    /// Whether a folder was laid over what the source has.
    package var isOverlaid: Bool { overlay != nil }

    /// The folder that a file's path is relative to: the root, or what was laid over it.
    package func folder(of path: String) -> FilePath {
        guard let overlay, overlay.files.contains(BytePath(path)) else { return root }
        return overlay.root
    }

    /// The workspace as entries of a layer, parents first, under a folder which gets entries too.
    ///
    /// - Parameter prefix: the folder in the image, without a slash at either end; empty for the image's root.
    /// - Returns: entries with modes 0755 and 0644, owned by root.
    public func layerEntries(under prefix: String = "media/notebooks") -> [LayerEntry] {
        var entries: [LayerEntry] = []
        var above = ""
        for part in prefix.split(separator: "/") {
            above += above.isEmpty ? String(part) : "/\(part)"
            entries.append(.directory(above))
        }
        return entries + files.map { layerEntry($0, under: above) }
    }

    private func layerEntry(_ file: WorkspaceFile, under prefix: String) -> LayerEntry {
        let path = prefix.isEmpty ? file.path : "\(prefix)/\(file.path)"
        switch file.kind {
        case .directory: return .directory(path)
        case .symbolicLink(let target): return .symbolicLink(path, to: target)
        case .regular(let size, let isExecutable):
            return .file(path, LayerContent(.path(location(of: file.path)), size: size), executable: isExecutable)
        }
    }
}
