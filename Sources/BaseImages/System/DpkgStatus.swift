internal import OCIModel

/// The list of installed packages: dpkg's `/var/lib/dpkg/status` (deb822, dpkg-query(1)).
package struct DpkgStatus: Sendable {
    /// One package's fields as far as they are used here.
    package struct Entry: Sendable {
        package var package: DebianPackage
        package var isEssential: Bool
        /// The names of what it needs: of each, alternatives in their order (Debian policy 7.1).
        package var needs: [[String]]
        /// Names that it also answers to.
        package var provides: [String]
    }

    /// The installed packages, by name.
    package let entries: [Entry]

    /// Reads the list; paragraphs of packages that are not installed are left out.
    package init(_ text: String) {
        entries = text.split(separator: "\n\n", omittingEmptySubsequences: true)
            .compactMap { Self.entry(Self.fields(of: $0)) }
            .sorted { $0.package.name < $1.package.name }
    }

    /// The version of a package; nil when it is not installed.
    package func version(of name: String) -> String? {
        entries.first { $0.package.name == name }?.package.version
    }

    /// The names of the essential packages and of all that they need.
    package var essential: Set<String> {
        let byName = Dictionary(entries.map { ($0.package.name, $0) }) { first, _ in first }
        let providers = Dictionary(entries.flatMap { entry in entry.provides.map { ($0, entry.package.name) } }) {
            first,
            _ in first
        }
        var found: Set<String> = []
        var open = entries.filter(\.isEssential).map(\.package.name)
        while let name = open.popLast() {
            guard found.insert(name).inserted, let entry = byName[name] else { continue }
            for alternatives in entry.needs {
                let named =
                    alternatives.first { byName[$0] != nil } ?? alternatives.lazy.compactMap { providers[$0] }.first
                if let named { open.append(named) }
            }
        }
        return found
    }

    /// The packages that not every system of a release has, by name: those that go on top of an image of the release.
    package var aboveImages: [DebianPackage] {
        let everywhere = essential
        return entries.map(\.package).filter { !everywhere.contains($0.name) }
    }

    /// A version without epoch and Debian revision, cut at the first character that is no digit or dot.
    ///
    /// `3.13.5-2+deb13u5` and `1:3.13.5~rc1-1` are both `3.13.5`.
    package static func upstream(_ version: String) -> String {
        let afterEpoch = version.split(separator: ":", maxSplits: 1).last ?? ""
        return String(afterEpoch.prefix { $0.isASCII && ($0.isNumber || $0 == ".") })
    }

    private static func fields(of paragraph: Substring) -> [Substring: Substring] {
        var fields: [Substring: Substring] = [:]
        for line in paragraph.split(separator: "\n") where line.first != " " && line.first != "\t" {
            guard let colon = line.firstIndex(of: ":") else { continue }
            fields[line[..<colon]] = line[line.index(after: colon)...].drop { $0 == " " }
        }
        return fields
    }

    private static func entry(_ fields: [Substring: Substring]) -> Entry? {
        guard let name = fields["Package"], let version = fields["Version"] else { return nil }
        guard fields["Status"]?.hasSuffix(" installed") == true else { return nil }
        let most = BoundedNumber.largestSize >> 10
        let kibibytes = fields["Installed-Size"].flatMap { BoundedNumber.read($0, in: 0...most) } ?? 0
        return Entry(
            package: DebianPackage(name: String(name), version: String(version), installedSize: kibibytes << 10),
            isEssential: fields["Essential"] == "yes",
            needs: ["Pre-Depends", "Depends"].flatMap { relations(fields[$0]) },
            provides: relations(fields["Provides"]).compactMap(\.first),
        )
    }

    /// The names of a relation: `libc6 (>= 2.36), python3:any | python3.11` without versions and architectures.
    private static func relations(_ text: Substring?) -> [[String]] {
        (text ?? "").split(separator: ",").map { relation in
            relation.split(separator: "|").compactMap { alternative in
                alternative.split { " (:[<".contains($0) }.first.map(String.init)
            }
        }
    }
}
