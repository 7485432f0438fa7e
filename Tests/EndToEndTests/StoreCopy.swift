import Foundation

/// One image of an OCI layout, to be put into another: file by file, where skopeo would take a second to hash all of it again.
struct StoreCopy {
    private let layout: URL
    private let entry: [String: Any]
    private let digests: [String]

    /// Looks an image up.
    init(of name: String, in layout: URL) throws {
        self.layout = layout
        let index = try Self.object(at: layout.appending(path: "index.json"))
        let manifests = index["manifests"] as? [[String: Any]] ?? []
        let found = manifests.first {
            ($0["annotations"] as? [String: Any])?["org.opencontainers.image.ref.name"] as? String == name
        }
        guard let entry = found, let digest = entry["digest"] as? String else { throw CocoaError(.fileNoSuchFile) }
        self.entry = entry
        let manifest = try Self.object(at: Self.blob(digest, in: layout))
        let parts = [manifest["config"] as? [String: Any]] + (manifest["layers"] as? [[String: Any]] ?? [])
        digests = [digest] + parts.compactMap { $0?["digest"] as? String }
    }

    /// Writes a layout with this image alone.
    func write(to target: URL) throws {
        let files = FileManager.default
        try files.createDirectory(at: target.appending(path: "blobs/sha256"), withIntermediateDirectories: true)
        for digest in Set(digests) {
            try files.copyItem(at: Self.blob(digest, in: layout), to: Self.blob(digest, in: target))
        }
        try files.copyItem(at: layout.appending(path: "oci-layout"), to: target.appending(path: "oci-layout"))
        let index: [String: Any] = [
            "schemaVersion": 2, "mediaType": "application/vnd.oci.image.index.v1+json", "manifests": [entry],
        ]
        try JSONSerialization.data(withJSONObject: index).write(to: target.appending(path: "index.json"))
    }

    private static func blob(_ digest: String, in layout: URL) -> URL {
        layout.appending(path: "blobs").appending(path: digest.replacing(":", with: "/"))
    }

    private static func object(at file: URL) throws -> [String: Any] {
        try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any] ?? [:]
    }
}
