internal import DatalabModel
public import OCIModel
internal import PythonPackages
internal import Synchronization

/// Where bases are looked for that somebody has published, before they are made here.
///
/// A base is found by what it is: by its kind, and under a tag of its variant, its architecture and its key, the digest of all that it
/// is made of. So it is the base of just this recipe, or none. Who may push to the places decides what is in the bases: only name
/// those you trust to make them.
public final class PublishedBases: Sendable {
    /// The repositories below which there is one for each kind, in the order they are asked in.
    public let places: [ImageReference]
    /// What one process has asked for in vain, with what kept it from being told; it does not ask again.
    private let missed = Mutex<[Digest: [String]]>([:])

    /// Bases below repositories: those for JupyterLab below `registry.example.org/bases` are in `registry.example.org/bases/jupyterlab`.
    public init(_ places: [ImageReference] = []) {
        self.places = places
    }

    /// The repository of a kind's bases below a place.
    package static func repository(of name: BaseName, below place: ImageReference) -> ImageReference? {
        try? ImageReference("\(place.name)/\(name.kind.rawValue)")
    }

    /// The tag of a base by what it is: `trixie-amd64-5f3759df0123beef`.
    package static func tag(of name: BaseName, key: Digest) -> String {
        "\(name.variant)-\(name.architecture.ociName)-\(key.hex.prefix(16))"
    }

    /// Whether it was asked for before, and not there.
    func isMissed(_ key: Digest) -> Bool { missed.withLock { $0[key] != nil } }

    /// Remembers that a base is in none of the places.
    func miss(_ key: Digest, _ faults: [String]) { missed.withLock { $0[key] = faults } }

    /// Where a base was looked for in vain, in words.
    func search(for key: Digest) -> String {
        guard !places.isEmpty else { return "no registry is named that has published ones" }
        let faults = missed.withLock { $0[key] ?? [] }
        let names = places.map { "'\($0.name)'" }.joined(separator: " or ")
        return "none is published below \(names)" + faults.map { " (\($0))" }.joined()
    }
}
