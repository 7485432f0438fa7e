internal import Foundation
internal import Texts

/// The local repositories that a user trusts although they belong to somebody else: git's `safe.directory`.
package struct SafeFolders {
    private let values: [String]

    /// The values of the setting, in their order; an empty one forgets those before it (git-config, "safe.directory").
    package init(_ values: [String]) {
        let start = values.lastIndex(of: "").map { $0 + 1 } ?? 0
        self.values = values[start...].map(Self.normalised)
    }

    /// Whether the user trusts the repository in a folder, named with or without its `.git`.
    package func contain(_ path: String) -> Bool {
        let path = Self.normalised(path)
        let names = [path, path + "/.git", path.hasSuffix("/.git") ? String(path.dropLast(5)) : path]
        return values.contains { value in
            if value == "*" { return true }
            if value.hasSuffix("/*") { return path.hasPrefix(value.dropLast()) }
            return names.contains(value)
        }
    }

    private static func normalised(_ path: String) -> String {
        var path = path.hasPrefix("~/") ? NSString(string: path).expandingTildeInPath : path
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        return path
    }
}

extension GitURL {
    /// The path of a repository on this machine, as it is on disk.
    var localPath: String { PercentEncoding.decode(path) ?? path }
}
