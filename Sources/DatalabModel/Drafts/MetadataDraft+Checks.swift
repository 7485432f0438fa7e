internal import Reporting

/// What is wrong with single answers, told while they are given.
extension MetadataDraft {
    /// What is wrong with a version; nil when nothing is.
    package static func fault(inVersion text: String) -> String? {
        do {
            _ = try DatalabVersion(text)
            return nil
        } catch {
            let problem = error.problem(at: nil)
            return [problem.message, problem.hint].compactMap(\.self).joined(separator: "; ")
        }
    }

    /// What is wrong with an e-mail address; nil when nothing is.
    package static func fault(inEmail text: String) -> String? {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        let host = parts.last?.split(separator: ".", omittingEmptySubsequences: false) ?? []
        let isAddress =
            parts.count == 2 && !parts[0].isEmpty && host.count > 1 && host.allSatisfy { !$0.isEmpty }
            && !text.contains(where: \.isWhitespace)
        return isAddress ? nil : "an e-mail address looks like name@institute.eu"
    }

    /// What is wrong with a short name; nil when nothing is.
    package static func fault(inShortName text: String) -> String? {
        var name = MetadataDraft()
        name.alternateName = text
        return name.suggestedShortName == text
            ? nil : "use lower case letters, digits and single '-', such as black-bodies"
    }

    /// A short name made of the alternate name, or of the title.
    package var suggestedShortName: String? {
        guard let text = alternateName ?? title else { return nil }
        let words = text.lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
        return words.isEmpty ? nil : words.joined(separator: "-")
    }
}
