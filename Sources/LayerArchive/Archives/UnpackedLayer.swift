package import SystemPackage

/// A layer that is unpacked in a folder of its own, and what tells whether it can be joined with others by an overlay.
package struct UnpackedLayer: Sendable {
    /// The folder with its files.
    package let root: FilePath
    private let facts: Facts

    /// A layer that is unpacked.
    package init(root: FilePath, facts: Facts) {
        (self.root, self.facts) = (root, facts)
    }

    /// What is remembered of it.
    package struct Facts: Sendable, Codable, Hashable {
        /// Folders that the layer has, with their modes and owners.
        var folders: [Folder]
        /// Folders that it has not, and that are on the way to what it has; they were made with usual modes.
        var implied: [String]
        /// Its symbolic links.
        var links: [String]
    }

    /// A folder of a layer.
    package struct Folder: Sendable, Codable, Hashable {
        var path: String
        var mode: UInt16
        var owner: UInt32
        var group: UInt32

        /// Whether it is as folders are made that no layer tells of.
        fileprivate var isUsual: Bool { mode == 0o755 && owner == 0 && group == 0 }
    }

    /// Whether layers show the same joined by an overlay as written one on top of the other.
    ///
    /// An overlay does not follow a link of a layer below, and shows a folder as the uppermost layer has it, also where that
    /// says nothing of it.
    /// - Parameter layers: the layers, the lowest first.
    /// - Returns: false also where that cannot be told.
    package static func canBeJoined(_ layers: [UnpackedLayer]) -> Bool {
        var links: Set<BytePath> = []
        var unusual: Set<BytePath> = []
        for layer in layers.map(\.facts) {
            let folders = layer.folders.map { BytePath($0.path) }
            let implied = layer.implied.map { BytePath($0) }
            guard links.isDisjoint(with: folders), links.isDisjoint(with: implied), unusual.isDisjoint(with: implied)
            else {
                return false
            }
            unusual.subtract(folders)
            unusual.formUnion(layer.folders.filter { !$0.isUsual }.map { BytePath($0.path) })
            links.formUnion(layer.links.map { BytePath($0) })
        }
        return true
    }
}

extension UnpackedLayer.Facts {
    /// Several layers that are unpacked as one, and joined with none.
    package static let whole = UnpackedLayer.Facts(folders: [], implied: [], links: [])

    /// What a layer has that was unpacked.
    package init(_ content: LayerUnpacking.Content) {
        folders = content.folders.map {
            UnpackedLayer.Folder(path: $0.path.text, mode: $0.mode, owner: $0.owner, group: $0.group)
        }
        implied = content.implied.map(\.text)
        links = content.links.map(\.text)
    }
}
