internal import BaseImages
internal import DatalabBuild
internal import ImageContents

/// What differs from the version before, in a line: the first of it by name.
struct ChangeSummary {
    private let packages: [PackageChange]
    private let others: [String]

    /// How many changes are named.
    static let shown = 8

    /// What differs between two images.
    init(_ difference: ImageDifference) {
        packages = difference.packages + difference.systemPackages
        others = difference.metadata.map(\.name) + difference.files.map(\.path)
    }

    /// What a build would change.
    init(_ changes: BuildPlan.Changes) {
        packages = changes.packages
        others = changes.metadata.map(\.name) + (changes.files ?? []).map(\.path)
    }

    /// Whether nothing of it has a name.
    var isEmpty: Bool { packages.isEmpty && others.isEmpty }

    /// The names of packages that are new, as far as they are shown.
    var newPackages: [String] { packages.filter { $0.before == nil }.prefix(Self.shown).map(\.name) }

    /// The line.
    ///
    /// - Parameter reasons: what brought packages in, where it is known.
    /// - Returns: the changes with commas between.
    func text(_ reasons: [String: PackageReason] = [:]) -> String {
        let names = packages.map { Self.text($0, reasons[$0.name]) } + others
        let more = names.count > Self.shown ? " and \(names.count - Self.shown) more" : ""
        return names.prefix(Self.shown).joined(separator: ", ") + more
    }

    private static func text(_ change: PackageChange, _ reason: PackageReason?) -> String {
        switch (change.before, change.after) {
        case (let before?, let after?): return "\(change.name) \(before) → \(after)"
        case (nil, let after?):
            // Nobody knows why a package came that they have not asked for.
            let cause = reason.flatMap { $0.chain.count > 1 ? $0.chain.first : nil }
            return "\(change.name) \(after) is new\(cause.map { " (for \($0))" } ?? "")"
        case (let before?, nil): return "\(change.name) \(before) is gone"
        case (nil, nil): return change.name
        }
    }
}
