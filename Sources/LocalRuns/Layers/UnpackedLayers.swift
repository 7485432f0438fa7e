internal import ContentStore
internal import Foundation
internal import LayerArchive
internal import OCIModel
internal import Offloading
internal import Reporting
internal import Synchronization
internal import SystemPackage

/// The layers of images, each unpacked once, by its DiffID: every start after the first joins what is there.
///
/// A layer appears whole or not at all. Only root can keep them, as the owners of files take it.
struct UnpackedLayers: Sendable {
    /// Where they are kept.
    let folder: FilePath
    /// The run's own folder, on the same file system, in which a layer is until it is whole.
    let scratch: FilePath

    /// Another number for other files made of the same layer.
    private static let version = "1"

    /// The layers of an image, the lowest first; those that are not there yet are unpacked, several at a time.
    ///
    /// - Parameters:
    ///   - image: the image.
    ///   - progress: told how many are there.
    /// - Returns: the layers; nil for an image whose layers an overlay would show otherwise than they are meant.
    /// - Throws: `CancellationError`; Foundation's and the system's errors where nothing can be kept.
    func layers(of image: LocalImage, progress: @escaping ProgressHandler) async throws -> [UnpackedLayer]? {
        let identifiers = image.stored.config.rootfs.diffIDs
        let layers = Array(zip(identifiers, image.stored.manifest.layers))
        guard identifiers.count == image.stored.manifest.layers.count, layers.count > 1 else { return nil }
        try FileManager.default.createDirectory(
            atPath: folder.string,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        var known: [Digest: UnpackedLayer] = [:]
        var seen: Set<Digest> = []
        let missing = layers.filter { identifier, _ in
            guard seen.insert(identifier).inserted else { return false }
            known[identifier] = find(identifier)
            return known[identifier] == nil
        }
        let done = Mutex(0)
        let results = try await BlockingWork.map(missing) { identifier, descriptor in
            let result = Result { try unpack(identifier, image.layout.blobs.path(of: descriptor.digest)) }
            let count = done.withLock { count in
                count += 1
                return count
            }
            progress(.amount(task: "unpacking layers", done: UInt64(count), total: UInt64(missing.count), unit: .items))
            return result
        }
        try Task.checkCancellation()
        for result in results {
            // A layer that hides files of another, or has a second name for one, cannot stand alone.
            if case .failure(let error) = result { if error is LayerArchiveError { return nil } else { throw error } }
        }
        // Of a layer that comes twice, the upper one hides the other.
        seen = []
        let joined = Array(layers.map(\.0).reversed().filter { seen.insert($0).inserted }.reversed())
        let unpacked = joined.compactMap { known[$0] ?? find($0) }
        guard unpacked.count == joined.count, UnpackedLayer.canBeJoined(unpacked) else { return nil }
        return unpacked
    }

    private func place(of identifier: Digest) -> FilePath { folder.appending("\(Self.version)-\(identifier.hex)") }

    private func find(_ identifier: Digest) -> UnpackedLayer? {
        let place = place(of: identifier)
        guard let data = FileManager.default.contents(atPath: place.appending("layer.json").string),
            let facts = try? CanonicalJSON.decode(UnpackedLayer.Facts.self, from: Array(data))
        else { return nil }
        // What was used last goes last when room is made.
        try? FileManager.default.setAttributes([.modificationDate: Date.now], ofItemAtPath: place.string)
        return UnpackedLayer(root: place.appending("root"), facts: facts)
    }

    private func unpack(_ identifier: Digest, _ layer: FilePath) throws {
        let aside = scratch.appending("layer-\(identifier.hex)")
        defer { try? FileManager.default.removeItem(atPath: aside.string) }
        let root = aside.appending("root")
        try FileManager.default.createDirectory(atPath: root.string, withIntermediateDirectories: true)
        let unpacking = LayerUnpacking(into: root, keepsOwners: true, marks: .refused)
        let content = try unpacking.unpackWhole(layer, name: "layer \(identifier.short)")
        let facts = try CanonicalJSON.encode(UnpackedLayer.Facts(content))
        try Data(facts).write(to: URL(filePath: aside.appending("layer.json").string))
        do {
            try FileManager.default.moveItem(atPath: aside.string, toPath: place(of: identifier).string)
        } catch {
            // Another start may have been faster.
            guard find(identifier) != nil else { throw error }
        }
    }
}
