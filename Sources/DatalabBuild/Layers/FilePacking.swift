internal import ContentStore
internal import Workspaces

/// Writes the layers of the user's files: they hang on nothing but the files.
struct FilePacking: Sendable {
    let workspace: Workspace
    /// Whether every file is read, whatever the file system says of it.
    let isVerified: Bool
    let cache: LayerCache

    /// Files of more bytes than this are packed in their turn: nobody waits for them to hear of something else that is wrong.
    private static let mostPackedAhead: UInt64 = 32 << 20

    /// The layers of few files, written while other stages look for the base and the packages.
    ///
    /// - Parameter look: what must have found nothing that keeps the files out of a layer.
    /// - Returns: the layers; nil where there is too much for that, or the files are refused.
    /// - Throws: as ``layers()``; what the look throws.
    func ahead(after look: PendingLook) async throws -> [ImageLayer]? {
        guard workspace.totalSize <= Self.mostPackedAhead, try await !look.verdict().isRefusal else { return nil }
        return try await layers()
    }

    /// The layers in their order.
    ///
    /// - Throws: `LayerArchiveError` for a file that changes while it is read; `StoreError`.
    func layers() async throws -> [ImageLayer] {
        try await DatalabLayers.files(workspace, isVerified: isVerified, cache: cache)
    }
}

extension BuildRun {
    /// What writes the layers of the files that were read.
    func filePacking(_ reading: SourceReading) throws -> FilePacking {
        FilePacking(
            workspace: reading.workspace,
            isVerified: request.verifiesWorkspace,
            cache: try LayerCache(home: site.home, blobs: layout.blobs)
        )
    }
}
