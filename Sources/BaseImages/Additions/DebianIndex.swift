internal import DatalabModel
internal import Files
internal import Foundation
internal import PythonPackages
internal import Reporting
package import SystemPackage

/// The names of a Debian release's packages with what they are in a line, for people who look for one.
///
/// Made of apt's own lists, in a folder of its own and as any user; kept as a small text, as the lists take a while and 150 MB.
package struct DebianIndex: Sendable {
    /// A package.
    package struct Entry: Sendable, Hashable {
        /// The name.
        package var name: String
        /// What it is.
        package var summary: String
    }

    private let entries: [Entry]

    /// An index of `name - summary` lines, as `apt-cache search` prints them.
    package init(text: String) {
        entries = text.split(separator: "\n").compactMap { line in
            guard let mark = line.firstRange(of: " - ") else { return nil }
            return Entry(name: String(line[..<mark.lowerBound]), summary: String(line[mark.upperBound...]))
        }
    }

    /// How long a kept text is used: a release hardly gets packages of new names.
    private static let patience: TimeInterval = 7 * 24 * 3600

    /// The index of what can be added to a recipe's default base; read from Debian unless it is kept.
    ///
    /// - Parameters:
    ///   - folder: the recipe.
    ///   - mirrors: where Debian's packages come from.
    ///   - kept: an existing folder in which the text is kept.
    ///   - work: a folder that does not exist, for apt's lists; it is gone afterwards.
    /// - Returns: the index.
    /// - Throws: `BaseError` when the recipe is not made of Debian's packages, or the lists cannot be had; `ToolFailure` when there
    ///   is no apt; `CancellationError`.
    package static func read(
        of folder: RecipeFolder,
        mirrors: DebianMirrors,
        kept: FilePath,
        work: FilePath,
    ) async throws -> DebianIndex {
        guard let suite = try folder.variant(nil).suite, let architecture = PythonTarget.Architecture.current else {
            throw BaseError(
                .recipe,
                "the base of '\(folder.recipe.kind.rawValue)' is not made of Debian's packages here"
            )
        }
        let file = kept.appending("\(suite)-\(architecture.ociName).txt")
        let date = try? FileManager.default.attributesOfItem(atPath: file.string)[.modificationDate] as? Date
        if let date, -date.timeIntervalSinceNow < patience, let data = FileManager.default.contents(atPath: file.string)
        {
            return DebianIndex(text: String(decoding: data, as: UTF8.self))
        }
        let bootstrap = DebianBootstrap(suite: suite, packages: [], architecture: architecture, mirrors: mirrors)
        defer { try? FileManager.default.removeItem(atPath: work.string) }
        let text = try await AptArchive(bootstrap, status: "", folder: work) { _ in }.summaries()
        // A home that cannot be written only makes the next look a longer one.
        try? WholeFile.write(text, to: file)
        return DebianIndex(text: text)
    }

    /// The packages for a text, the best first: one of just that name, names that begin with it or hold it, those whose line has all
    /// of its words, and near spellings.
    ///
    /// - Parameters:
    ///   - text: a name, or words for what it is for.
    ///   - limit: the most that are given.
    /// - Returns: the packages.
    package func search(_ text: String, limit: Int = 9) -> [Entry] {
        let words = text.lowercased().split(whereSeparator: \.isWhitespace).map(String.init)
        guard let first = words.first, words.count <= 20 else { return [] }
        let ranked = entries.compactMap { entry in Self.rank(entry, words).map { ($0, entry.name.utf8.count, entry) } }
        let found = ranked.sorted { ($0.0, $0.1, $0.2.name) < ($1.0, $1.1, $1.2.name) }.prefix(limit).map(\.2)
        guard found.isEmpty, words.count == 1 else { return found }
        let near = Set(NearPackages.of(first, in: entries.map(\.name)))
        return entries.filter { near.contains($0.name) }
    }

    /// How well a package fits, 0 for best; nil when it does not.
    ///
    /// Libraries and their headers are seldom meant by words.
    private static func rank(_ entry: Entry, _ words: [String]) -> Int? {
        let name = entry.name
        if words.count == 1, name == words[0] { return 0 }
        let parts = Set(name.split { "-+.".contains($0) }.map(String.init))
        let isPart =
            ["lib", "python3-", "golang-", "node-", "r-cran-", "ruby-", "texlive-", "haskell-"].contains {
                name.hasPrefix($0)
            }
            || ["-dev", "-doc", "-dbg", "-data", "-common"].contains { name.hasSuffix($0) }
        let penalty = isPart ? 50 : 0
        if words.allSatisfy({ parts.contains($0) }) { return 10 + penalty }
        if words.count == 1, name.hasSuffix(words[0]) || name.hasPrefix(words[0]) { return 15 + penalty }
        let summary = Set(entry.summary.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init))
        if words.allSatisfy({ summary.contains($0) || parts.contains($0) }) { return 20 + penalty }
        if words.count == 1, words[0].utf8.count > 2, name.contains(words[0]) { return 30 + penalty }
        let text = entry.summary.lowercased()
        return words.allSatisfy { word in text.contains(word) || name.contains(word) } ? 40 + penalty : nil
    }
}
