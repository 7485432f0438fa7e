internal import AppStoreAPI
internal import AppStoreCore

/// What a version's own page says of it: what differs from the approved one before, and who approved before.
struct ChangeView {
    /// Something that differs.
    struct Difference {
        let differenceName: String
        let beforeText: String
        let afterText: String
    }

    let changedVersion: String
    let datalabAddress: String
    let beforeVersion: String?
    let sizeText: String
    let packageText: String
    let differences: [Difference]
    let hasDifferences: Bool
    let approvals: [String]
    let hasApprovals: Bool

    init(_ comparison: VersionComparison, _ summary: DatalabSummary, showsReviewers: Bool) {
        changedVersion = summary.version
        datalabAddress = PageAddress.datalab(summary.name)
        beforeVersion = comparison.before
        sizeText = "\(PageText.size(comparison.size.before)) before, \(PageText.size(comparison.size.after)) now"
        let more = comparison.packageCount - comparison.packages.count
        packageText =
            PageText.count(comparison.packageCount, "package") + " other than before"
            + (more > 0 ? ", of which \(PageText.grouped(more)) are not shown" : "")
        differences =
            comparison.metadata.map { Self.difference("Metadata: ", $0) }
            + comparison.layers.map { Self.difference("Layers: ", $0) }
            + comparison.packages.map { Self.difference("Package: ", $0) }
        hasDifferences = !differences.isEmpty
        approvals =
            showsReviewers
            ? comparison.approvals.map { "\($0.version) by \($0.reviewer) on \(PageText.day($0.time))" } : []
        hasApprovals = !approvals.isEmpty
    }

    private static func difference(_ kind: String, _ change: VersionComparison.Change) -> Difference {
        Difference(
            differenceName: kind + change.name,
            beforeText: change.before ?? "not there",
            afterText: change.after ?? "not there"
        )
    }
}
