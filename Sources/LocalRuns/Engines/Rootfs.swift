internal import ContentStore
internal import Foundation
internal import LayerArchive
internal import OCIModel
internal import Offloading
internal import SystemPackage

/// The root file system of an image, unpacked for one container.
enum Rootfs {
    /// Unpacks all layers of an image.
    ///
    /// - Parameters:
    ///   - image: the image.
    ///   - root: the folder; it must not exist.
    ///   - keepsOwners: whether files get the owners they have in the image, which takes root.
    /// - Throws: `LayerArchiveError`, `CancellationError`.
    static func unpack(_ image: LocalImage, into root: FilePath, keepsOwners: Bool) async throws {
        try FileManager.default.createDirectory(atPath: root.string, withIntermediateDirectories: false)
        let unpacking = LayerUnpacking(into: root, keepsOwners: keepsOwners)
        let layers = image.stored.manifest.layers.map { (image.layout.blobs.path(of: $0.digest), $0.digest.short) }
        for (path, name) in layers {
            try Task.checkCancellation()
            try await BlockingWork.run { _ = try unpacking.unpack(path, name: "layer \(name)") }
        }
    }

    /// Removes it.
    static func remove(_ root: FilePath) async {
        _ = try? await Task { try await BlockingWork.run { try FileManager.default.removeItem(atPath: root.string) } }
            .value
    }
}
