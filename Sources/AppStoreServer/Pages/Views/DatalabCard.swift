internal import AppStoreAPI
internal import AppStoreCore
internal import DatalabModel

/// A datalab as cards and headings show it.
struct DatalabCard {
    let address: String
    let iconAddress: String
    let shortName: String
    let cardTitle: String
    /// Who made it.
    let people: String?
    /// The missions it is about.
    let missionText: String?
    let line: String?
    let kindTitle: String
    let versionLabel: String
    let day: String
    let machineDay: String
    /// Nil where nobody gave one: a nought tells nothing.
    let starCount: String?
    let pullCount: String?
    let isPopular: Bool
    let sizeText: String
    let isPrivate: Bool
    let isUnlisted: Bool
    /// Whether the hub can start its kind.
    let isLaunchable: Bool
    let launchAddress: String

    init(_ datalab: DatalabSummary) {
        address = PageAddress.datalab(datalab.name)
        iconAddress = Self.icon(of: datalab)
        shortName = datalab.shortName
        cardTitle = datalab.title
        people = datalab.author
        missionText = Self.list(datalab.missions)
        line = datalab.abstract
        kindTitle = Self.title(ofKind: datalab.kind)
        versionLabel = datalab.version
        day = PageText.day(datalab.modified)
        machineDay = PageText.machine(datalab.modified)
        starCount = datalab.stars > 0 ? PageText.count(datalab.stars, "star") : nil
        pullCount = datalab.pulls > 0 ? PageText.count(datalab.pulls, "pull") : nil
        isPopular = datalab.stars > 0 || datalab.pulls > 0
        sizeText = PageText.size(datalab.size)
        isPrivate = datalab.visibility == "private"
        isUnlisted = !datalab.isListed
        isLaunchable = datalab.kind.flatMap(DatalabKind.init(rawValue:))?.hasPage ?? false
        launchAddress = PageAddress.launch(datalab.name)
    }

    /// The datalab's own picture, told apart by version so that a copy can be kept; else that of its kind.
    private static func icon(of datalab: DatalabSummary) -> String {
        guard datalab.hasIcon else { return "/icons/\(datalab.kind ?? "datalab").svg" }
        return "/datalabs/\(datalab.name)/icon?v=\(Query.encode(String(datalab.digest.suffix(12))))"
    }

    /// A kind by the name that people have for it; the metadata's names say what it is made of.
    static func title(ofKind kind: String?) -> String {
        guard let kind else { return "Datalab" }
        return switch DatalabKind(rawValue: kind) {
        case .jupyterlab: "JupyterLab"
        case .vnc: "Desktop"
        case .theia: "Theia"
        case .step: "Step"
        case nil: kind
        }
    }

    /// The first few of some names, and how many more there are.
    private static func list(_ names: [String]) -> String? {
        guard !names.isEmpty else { return nil }
        let more = names.count - 3
        return names.prefix(3).joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
    }
}
