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
/// A layer appears whole or not at all. An image with a layer that cannot stand alone is unpacked as one, once too.
struct UnpackedLayers: Sendable {
    /// Where they are kept.
    let folder: FilePath
    /// The run's own folder, on the same file system, in which a layer is until it is whole.
    let scratch: FilePath
    /// Whether files have the owners that the layers say, which takes root; else all are this process' user's.
    let keepsOwners: Bool

    /// The most layers that are joined.
    private static let most = 400

    /// Another number for other files made of the same layer.
    private var version: String { keepsOwners ? "1" : "2" }

    /// What is known of a layer.
    private enum Finding {
        case unpacked(UnpackedLayer)
        /// It hides files of others, or has a second name for one: it cannot stand alone.
        case refused

        var isRefused: Bool { if case .refused = self { true } else { false } }
    }

    /// Whether little is to be unpacked for an image: nothing, or some small layers beside those that are there.
    func hasMost(of image: LocalImage) -> Bool {
        if find(wholeName(of: image)) != nil { return true }
        let layers = Array(zip(image.stored.config.rootfs.diffIDs, image.stored.manifest.layers))
        let missing = layers.filter { identifier, _ in
            if case .unpacked = find(name(of: identifier)) { false } else { true }
        }
        guard missing.count < layers.count else { return false }
        return missing.allSatisfy { $0.1.size <= Self.little / Int64(missing.count) }
    }

    /// Bytes of layers that are unpacked in less time than an engine is tried out in.
    private static let little: Int64 = 16 << 20

    /// Whether one of some layers that are unpacked has a path.
    ///
    /// - Parameters:
    ///   - identifiers: the layers; an image that is unpacked as one may have any of them.
    ///   - path: the path, without a slash at its beginning.
    /// - Returns: true also where that is not known.
    func hasAny(_ identifiers: Set<Digest>, of path: String) -> Bool {
        identifiers.contains { identifier in
            guard case .unpacked(let layer) = find(name(of: identifier)) else { return true }
            return FileManager.default.fileExists(atPath: layer.root.appending(path).string)
        }
    }

    /// The layers of an image, the lowest first; those that are not there yet are unpacked, several at a time.
    ///
    /// - Parameters:
    ///   - image: the image.
    ///   - progress: told how many are there.
    /// - Returns: folders that show the image when they are joined.
    /// - Throws: `LayerArchiveError`, `CancellationError`; Foundation's and the system's errors where nothing can be kept.
    func folders(of image: LocalImage, progress: @escaping ProgressHandler) async throws -> [FilePath] {
        try FileManager.default.createDirectory(
            atPath: folder.string,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        if case .unpacked(let whole) = find(wholeName(of: image)) { return [whole.root] }
        if let layers = try await layers(of: image, progress: progress) { return layers.map(\.root) }
        progress(.log("unpacking the image as one: its layers cannot be joined"))
        return [try await whole(image).root]
    }

    /// The layers; nil for an image whose layers an overlay would show otherwise than they are meant.
    private func layers(of image: LocalImage, progress: @escaping ProgressHandler) async throws -> [UnpackedLayer]? {
        let identifiers = image.stored.config.rootfs.diffIDs
        let layers = Array(zip(identifiers, image.stored.manifest.layers))
        guard identifiers.count == image.stored.manifest.layers.count, (2...Self.most).contains(layers.count) else {
            return nil
        }
        var known: [Digest: Finding] = [:]
        var seen: Set<Digest> = []
        let missing = layers.filter { identifier, _ in
            guard seen.insert(identifier).inserted else { return false }
            known[identifier] = find(name(of: identifier))
            return known[identifier] == nil
        }
        guard !known.values.contains(where: \.isRefused) else { return nil }
        try await unpack(missing, from: image.layout.blobs, progress: progress)
        // Of a layer that comes twice, the upper one hides the other.
        seen = []
        let joined = Array(layers.map(\.0).reversed().filter { seen.insert($0).inserted }.reversed())
        let unpacked = joined.compactMap { identifier -> UnpackedLayer? in
            guard case .unpacked(let layer) = known[identifier] ?? find(name(of: identifier)) else { return nil }
            return layer
        }
        return unpacked.count == joined.count && UnpackedLayer.canBeJoined(unpacked) ? unpacked : nil
    }

    private func unpack(
        _ missing: [(Digest, Descriptor)],
        from blobs: BlobStore,
        progress: @escaping ProgressHandler
    ) async throws {
        guard !missing.isEmpty else { return }
        progress(.log("unpacking"))
        let done = Mutex(0)
        let total = UInt64(missing.count)
        progress(.amount(task: "layers", done: 0, total: total, unit: .items))
        let results = try await BlockingWork.map(missing) { identifier, descriptor in
            let result = Result { try unpackAlone(identifier, blobs.path(of: descriptor.digest)) }
            let count = done.withLock { count in
                count += 1
                return count
            }
            progress(.amount(task: "layers", done: UInt64(count), total: total, unit: .items))
            return result
        }
        try Task.checkCancellation()
        for result in results { try result.get() }
    }

    /// Unpacks a layer, or remembers that it cannot stand alone.
    private func unpackAlone(_ identifier: Digest, _ layer: FilePath) throws {
        try keep(name(of: identifier)) { root in
            do {
                let unpacking = LayerUnpacking(into: root, keepsOwners: keepsOwners, marks: .refused)
                return UnpackedLayer.Facts(try unpacking.unpackWhole(layer, name: "layer \(identifier.short)"))
            } catch let error as LayerArchiveError where [.unsupported, .missingTarget].contains(error.code) {
                try FileManager.default.removeItem(atPath: root.string)
                return nil
            }
        }
    }

    /// An image as one, for itself.
    private func whole(_ image: LocalImage) async throws -> UnpackedLayer {
        let layers = image.stored.manifest.layers.map { (image.layout.blobs.path(of: $0.digest), $0.digest.short) }
        try await BlockingWork.run {
            try keep(wholeName(of: image)) { root in
                let unpacking = LayerUnpacking(into: root, keepsOwners: keepsOwners)
                for (path, name) in layers { try unpacking.unpack(path, name: "layer \(name)") }
                return .whole
            }
        }
        try Task.checkCancellation()
        guard case .unpacked(let whole) = find(wholeName(of: image)) else { throw CocoaError(.fileNoSuchFile) }
        return whole
    }

    // MARK: what is kept

    private func name(of identifier: Digest) -> String { "\(version)-\(identifier.hex)" }

    private func wholeName(of image: LocalImage) -> String { "\(version)-whole-\(image.digest.hex)" }

    private func find(_ name: String) -> Finding? {
        let place = folder.appending(name)
        if FileManager.default.fileExists(atPath: place.appending("refused").string) { return .refused }
        guard let data = FileManager.default.contents(atPath: place.appending("layer.json").string),
            let facts = try? CanonicalJSON.decode(UnpackedLayer.Facts.self, from: Array(data))
        else { return nil }
        // What was used last goes last when room is made.
        try? FileManager.default.setAttributes([.modificationDate: Date.now], ofItemAtPath: place.string)
        return .unpacked(UnpackedLayer(root: place.appending("root"), facts: facts))
    }

    /// Makes a folder aside, and gives it its name when it is whole.
    ///
    /// - Parameters:
    ///   - name: the name.
    ///   - fill: fills the folder; nil when it cannot be.
    /// - Throws: what filling throws; Foundation's errors.
    private func keep(_ name: String, _ fill: (FilePath) throws -> UnpackedLayer.Facts?) throws {
        let aside = scratch.appending(name)
        defer { try? FileManager.default.removeItem(atPath: aside.string) }
        let root = aside.appending("root")
        try FileManager.default.createDirectory(atPath: root.string, withIntermediateDirectories: true)
        let facts = try fill(root).map { try CanonicalJSON.encode($0) }
        try Data(facts ?? []).write(to: URL(filePath: aside.appending(facts == nil ? "refused" : "layer.json").string))
        do {
            try FileManager.default.moveItem(atPath: aside.string, toPath: folder.appending(name).string)
        } catch {
            // Another start may have been faster.
            guard find(name) != nil else { throw error }
        }
    }
}
