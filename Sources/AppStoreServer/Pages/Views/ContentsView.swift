internal import AppStoreCore
internal import Foundation
internal import SafeMarkdown
internal import Texts

/// The author's files on a version's page: the text that explains them, the notebooks, the list.
struct ContentsView {
    /// A file of the list.
    struct File {
        let filePath: String
        let fileSize: String
        /// The page that shows it; nil where none does.
        let fileAddress: String?
    }

    let readmeName: String?
    /// The text as HTML; nil where it is plain.
    let safeHTML: SafeHTML?
    let plainReadme: String?
    let isReadmeCut: Bool
    let fileSummary: String
    let notebooks: [File]
    let hasNotebooks: Bool
    let files: [File]
    let hasFiles: Bool
    let shortfall: String?
    /// Whether others are read before.
    let isBusy: Bool

    /// The files of a version; nil where nothing is known of them.
    init?(_ answer: ContentsLibrary.Answer, _ version: VersionAddress) {
        switch answer {
        case .none: return nil
        case .busy: self.init(nil, version)
        case .contents(let contents): self.init(contents, version)
        }
    }

    private init(_ contents: VersionContents?, _ version: VersionAddress) {
        let all = (contents?.files ?? []).map { file in
            File(
                filePath: file.path,
                fileSize: PageText.size(file.size),
                fileAddress: file.isShown ? version.notebook(file.path) : nil
            )
        }
        notebooks = all.filter { $0.fileAddress != nil }
        hasNotebooks = !notebooks.isEmpty
        files = all
        hasFiles = !all.isEmpty
        let count = contents?.fileCount ?? 0
        let more = count - all.count
        fileSummary =
            "\(PageText.count(count, "file")), \(PageText.size(contents?.size ?? 0))"
            + (more > 0 ? "; the first \(PageText.grouped(all.count)) are listed" : "")
        shortfall = contents?.shortfall
        isBusy = contents == nil
        let readme = contents?.readme
        readmeName = readme?.name
        isReadmeCut = readme?.isCut ?? false
        let isMarkdown = readme?.isMarkdown ?? false
        plainReadme = isMarkdown ? nil : readme?.text
        let shown = Set((contents?.files ?? []).filter(\.isShown).map { Array($0.path.utf8) })
        safeHTML = readme.flatMap { readme in
            guard isMarkdown else { return nil }
            let rules = StrangersText.rules(headingShift: 2, folder: "", version) { shown.contains(Array($0.utf8)) }
            return SafeMarkdown.html(readme.text, rules)
        }
    }
}

/// Where the pages of a version are.
struct VersionAddress: Sendable {
    let name: String
    let digest: String

    /// Its own page.
    var page: String { PageAddress.version(digest, of: name) }

    /// The page that shows a notebook of it.
    func notebook(_ path: String) -> String { "\(page)?notebook=\(Query.encode(path))" }

    /// The document by which engines run it, where it is a step.
    var step: String { "\(page)?step=cwl" }

    /// Its citation in a form.
    func citation(_ form: String) -> String { "\(page)?cite=\(form)" }
}

/// What links in strangers' texts may lead to: pages of the web, mail, and the version's own notebooks.
enum StrangersText {
    /// More parts of a path than this are none of a file.
    private static let mostParts = 50

    /// Rules for a text of a version.
    ///
    /// - Parameters:
    ///   - headingShift: so much deeper are its headings.
    ///   - folder: the folder of the file that the text is in.
    ///   - version: the version.
    ///   - isShown: whether there is a view of a file.
    /// - Returns: the rules.
    static func rules(
        headingShift: Int,
        folder: String,
        _ version: VersionAddress,
        isShown: @escaping @Sendable (String) -> Bool
    ) -> SafeMarkdown.Rules {
        SafeMarkdown.Rules(headingShift: headingShift) { address in
            if address.lowercased().hasPrefix("mailto:") { return PageAddress.mail(String(address.dropFirst(7))) }
            if let web = PageAddress.web(address) { return web }
            guard let path = path(address, from: folder), isShown(path) else { return nil }
            return version.notebook(path)
        }
    }

    /// The path of a file that an address without a scheme leads to; nil when it leads out of the files.
    private static func path(_ address: String, from folder: String) -> String? {
        let bare = address.prefix { $0 != "#" && $0 != "?" }
        guard !bare.isEmpty, !bare.hasPrefix("/"), let decoded = PercentEncoding.decode(bare) else {
            return nil
        }
        var parts = folder.split(separator: "/").map(String.init)
        for part in decoded.split(separator: "/").prefix(mostParts) where part != "." {
            if part != ".." {
                parts.append(String(part))
            } else if parts.popLast() == nil {
                return nil
            }
        }
        return parts.joined(separator: "/")
    }
}
