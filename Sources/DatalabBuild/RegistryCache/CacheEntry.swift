internal import Foundation
internal import Hashing
internal import LayerArchive
package import OCIModel
internal import PythonPackages
internal import Reporting
internal import Texts

/// One thing that a cache in a registry knows: what was found for a key, and the layers it speaks of.
///
/// It is written by others: nothing of it counts before ``check(_:_:now:)``, and before who takes it has held it against what the
/// build itself knows (`PackageLayers`, `PackageStage`).
package struct CacheEntry: Sendable, Hashable, Codable {
    /// What an entry is about.
    package enum Kind: String, Sendable, Codable, CaseIterable {
        /// The lock of a set of requirements.
        case lock
        /// The lock of what is beside the page's server.
        case server
        /// All wheels of an environment: their facts, which share paths, and all their layers.
        case wheels
        /// One layer: its wheels with their facts and paths. An entry without a layer tells these of wheels that no layer has alone.
        case layer
    }

    /// What is known of a layer.
    struct Layer: Sendable, Hashable, Codable {
        /// The key of its inputs.
        var key: Digest
        var layer: FinishedLayer
        /// What was found unwise when it was written.
        var warnings: [Problem]
    }

    /// What is known of a wheel.
    struct Wheel: Sendable, Hashable, Codable {
        var filename: String
        /// The SHA-256 of the wheel: 64 hexadecimal digits.
        var sha256: String
        /// The text of its `WheelFacts`.
        var facts: String
        /// The paths that it installs, but for its RECORD; nil where only all wheels together count.
        var paths: [String]?
    }

    /// A wheel that was built from source for a lock: it is nowhere but where it was built, and here.
    struct BuiltFile: Sendable, Hashable, Codable {
        var filename: String
        /// The SHA-256 of the wheel.
        var digest: Digest
        /// Its size in bytes.
        var size: Int64

        /// What a registry knows it by.
        var blob: Descriptor {
            Descriptor(mediaType: "application/vnd.int.esa.datalab.wheel.v1+zip", digest: digest, size: size)
        }
    }

    /// The versions of all that an entry's content hangs on: another version of this program that would find something else has
    /// another text here.
    var formats = CacheEntry.formats
    var kind: Kind
    var key: Digest
    /// When it was written, in seconds since 1970.
    var written: Int64
    /// The lock, or what was found for the server.
    var text: String?
    /// The wheels of a lock that were built.
    var built: [BuiltFile] = []
    var layers: [Layer] = []
    /// Names of packages that install a common path.
    var sharing: [[String]] = []
    var wheels: [Wheel] = []

    package static let formats =
        "entry 1, layer format \(LayerFormat.version), paths \(InstalledPaths.version), facts \(WheelFacts.version)"

    /// For how long an entry counts, in seconds: 90 days.
    package static let lifetime: Int64 = 90 * 86_400
    /// The age in seconds from which an entry that is used is written anew: 30 days.
    package static let renewal: Int64 = 30 * 86_400

    /// The tag under which an entry is found.
    package static func tag(_ kind: Kind, _ key: Digest) -> String {
        let hash = Digest.sha256(of: "\(formats)\n\(kind.rawValue)\n\(key)")
        return "cache-\(kind.rawValue)-\(hash.hex.prefix(32))"
    }

    /// The blobs of which it speaks.
    var blobs: [Descriptor] { built.map(\.blob) + layers.map(\.layer.blob) }

    /// The tag under which it is found.
    var tag: String { Self.tag(kind, key) }

    /// Whether it says the same, whenever it was written.
    func says(_ other: CacheEntry) -> Bool {
        var same = other
        same.written = written
        return same == self
    }
}

/// Why an entry of a cache does not count.
package struct CacheFault: Error, Hashable {
    /// What was found and what was expected.
    package let detail: String
    /// Whether only something is gone, which nobody need have done on purpose.
    let isLoss: Bool

    init(_ detail: String, isLoss: Bool = false) { (self.detail, self.isLoss) = (detail, isLoss) }
}

extension CacheEntry {
    /// The most wheels of an environment, warnings of a layer, and paths of all wheels that are taken.
    private static let (mostWheels, mostWarnings, mostPaths) = (4000, 200, 2_000_000)
    /// The most bytes of a text that is shown or of a path.
    private static let longestLine = 4096
    /// The most bytes of a wheel.
    private static let largestWheel: Int64 = 8 << 30
    /// The most bytes of a lock.
    private static let longestText = 16 << 20

    /// Holds an entry against what was asked for, and its parts against each other.
    ///
    /// - Parameters:
    ///   - kind: what was asked for.
    ///   - key: its key.
    ///   - now: the time, in seconds since 1970.
    /// - Throws: `CacheFault`.
    package func check(_ kind: Kind, _ key: Digest, now: Int64) throws(CacheFault) {
        guard formats == Self.formats else {
            throw CacheFault("it is of '\(Self.shown(formats))', expected '\(Self.formats)'")
        }
        guard self.kind == kind, self.key == key else {
            throw CacheFault("it is about the \(self.kind.rawValue) \(self.key), expected the \(kind.rawValue) \(key)")
        }
        guard (now - Self.lifetime...now + 86_400).contains(written) else {
            throw CacheFault(
                "it was written at \(written) (seconds since 1970), more than 90 days ago or in the future"
            )
        }
        switch kind {
        case .lock, .server:
            guard let text, text.utf8.count <= Self.longestText, layers.isEmpty, wheels.isEmpty, sharing.isEmpty else {
                throw CacheFault("a lock and nothing else is expected in it")
            }
            guard kind == .lock || built.isEmpty, built.count <= Self.mostWheels,
                built.allSatisfy({ WheelFilename($0.filename) != nil && $0.digest.algorithm == .sha256 }),
                built.allSatisfy({ (1...Self.largestWheel).contains($0.size) })
            else { throw CacheFault("the wheels that it says were built are none") }
        case .wheels, .layer:
            guard text == nil, built.isEmpty else { throw CacheFault("it has a lock, expected layers") }
            try checkLayers()
            try checkWheels()
        }
    }

    private func checkLayers() throws(CacheFault) {
        let most = kind == .layer ? 1 : LayerGrouping.ownLayers + LayerGrouping.sharedLayers
        guard layers.count <= most else { throw CacheFault("it has \(layers.count) layers, expected \(most) at most") }
        if kind == .layer, let layer = layers.first, layer.key != key {
            throw CacheFault("its layer has the key \(layer.key), expected \(key)")
        }
        for layer in layers { try layer.check() }
        for values in [layers.map(\.key), layers.map(\.layer.digest), layers.map(\.layer.diffID)]
        where Set(values).count < values.count {
            throw CacheFault("one layer stands in it twice")
        }
    }

    private func checkWheels() throws(CacheFault) {
        guard (1...Self.mostWheels).contains(wheels.count) else { throw CacheFault("it has \(wheels.count) wheels") }
        var paths = 0
        for wheel in wheels {
            guard let name = WheelFilename(wheel.filename), Digest(algorithm: .sha256, hex: wheel.sha256) != nil,
                WheelFacts(wheel.facts) != nil
            else { throw CacheFault("'\(Self.shown(wheel.filename))' in it is no wheel, or nothing is known of it") }
            guard (wheel.paths == nil) == (kind == .wheels) else {
                throw CacheFault("the paths of '\(name)' are \(kind == .wheels ? "in it" : "not in it")")
            }
            paths += wheel.paths?.count ?? 0
            guard paths <= Self.mostPaths, wheel.paths?.allSatisfy(Self.isPath) ?? true else {
                throw CacheFault("what '\(name)' installs is no list of paths")
            }
        }
        if kind == .layer, let layer = layers.first { try checkCount(of: layer.layer) }
    }

    /// The paths, folders and RECORDs of a layer's wheels are its entries.
    private func checkCount(of layer: FinishedLayer) throws(CacheFault) {
        var entries: Set<BytePath> = []
        for path in wheels.lazy.flatMap({ $0.paths ?? [] }) {
            var next = BytePath(path)
            while entries.insert(next).inserted, let folder = next.folder { next = folder }
        }
        let expected = entries.count + wheels.count
        guard layer.entryCount == expected else {
            throw CacheFault("its layer has \(layer.entryCount) entries, and its wheels make \(expected)")
        }
    }

    private static func isPath(_ path: String) -> Bool {
        let bytes = path.utf8
        return (1...longestLine).contains(bytes.count) && !bytes.contains(0)
            && bytes.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
                .allSatisfy { !$0.isEmpty && !$0.elementsEqual(".".utf8) && !$0.elementsEqual("..".utf8) }
    }

    fileprivate static func isShowable(_ problem: Problem) -> Bool {
        [problem.message, problem.hint ?? "", problem.place?.file ?? ""].allSatisfy {
            $0.utf8.count <= longestLine && shown($0) == $0
        } && problem.severity == .warning && problem.proposal == nil
    }

    /// A text of others as it can be shown.
    static func shown(_ text: String) -> String { ShownText.line(text, limit: longestLine) }

    fileprivate static var warningsLimit: Int { mostWarnings }
}

extension CacheEntry.Layer {
    /// Holds what is said of a layer against what a layer can be.
    fileprivate func check() throws(CacheFault) {
        let size = layer.size, archive = layer.uncompressedSize, entries = layer.entryCount
        guard layer.digest.algorithm == .sha256, layer.diffID.algorithm == .sha256, layer.digest != layer.diffID else {
            throw CacheFault("the digests of the layer \(layer.digest) are none that a layer has")
        }
        // A header a block; two blocks of zeros at the end. Deflate makes a thousandth of something at the best.
        guard (20...BoundedNumber.largestSize).contains(size), (1024...BoundedNumber.largestSize).contains(archive),
            archive % 512 == 0, size >= archive / 1100, (1...10_000_000).contains(entries),
            archive >= Int64(entries) * 512 + 1024
        else {
            throw CacheFault(
                "the layer \(layer.digest) is said to have \(size) bytes, and \(entries) entries in \(archive)"
            )
        }
        guard warnings.count <= CacheEntry.warningsLimit, warnings.allSatisfy(CacheEntry.isShowable) else {
            throw CacheFault("the warnings of the layer \(layer.digest) are none that a wheel has")
        }
    }
}
