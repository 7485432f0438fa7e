internal import Foundation

/// The addresses of pages, and of what strangers' texts may lead to.
enum PageAddress {
    /// Endings of a datalab's name that are pages of another datalab.
    private static let endings: Set<Substring> = ["icon", "settings", "delete"]

    /// A datalab's page; names hold nothing that has to be encoded.
    static func datalab(_ name: String) -> String {
        let parts = name.split(separator: "/")
        let isOtherPage = endings.contains(parts.last ?? "") || parts.dropLast().last == "versions"
        return "/datalabs/\(name)\(isOtherPage ? "/" : "")"
    }

    /// The page of a version of a datalab.
    static func version(_ digest: String, of name: String) -> String { "/datalabs/\(name)/versions/\(digest)" }

    /// The form by which a datalab is launched.
    static func launch(_ name: String) -> String { "/launch/\(name)" }

    /// The page of a datalab that runs.
    static func running(_ server: String) -> String { "/running/\(Query.encode(server))" }

    /// The page of a person or a group.
    static func person(_ name: String) -> String { "/people/\(Query.encode(name))" }

    /// The page to sign in at, coming back afterwards.
    static func signIn(next location: String) -> String {
        location == "/" ? "/sign-in" : "/sign-in?next=\(Query.encode(location))"
    }

    /// A place on this site to go on at; `/` for everything else, so that nobody is led elsewhere.
    static func local(_ text: String?) -> String {
        guard let text, text.utf8.count <= 2048, text.hasPrefix("/"), !text.hasPrefix("//"),
            text.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "\\") }),
            !text.hasPrefix("/sign-")
        else { return "/" }
        return text
    }

    /// A link that a stranger wrote; nil unless it leads to a page of the web.
    static func web(_ text: String?) -> String? {
        guard let text, text.utf8.count <= 2048, let url = URL(string: text), let scheme = url.scheme?.lowercased(),
            scheme == "http" || scheme == "https", url.host()?.isEmpty == false, url.user() == nil,
            url.password() == nil
        else { return nil }
        return text
    }

    /// A link for an e-mail address that a stranger wrote; nil for what is none.
    static func mail(_ text: String?) -> String? {
        guard let text, text.utf8.count <= 254, text.split(separator: "@", omittingEmptySubsequences: false).count == 2,
            text.allSatisfy({ $0.isLetter || $0.isNumber || ".@_+-'".contains($0) })
        else { return nil }
        return "mailto:" + text.split(separator: "@").map { Query.encode(String($0)) }.joined(separator: "@")
    }

    /// The page of a DOI (doi.org); nil for what is none.
    static func doi(_ text: String?) -> String? {
        guard let text else { return nil }
        let bare = text.replacing(/^(https?:\/\/(dx\.)?doi\.org\/|doi:)/.ignoresCase(), with: "")
        guard bare.wholeMatch(of: /10\.[0-9]{4,9}\/[!-~]{1,200}/) != nil else { return nil }
        let parts = bare.split(separator: "/", maxSplits: 1).map { Query.encode(String($0)) }
        return "https://doi.org/" + parts.joined(separator: "/")
    }
}
