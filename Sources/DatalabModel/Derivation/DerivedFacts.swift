internal import Reporting

/// What is known of a datalab beside its metadata file: its name, its commit, and files that say who made it and what it is.
///
/// The same source gives the same facts: nothing here depends on the machine, the time or the user.
public struct DerivedFacts: Sendable, Hashable {
    /// The repository's, folder's or zip's name without `.git` or `.zip`.
    public var repositoryName: String
    /// What git says of the commit; nil without one.
    package var commit: CommitAuthor?
    /// What the project's own file says; nil without one.
    package var project: ProjectFacts?
    /// The contents of files of the source's root, by name: those of `fileNames`.
    package var files: [String: [UInt8]] = [:]

    /// Facts of which only the name is known.
    public init(repositoryName: String) {
        self.repositoryName = repositoryName
    }

    /// The files that are read, in the order in which they are asked; names are compared without case.
    package static let fileNames = CitationFile.names + SetupFile.names + ReadmeText.names + LicenceText.names

    /// The most bytes of a file that are looked at.
    package static let fileLimit = 64 << 10
}

/// What a commit says of who made it.
package struct CommitAuthor: Sendable, Hashable {
    /// The author's name.
    package var name: String
    /// The author's e-mail address.
    package var email: String
    /// The tag that was asked for, or that the commit has.
    package var tag: String?

    /// The author of a commit.
    package init(name: String, email: String, tag: String? = nil) {
        self.name = name
        self.email = email
        self.tag = tag
    }
}

/// What a project's own file says of it: `pyproject.toml`, `setup.cfg`, `CITATION.cff`.
package struct ProjectFacts: Sendable, Hashable {
    /// The file.
    package var file: String
    /// The project's name or title.
    package var name: String?
    /// Its version.
    package var version: String?
    /// What it is for.
    package var summary: String?
    /// Who made it.
    package var author: String?
    /// Whom to ask.
    package var email: String?
    /// Its licence, in whatever words.
    package var licence: String?

    /// Facts of a file that says nothing yet.
    package init(file: String) {
        self.file = file
    }
}

/// A fact and where it was found.
struct DerivedFact: Sendable, Hashable {
    var text: String
    /// Such as `the heading of 'README.md'`.
    var origin: String
    /// Whether nothing says it: it is made of a name, or is what every datalab begins with.
    var isMadeUp = false
}

extension DerivedFacts {
    /// A fact that the metadata does not say; nil where nothing is known.
    func fact(_ field: MetadataField) -> DerivedFact? {
        switch field {
        case .title: title
        case .alternateName: DerivedFact(text: name, origin: "the source's name", isMadeUp: true)
        case .abstract: summary
        case .version: version
        case .creatorName: author
        case .email: email
        case .licence: licence
        default: nil
        }
    }

    private var name: String {
        let name = repositoryName.trimmed
        return name.isEmpty ? "datalab" : name
    }

    private var title: DerivedFact {
        if let title = citation?.name { return fact(title, "title", of: citation) }
        if let readme, let heading = readme.text.heading {
            return DerivedFact(text: heading, origin: "the heading of '\(readme.name)'")
        }
        let words = name.split { $0 == "-" || $0 == "_" || $0 == " " }.joined(separator: " ")
        return DerivedFact(text: words.isEmpty ? name : words, origin: "the source's name", isMadeUp: true)
    }

    private var summary: DerivedFact? {
        for file in projects {
            if let text = file.summary { return fact(text, "description", of: file) }
        }
        guard let readme, let paragraph = readme.text.paragraph else { return nil }
        return DerivedFact(text: paragraph, origin: "the first paragraph of '\(readme.name)'")
    }

    private var version: DerivedFact {
        if let tag = commit?.tag.flatMap(Self.version(ofTag:)) {
            return DerivedFact(text: tag, origin: "the commit's tag '\(Spelling.shortened(commit?.tag ?? ""))'")
        }
        for file in projects {
            guard let text = file.version else { continue }
            if let version = try? DatalabVersion(text) { return fact(version.text, "version", of: file) }
            if let version = DatalabVersion.near(text) { return fact(version.text, "version", of: file) }
        }
        return DerivedFact(text: "0.1.0", origin: "as nothing says it", isMadeUp: true)
    }

    private var author: DerivedFact? {
        for file in projects {
            if let text = file.author { return fact(text, "author", of: file) }
        }
        guard let name = commit?.name.trimmed, !name.isEmpty else { return nil }
        return DerivedFact(text: Self.line(name, limit: 200), origin: "the author of the commit")
    }

    private var email: DerivedFact? {
        for file in projects {
            // Of several the first: people list them as they list the authors.
            if let text = file.email.flatMap(MetadataInterpreter.address) { return fact(text, "author", of: file) }
        }
        guard let email = commit?.email.trimmed, MetadataInterpreter.looksLikeEmail(email),
            !email.lowercased().contains("noreply")
        else { return nil }
        return DerivedFact(text: email, origin: "the author of the commit")
    }

    private var licence: DerivedFact? {
        for name in LicenceText.names {
            guard let file = file(name), let licence = LicenceText.identifier(in: file.content) else { continue }
            return DerivedFact(text: licence, origin: "the text of '\(file.name)'")
        }
        for file in projects {
            guard let text = file.licence, LicenceResolver.resolve(text).expression != nil else { continue }
            return fact(text, "licence", of: file)
        }
        return nil
    }

    /// A version that a tag names: `v1.2.0` is version 1.2.0.
    private static func version(ofTag tag: String) -> String? {
        let last = tag.split(separator: "/").last.map(String.init) ?? tag
        let starts = last.first.map { $0 == "v" || $0 == "V" } == true && last.dropFirst().first?.isNumber == true
        return DatalabVersion.near(starts ? String(last.dropFirst()) : last)?.text
    }
}

extension DerivedFacts {
    /// The files that describe the project, in the order in which they are believed.
    private var projects: [ProjectFacts] { [citation, project, setup].compactMap(\.self) }

    private var citation: ProjectFacts? {
        CitationFile.names.lazy.compactMap(file).first.map { CitationFile.facts($0.content, file: $0.name) }
    }

    private var setup: ProjectFacts? {
        SetupFile.names.lazy.compactMap(file).first.map { SetupFile.facts($0.content, file: $0.name) }
    }

    private var readme: (text: ReadmeText, name: String)? {
        ReadmeText.names.lazy.compactMap(file).first.map { (ReadmeText($0.content, name: $0.name), $0.name) }
    }

    /// A file's text by its name without case; what is not text is read as far as it is.
    private func file(_ name: String) -> (name: String, content: String)? {
        let found = files.keys.filter { $0.lowercased() == name.lowercased() }.min()
        guard let found, let bytes = files[found], !bytes.isEmpty else { return nil }
        var text = String(decoding: bytes.prefix(Self.fileLimit), as: UTF8.self)
        if text.hasPrefix("\u{FEFF}") { text.removeFirst() }
        return (found, text.replacing("\r\n", with: "\n").replacing("\r", with: "\n"))
    }

    private func fact(_ text: String, _ what: String, of file: ProjectFacts?) -> DerivedFact {
        DerivedFact(text: Self.line(text, limit: 500), origin: "the \(what) in '\(file?.file ?? "")'")
    }

    /// A text on one line, of no more than so many characters, cut between words.
    static func line(_ text: String, limit: Int) -> String {
        let clean = text.unicodeScalars.filter { $0.properties.generalCategory != .control || $0 == "\n" || $0 == "\t" }
        let line = String(String.UnicodeScalarView(clean)).split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard line.count > limit else { return line }
        let cut = line.prefix(limit - 1)
        let end = cut.lastIndex(of: " ") ?? cut.endIndex
        return "\(cut[..<end])…"
    }
}
