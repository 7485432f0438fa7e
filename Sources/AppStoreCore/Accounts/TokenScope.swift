internal import OCIModel

/// What a token may do, and where: `ann/*:pull,push`; or `metrics`, to see the metrics where its user may.
package struct TokenScope: Sendable, Hashable, Codable {
    /// A right in a repository.
    package enum Right: String, Sendable, Hashable, Codable, CaseIterable {
        /// Reads.
        case pull
        /// Writes.
        case push
        /// Deletes.
        case delete
    }

    /// A repository's name, a beginning as `ann/*`, or `*` for all.
    package let repository: String
    /// The rights, each once, in a fixed order.
    package let rights: [Right]

    /// Seeing the metrics, and nothing in any repository.
    package static let metrics = TokenScope(repository: "metrics", rights: [])

    /// A scope from parts that are known to be right, such as those of a registry token.
    package init(repository: String, rights: some Sequence<Right>) {
        self.repository = repository
        let wanted = Set(rights)
        self.rights = Right.allCases.filter(wanted.contains)
    }

    /// Reads `<repository>:<right>,<right>`, or `metrics`.
    ///
    /// - Throws: `AppStoreError` with code `invalid`.
    package init(parsing text: String) throws(AppStoreError) {
        if text == "metrics" {
            self = .metrics
            return
        }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        let words = parts.count == 2 ? parts[1].split(separator: ",", omittingEmptySubsequences: false) : []
        let rights = words.compactMap { Right(rawValue: String($0)) }
        guard parts.count == 2, Self.isPattern(parts[0]), !rights.isEmpty, rights.count == words.count else {
            let hint =
                "write a repository, 'NAME/*' or '*', a colon, and any of pull, push, delete: 'ann/*:pull,push'; or 'metrics'"
            throw AppStoreError(.invalid, detail: "'\(text)' is not the scope of a token", hint: hint)
        }
        self.init(repository: parts[0], rights: rights)
    }

    private static func isPattern(_ text: String) -> Bool {
        text == "*" || ImageReference.isRepository(text.hasSuffix("/*") ? String(text.dropLast(2)) : text)
    }

    /// Whether the scope gives a right in a repository.
    package func covers(_ right: Right, in repository: String) -> Bool {
        guard rights.contains(right) else { return false }
        if self.repository == "*" { return true }
        guard self.repository.hasSuffix("/*") else { return self.repository == repository }
        return repository.hasPrefix(self.repository.dropLast())
    }
}

extension TokenScope: CustomStringConvertible {
    /// The form that is read.
    package var description: String {
        self == .metrics ? "metrics" : "\(repository):\(rights.map(\.rawValue).joined(separator: ","))"
    }
}
