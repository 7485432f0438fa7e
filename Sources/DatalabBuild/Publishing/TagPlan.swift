package import DatalabModel

/// The tags an image is published under: `<version>-<n>`, which stays, and `<version>` and `latest`, which only move forward.
package struct TagPlan: Hashable {
    /// The version of the publication.
    package let version: BuildVersion
    /// Whether nothing newer of the same metadata version is there.
    package let movesVersion: Bool
    /// Whether nothing newer is there at all.
    package let movesLatest: Bool

    /// Plans by the versions that a repository has.
    ///
    /// The counter is the build's own, unless another image has that tag, as when builds were published from several machines:
    /// then it is the next free one.
    ///
    /// - Parameters:
    ///   - build: the version of the build.
    ///   - versions: the versions of builds among the repository's tags.
    ///   - published: the version under which this very image is there already.
    ///   - isForced: whether `<version>` and `latest` move in any case.
    package init(_ build: BuildVersion, among versions: [BuildVersion], published: BuildVersion?, isForced: Bool) {
        let others = versions.filter { $0 != published }
        let counters = others.filter { $0.version == build.version }.map(\.counter)
        if let published {
            version = published
        } else if counters.contains(build.counter) {
            version = BuildVersion(build.version, counter: Self.free(counters))
        } else {
            version = build
        }
        let own = version
        movesVersion = isForced || counters.allSatisfy { $0 < own.counter }
        movesLatest = isForced || others.allSatisfy { Self.precedes($0, own) }
    }

    /// The tags in the order they are set: what stays first.
    package var tags: [String] {
        ["\(version)"] + (movesVersion ? ["\(version.version)"] : []) + (movesLatest ? ["latest"] : [])
    }

    /// The tags that stay with something newer.
    package var kept: [String] {
        (movesVersion ? [] : ["\(version.version)"]) + (movesLatest ? [] : ["latest"])
    }

    /// The counter after the greatest; after the last there is, the least that is free.
    private static func free(_ counters: [UInt32]) -> UInt32 {
        let (next, isBeyond) = (counters.max() ?? 0).addingReportingOverflow(1)
        guard isBeyond else { return next }
        let taken = Set(counters)
        return (0...UInt32(taken.count)).first { !taken.contains($0) } ?? next
    }

    private static func precedes(_ one: BuildVersion, _ other: BuildVersion) -> Bool {
        one.version == other.version ? one.counter < other.counter : one.version < other.version
    }
}
