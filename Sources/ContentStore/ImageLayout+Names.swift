internal import Files
internal import Glibc
public import OCIModel
internal import Reporting

/// How a person's name for an image is understood: `lab` is `lab:latest`, as everywhere.
extension ImageLayout {
    /// The whole name of an image.
    ///
    /// - Parameter name: a name, with or without a tag, or the digest of a manifest in the index.
    /// - Returns: the name as it stands in the index; the digest as it was given.
    /// - Throws: `StoreError`: `unknownReference` and as of `index()`.
    public func fullName(of name: String) throws(StoreError) -> String {
        let manifests = try index().manifests
        let names = Set(manifests.compactMap { $0.annotations?[AnnotationKey.refName] })
        if names.contains(name) || manifests.contains(where: { $0.digest.description == name }) { return name }
        if Self.tag(of: name) == nil, names.contains("\(name):latest") { return "\(name):latest" }
        throw StoreError(.unknownReference(name, near: Self.near(name, names)), at: blobs.root)
    }

    /// What a name points to.
    ///
    /// - Parameter name: as of ``fullName(of:)``.
    /// - Returns: the manifest's descriptor.
    /// - Throws: `StoreError`: `unknownReference` and as of `index()`.
    public func resolve(_ name: String) throws(StoreError) -> Descriptor {
        let full = try fullName(of: name)
        let manifests = try index().manifests
        let named = manifests.first { $0.annotations?[AnnotationKey.refName] == full }
        guard let found = named ?? manifests.first(where: { $0.digest.description == full }) else {
            throw StoreError(.unknownReference(name, near: []), at: blobs.root)
        }
        return found
    }

    /// The part of a name after its colon; nil where it has none, of a registry's port too.
    public static func tag(of name: String) -> String? {
        guard let colon = name.lastIndex(of: ":") else { return nil }
        let tag = name[name.index(after: colon)...]
        return tag.contains("/") ? nil : String(tag)
    }

    /// A name without its tag.
    public static func base(of name: String) -> String {
        tag(of: name).map { String(name.dropLast($0.count + 1)) } ?? name
    }

    /// The names that may have been meant: the same with other tags, else one that is spelled like it.
    private static func near(_ name: String, _ names: Set<String>) -> [String] {
        let bases = Dictionary(grouping: names.sorted(), by: base)
        guard
            let meant = bases[base(of: name)]
                ?? NearMiss.nearest(base(of: name), among: bases.keys).flatMap({ bases[$0] })
        else { return [] }
        guard let tag = tag(of: name) else {
            return Array((meant.filter { $0.hasSuffix(":latest") } + meant).prefix(1))
        }
        return Array(
            meant.sorted {
                NearMiss.distance(Self.tag(of: $0) ?? "", tag) < NearMiss.distance(Self.tag(of: $1) ?? "", tag)
            }.prefix(2)
        )
    }

    /// When a name was given to the image it points to, in seconds since 1970; when the image was written, of an old name.
    ///
    /// - Parameter reference: a descriptor of the index.
    /// - Returns: the time; nil where nothing tells it.
    public func time(of reference: Descriptor) -> Int64? {
        let named = reference.annotations?[AnnotationKey.named].flatMap {
            BoundedNumber.read($0, in: 0...253_402_300_799)
        }
        return named ?? FileCalls.status(blobs.path(of: reference.digest)).map { Int64($0.st_mtim.tv_sec) }
    }
}
