internal import Reporting
internal import SourcedYAML

/// The facts that a creator is asked for, as far as they are known; nil for what is not.
package struct MetadataDraft: Sendable, Hashable, Codable {
    /// The title.
    package var title: String?
    /// The short name.
    package var alternateName: String?
    /// A few sentences on what it is for.
    package var abstract: String?
    /// The version.
    package var version: String?
    /// The name of the creator.
    package var creator: String?
    /// The e-mail address of the contact.
    package var email: String?
    /// The licence as an SPDX expression; ``noLicence`` where it was decided that there is none yet.
    package var licence: String?
    /// What the datalab opens with.
    package var kind: DatalabKind?
    /// The command whose window is on a desktop from its start.
    package var start: String?
    /// Who may see and use it.
    package var visibility: Visibility?

    /// What stands for a licence where there is none yet.
    package static let noLicence = "none"
    /// The licence of what nobody else may use or change.
    package static let allRightsReserved = "LicenseRef-All-Rights-Reserved"

    /// A draft that knows nothing.
    package init() {}

    /// What a metadata file says; what is wrong in it stays unknown.
    ///
    /// - Parameters:
    ///   - bytes: the file's content.
    ///   - file: the file's name, for places.
    package init(_ bytes: [UInt8], file: String) {
        let source = MetadataSource(bytes, file: file)
        guard let root = source.root else { return }
        var facts = MetadataFacts()
        facts.collect(root)
        var interpreter = MetadataInterpreter(facts: facts, origin: .file(file))
        title = interpreter.line(.title)
        alternateName = interpreter.line(.alternateName)
        abstract = interpreter.line(.abstract)
        version = interpreter.version()?.text
        creator = interpreter.line(.creatorName)
        email = interpreter.email()
        let written = facts.facts[.licence]?.value.written
        licence = written == nil ? nil : interpreter.licence()?.description
        if written == Self.noLicence { licence = Self.noLicence }
        kind = interpreter.kind()
        start = kind == .vnc ? interpreter.line(.desktopStart) : nil
        visibility = interpreter.visibility()
    }

    /// What a source says of itself beside its metadata file; what is only made up of names stays unknown.
    package init(_ derived: DerivedFacts) {
        let said = { (field: MetadataField) in derived.fact(field).flatMap { $0.isMadeUp ? nil : $0.text } }
        title = said(.title)
        abstract = said(.abstract)
        version = said(.version)
        creator = said(.creatorName)
        email = said(.email)
        licence = said(.licence).flatMap { LicenceResolver.resolve($0).expression?.description }
    }

    /// The draft with what it does not know taken from another.
    package func completed(by other: MetadataDraft) -> MetadataDraft {
        var draft = self
        draft.title = title ?? other.title
        draft.alternateName = alternateName ?? other.alternateName
        draft.abstract = abstract ?? other.abstract
        draft.version = version ?? other.version
        draft.creator = creator ?? other.creator
        draft.email = email ?? other.email
        draft.licence = licence ?? other.licence
        draft.kind = kind ?? other.kind
        draft.start = start ?? other.start
        draft.visibility = visibility ?? other.visibility
        return draft
    }
}
