public import OCIModel
internal import Reporting

/// What became of a repository's `postBuild`.
public struct PostBuildReport: Sendable, Hashable, Codable {
    /// The file, relative to the source.
    public var file: String
    /// The digest of the file.
    public var digest: Digest
    /// Paths in which a second run gave something else than the first, whose files are in the image; at most 20.
    public var differing: [String]

    /// Whether two runs gave the same.
    public var isReproducible: Bool { differing.isEmpty }

    /// What is unwise about it.
    var problems: [Problem] {
        guard !isReproducible else { return [] }
        let shown = differing.prefix(Self.shownPaths).map { "'\($0)'" }.joined(separator: ", ")
        let more = differing.count > Self.shownPaths ? " and others" : ""
        return [
            .warning(
                at: Place(file: file),
                "two runs of '\(file)' gave different files: \(shown)\(more)",
                hint: "the image has those of the first run; one that is built elsewhere will differ"
            )
        ]
    }

    private static let shownPaths = 5

    /// As names with their values, for an image's annotation: canonical, and without what is only of this machine.
    var annotation: [String: String] {
        var values = ["file": file, "digest": "\(digest)", "reproducible": isReproducible ? "yes" : "no"]
        if !isReproducible { values["differing"] = differing.joined(separator: "\n") }
        return values
    }
}
