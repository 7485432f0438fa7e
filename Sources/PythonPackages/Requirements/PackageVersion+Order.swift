extension PackageVersion: Comparable, Hashable {
    /// Whether two versions mean the same.
    public static func == (left: PackageVersion, right: PackageVersion) -> Bool {
        left.publicKey == right.publicKey && left.significantRelease == right.significantRelease
            && left.local == right.local
    }

    /// The order of the specification: dev, alpha, beta, candidate, release, post; a local version after its public
    /// one.
    public static func < (left: PackageVersion, right: PackageVersion) -> Bool {
        if left.epoch != right.epoch { return left.epoch < right.epoch }
        if left.significantRelease != right.significantRelease {
            return left.significantRelease.lexicographicallyPrecedes(right.significantRelease)
        }
        if left.publicKey != right.publicKey { return left.publicKey.lexicographicallyPrecedes(right.publicKey) }
        return left.local.lexicographicallyPrecedes(right.local)
    }

    /// Feeds what makes versions equal.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(publicKey)
        hasher.combine(significantRelease)
        hasher.combine(local)
    }

    /// What orders versions of one release: epoch, phase, its number, post, dev.
    private var publicKey: [Int] {
        [epoch, phaseRank, pre?.number ?? 0, post ?? -1, dev ?? .max]
    }

    /// A developmental release of nothing else comes before the first alpha; a final release after every candidate.
    private var phaseRank: Int {
        if let pre { return pre.phase.rawValue }
        return post == nil && dev != nil ? -1 : 3
    }
}

extension PackageVersion.LocalPart: Comparable {
    /// Numbers are greater than texts; texts compare by their characters.
    public static func < (left: PackageVersion.LocalPart, right: PackageVersion.LocalPart) -> Bool {
        switch (left, right) {
        case (.number(let left), .number(let right)): left < right
        case (.text(let left), .text(let right)): left < right
        case (.text, .number): true
        case (.number, .text): false
        }
    }
}
