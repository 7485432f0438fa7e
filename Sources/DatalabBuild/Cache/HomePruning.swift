internal import ContentStore
internal import DatalabModel
internal import Foundation
internal import OCIModel
internal import Reporting
internal import SystemPackage

/// Makes a home smaller: what was used longest ago goes first, what is named stays.
public struct HomePruning: Sendable {
    /// What came of it.
    public struct Result: Sendable, Hashable, Codable {
        /// The home's size before, in bytes.
        public var before: UInt64
        /// And after.
        public var after: UInt64
        /// The size that was asked for.
        public var limit: UInt64
        /// How many wheels, layers and the like are gone.
        public var removed: Int
        /// What these are, in words, the longest unused first.
        public var items: [String]
        /// The names of images that are gone, sorted.
        public var images: [String]

        /// Whether the size is what was asked for.
        public var isReached: Bool { after <= limit }
    }

    private let home: DatalabHome

    /// Pruning of a home.
    public init(_ home: DatalabHome) {
        self.home = home
    }

    /// Removes until a size is reached, or nothing is left that may go.
    ///
    /// Nothing is removed beside a build, pull or publication: their layers have no names yet.
    /// - Parameters:
    ///   - limit: the size in bytes.
    ///   - dropsOldImages: whether the images of all builds but a datalab's newest lose their names first.
    ///   - isTried: whether it is only found out what would go.
    /// - Returns: what was done.
    /// - Throws: `InputFailure` of class `temporary` while the home is in use; `StoreError`.
    public func run(to limit: UInt64, dropsOldImages: Bool, isTried: Bool = false) throws -> Result {
        try home.make(home.store)
        guard let layout = try ImageLayout.alone(root: home.store) else {
            let hint = "try again when it has ended"
            throw InputFailure(.error("a build, pull or run is using '\(home.root)'", hint: hint), class: .temporary)
        }
        let before = size()
        var result = Result(before: before, after: before, limit: limit, removed: 0, items: [], images: [])
        if dropsOldImages, before > limit { result.images = try oldImages(layout) }
        let gone = Set(result.images)
        if !isTried, !gone.isEmpty { try layout.removeReferences { gone.contains($0) } }
        for item in try items(layout, besides: gone).sorted(by: { $0.time < $1.time }) where result.after > limit {
            if !isTried { item.remove() }
            result.removed += 1
            result.items.append(item.name)
            result.after -= min(result.after, item.size)
        }
        if !isTried { result.after = size() }
        return result
    }

    private func size() -> UInt64 { HomeContents.measure(home.root).size }

    // MARK: images

    /// The names of all builds of a datalab but those of its newest; bases and what was pulled keep theirs.
    private func oldImages(_ layout: ImageLayout) throws -> [String] {
        let references = try layout.references()
        var newest: [String: Digest] = [:]
        for reference in references where reference.name.hasSuffix(":latest") {
            newest[String(reference.name.dropLast(7))] = reference.manifest.digest
        }
        let old = references.filter { reference in
            let parts = reference.name.split(separator: ":").map(String.init)
            guard parts.count == 2, let latest = newest[parts[0]], (try? BuildVersion(parsing: parts[1])) != nil
            else { return false }
            return reference.manifest.digest != latest
        }
        return Set(old.map(\.name)).sorted()
    }

    // MARK: items

    private struct Item {
        let name: String
        let time: Double
        let size: UInt64
        let remove: () -> Void
    }

    private func items(_ layout: ImageLayout, besides gone: Set<String>) throws -> [Item] {
        let blobs = try layout.unnamedBlobs(besides: gone).map { blob in
            Item(name: "layer \(blob.digest)", time: blob.time, size: UInt64(blob.size)) { layout.remove(blob) }
        }
        let partial = folders("unfinished download", in: home.wheels.appending("partial"))
        let wheels = folders("wheel", in: home.wheels.appending("sha256")) + partial
        let built = folders("built wheel", in: home.builtWheels, except: "questions")
        let roots =
            folders("root of source builds", in: home.builderRoots)
            + folders("unpacked layer", in: home.unpackedLayers)
        return blobs + wheels + built + roots
            + folders("answers of package indexes", in: home.root.appending("cache"), named: ["uv"])
    }

    /// The entries of a folder, each as one item that was used when its newest file was.
    private func folders(
        _ kind: String,
        in folder: FilePath,
        named: [String]? = nil,
        except: String? = nil
    ) -> [Item] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.string)) ?? []
        return names.filter { $0 != except && named?.contains($0) ?? true }.map { name in
            let path = folder.appending(name)
            // A wheel lies in a folder that is called by its digest.
            let inner = (try? FileManager.default.contentsOfDirectory(atPath: path.string))?.sorted() ?? []
            let shown = inner.first { $0.hasSuffix(".whl") } ?? name
            return Item(name: "\(kind) \(shown)", time: Self.newest(below: path), size: HomeContents.measure(path).size)
            {
                try? FileManager.default.removeItem(atPath: path.string)
            }
        }
    }

    private static func newest(below path: FilePath) -> Double {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path.string)) ?? []
        let dates = ([path] + names.map { path.appending($0) }).compactMap {
            try? FileManager.default.attributesOfItem(atPath: $0.string)[.modificationDate] as? Date
        }
        return dates.map(\.timeIntervalSince1970).max() ?? 0
    }
}
