public import Reporting

/// One requirement: a package, which versions of it, and when (packaging specification "Dependency specifiers").
public struct Requirement: Sendable, Hashable {
    /// The package's normalised name.
    public var name: String
    /// The extras asked for, normalised, sorted.
    public var extras: [String] = []
    /// The conditions on the version; all must hold.
    public var specifiers: [VersionSpecifier] = []
    /// The wheel's address, for a requirement with a direct URL; without the fragment, never with a credential.
    public var url: String?
    /// The source that is to be built, for a requirement that names one; its name is empty until somebody knows it.
    public var source: SourceReference?
    /// When the requirement counts.
    public var marker: Marker?
    /// The digests that are allowed for the package's file, as `sha256:<hex>`; any when empty.
    public var hashes: [String] = []
    /// Where it stands; nil for one that no file holds.
    public var place: Place?

    /// A requirement of any version.
    ///
    /// - Parameters:
    ///   - name: the package's name, in any spelling.
    ///   - place: where it stands.
    public init(name: String, at place: Place? = nil) {
        self.name = PackageName.normalized(name)
        self.place = place
    }

    /// Parses a requirement such as `astropy[all]>=6; python_version < "4"`.
    ///
    /// - Parameters:
    ///   - text: the requirement.
    ///   - file: the name of what holds it, for the error's place.
    /// - Throws: `PackagesError` with code `requirements` that points to the column.
    public init(parsing text: String, file: String = "requirement") throws(PackagesError) {
        let line = LogicalLine(file: file, scalars: Array(text.unicodeScalars), line: 1)
        do throws(SyntaxFault) {
            self = try RequirementParser.requirement(in: line)
        } catch {
            throw PackagesError(.requirements, [error.problem(in: line)])
        }
    }
}

extension Requirement: CustomStringConvertible {
    /// The requirement in its normal spelling, without hashes.
    public var description: String {
        var text = name.isEmpty ? source?.description ?? "" : name
        if !extras.isEmpty { text += "[\(extras.joined(separator: ","))]" }
        if let direct = url ?? source?.description, !name.isEmpty { text += " @ \(direct)" }
        text += specifiers.map(\.description).sorted().joined(separator: ",")
        if let marker { text += " ; \(marker)" }
        return text
    }
}
