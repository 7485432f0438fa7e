import Foundation

extension Lab {
    /// A wheel of the programs as they are built for the tests, without what a release adds; packed by the first test that needs it.
    static func wheel() async throws -> URL {
        try await packing.value
    }

    private static let packing = Task<URL, any Error> {
        let folder = artifacts.appending(path: "wheel"), tree = folder.appending(path: "tree")
        try? FileManager.default.removeItem(at: folder)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let builds = URL(filePath: program).deletingLastPathComponent().path
        try await Program.expectSuccess([root.appending(path: "Scripts/install").path, builds, tree.path])
        let packed = try await Program.expectSuccess([
            root.appending(path: "Scripts/release/wheel").path, tree.path, folder.path,
        ])
        try FileManager.default.removeItem(at: tree)
        return URL(filePath: packed.trimmingCharacters(in: .whitespacesAndNewlines))
    }
}
