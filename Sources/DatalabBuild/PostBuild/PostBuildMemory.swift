internal import Files
internal import Foundation
internal import OCIModel
internal import SystemPackage

/// What a `postBuild` gave, found again by its inputs: files beside those of `LayerCache`.
struct PostBuildMemory {
    /// What is kept of a run.
    struct Kept: Codable {
        /// The layer; nil when nothing changed.
        var layer: FinishedLayer?
        /// A line for people on what it holds.
        var contents: String
        /// The paths in which a second run differed, at most 20.
        private(set) var differing: [String]

        /// What is kept of a run that changed nothing yet.
        init(contents: String, differing: [String]) {
            self.contents = contents
            self.differing = Array(differing.prefix(20))
        }
    }

    let cache: LayerCache
    let folder: FilePath

    /// What was kept under a key, if its layer is still in the store.
    func find(_ key: Digest) -> Kept? {
        guard let data = FileManager.default.contents(atPath: path(key).string),
            let kept = try? CanonicalJSON.decode(Kept.self, from: Array(data)), kept.layer.map(cache.has) ?? true
        else { return nil }
        return kept
    }

    /// Keeps what a run gave.
    func keep(_ kept: Kept, _ key: Digest) throws {
        try WholeFile.write(CanonicalJSON.encode(kept), to: path(key), durability: .memory)
    }

    private func path(_ key: Digest) -> FilePath { folder.appending("\(key.hex).post-build") }
}
