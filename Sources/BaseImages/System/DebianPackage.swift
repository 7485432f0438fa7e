/// A Debian package that is installed in a base.
public struct DebianPackage: Sendable, Hashable, Codable {
    /// The package's name.
    public var name: String
    /// The version, as Debian writes it.
    public var version: String
    /// The size installed, in bytes, as the package says it.
    public var installedSize: Int64
}

/// The list of installed packages: dpkg's `/var/lib/dpkg/status` (deb822, dpkg-query(1)).
package struct DpkgStatus: Sendable {
    /// One package's fields as far as they are used here.
    package struct Entry: Sendable {
        package var package: DebianPackage
        package var isEssential: Bool
        /// The names of packages and of what packages provide, one of each group of which it needs; versions left out.
        package var dependencies: [[String]]
        /// The names that it stands for beside its own.
        package var provided: [String]
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
        let kibibytes = fields["Installed-Size"].flatMap { Int64($0) } ?? 0
        return Entry(
            package: DebianPackage(name: String(name), version: String(version), installedSize: kibibytes << 10),
            isEssential: fields["Essential"] == "yes",
            dependencies: ["Pre-Depends", "Depends"].flatMap { groups(fields[$0]) },
            provided: groups(fields["Provides"]).flatMap { $0 },
        )
    }

    /// `libc6 (>= 2.38), libgtk-3-0t64 | libgtk-3-0` as names (deb-control(5), "Depends").
    private static func groups(_ text: Substring?) -> [[String]] {
        (text ?? "").split(separator: ",").map { group in
            group.split(separator: "|").compactMap { choice in
                let name = choice.drop { $0 == " " }.prefix { $0 != " " && $0 != "(" && $0 != ":" && $0 != "[" }
                return name.isEmpty ? nil : String(name)
            }
        }
    }
}
