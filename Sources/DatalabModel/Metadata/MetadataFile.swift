public import Reporting

/// The metadata file's name among the files at hand.
public enum MetadataFile {
    /// The names that are read, in this order: the first that exists is used.
    public static let names = [
        "meta-data.yaml", "meta-data.yml",
        "datalab-meta.yml", "datalab-meta.yaml",
        "lab-meta.yml", "lab-meta.yaml",
        "datalab-metadata.yml", "datalab-metadata.yaml",
        "metadata.yaml", "metadata.yml",
        "lab-metadata.yml", "lab-metadata.yaml",
    ]

    /// The form of 2026, which is not read yet.
    public static let tomlName = "meta.toml"

    /// Which file is used, and what is to be said about the others.
    public struct Choice: Sendable, Hashable {
        /// The name of the file that is used, exactly as it was given; nil when there is none.
        public var used: String?
        /// Other files that would be read if the used one did not exist.
        public var others: [String]
        /// Warnings: about the other files, about names that are nearly right, about `meta.toml`.
        public var problems: [Problem]
    }

    /// Chooses the metadata file among the names of a folder's files.
    ///
    /// Names are compared byte by byte; a name that differs only by case or by a letter or two is suggested, not used.
    ///
    /// - Parameter candidates: file names, without folders, in any order.
    /// - Returns: the choice; the same for any order of the names.
    public static func choose(from candidates: [String]) -> Choice {
        let present = Set(candidates)
        let found = names.filter(present.contains)
        var choice = Choice(used: found.first, others: Array(found.dropFirst()), problems: [])
        if let used = choice.used {
            choice.problems = choice.others.map { notUsed($0, used: used) }
        } else {
            choice.problems = present.sorted().compactMap(nearMiss)
        }
        if present.contains(tomlName) { choice.problems.append(toml(used: choice.used)) }
        return choice
    }

    private static func notUsed(_ name: String, used: String) -> Problem {
        .warning(at: Place(file: name), "the file is not read, '\(used)' is", hint: "keep one metadata file")
    }

    private static func nearMiss(_ name: String) -> Problem? {
        guard let intended = intendedName(name) else { return nil }
        return .warning(
            at: Place(file: name),
            "the file is not read: it is nearly, but not quite, the name of a metadata file",
            hint: "did you mean '\(intended)'?",
        )
    }

    /// The name that a misspelt one was to be: at most two letters differ, whatever the case.
    private static func intendedName(_ name: String) -> String? {
        let lowered = name.lowercased()
        guard let dot = lowered.lastIndex(of: "."),
            ["yaml", "yml", "yam", "ymal", "yaml~"].contains(lowered[lowered.index(after: dot)...])
        else { return nil }
        let stem = lowered[..<dot]
        let suffix = lowered[dot...].contains("a") ? ".yaml" : ".yml"
        let ranked = names.filter { $0.hasSuffix(suffix) }.compactMap { candidate -> (Int, Int, String)? in
            let wanted = candidate.dropLast(suffix.count)
            let steps = Spelling.distance(Spelling.folded(String(stem)), Spelling.folded(String(wanted)))
            return steps <= (wanted.count > 8 ? 2 : 1) ? (steps, Spelling.distance(stem, wanted), candidate) : nil
        }
        return ranked.min { ($0.0, $0.1) < ($1.0, $1.1) }?.2
    }

    private static func toml(used: String?) -> Problem {
        .warning(
            at: Place(file: tomlName),
            "the form of 2026 is not read yet\(used.map { ", '\($0)' is" } ?? "")",
            hint: used == nil ? "write the same facts in 'meta-data.yaml', or give them as options" : nil,
        )
    }
}
