internal import AppStoreCore
internal import DatalabModel

/// A datalab as cards and headings show it.
struct DatalabCard {
    let address: String
    let iconAddress: String
    let shortName: String
    let cardTitle: String
    let line: String?
    let kindTitle: String
    let versionLabel: String
    let author: String?
    let day: String
    let machineDay: String
    let starCount: String
    let pullCount: String
    let sizeText: String
    let isPrivate: Bool
    let isUnlisted: Bool

    init(_ datalab: DatalabSummary) {
        address = PageAddress.datalab(datalab.name)
        iconAddress = Self.icon(of: datalab)
        shortName = datalab.shortName
        // A title that is the short name again says nothing.
        cardTitle = datalab.title
        line = datalab.abstract ?? datalab.title
        kindTitle = Self.title(ofKind: datalab.kind)
        versionLabel = datalab.version
        author = datalab.author
        day = PageText.day(datalab.modified)
        machineDay = PageText.machine(datalab.modified)
        starCount = PageText.count(datalab.stars, "star")
        pullCount = PageText.count(datalab.pulls, "pull")
        sizeText = PageText.size(datalab.size)
        isPrivate = datalab.visibility == "private"
        isUnlisted = !datalab.isListed
    }

    /// The datalab's own picture, told apart by version so that a copy can be kept; else that of its kind.
    private static func icon(of datalab: DatalabSummary) -> String {
        guard datalab.hasIcon else { return "/icons/\(datalab.kind ?? "datalab").svg" }
        return "/datalabs/\(datalab.name)/icon?v=\(Query.encode(String(datalab.digest.suffix(12))))"
    }

    /// A kind in words.
    static func title(ofKind kind: String?) -> String {
        kind.map { DatalabKind(rawValue: $0)?.title ?? $0 } ?? "Datalab"
    }
}
