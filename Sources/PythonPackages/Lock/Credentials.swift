/// Keeps credentials out of what is stored and shown.
enum Credentials {
    /// An address without user name, password and fragment.
    static func stripped(_ address: String) -> String {
        let withoutFragment = address.prefix { $0 != "#" }
        guard let scheme = withoutFragment.firstRange(of: "://") else { return String(withoutFragment) }
        let rest = withoutFragment[scheme.upperBound...]
        let authority = rest.prefix { $0 != "/" && $0 != "?" }
        guard let at = authority.lastIndex(of: "@") else { return String(withoutFragment) }
        return String(withoutFragment[..<scheme.upperBound] + rest[rest.index(after: at)...])
    }

    /// A text in which every address has lost its user name, password and query.
    static func removed(from text: String) -> String {
        let withoutUsers = text.replacing(#/([A-Za-z][A-Za-z0-9+.\-]*:\/\/)[^\s\/@']*@/#) { String($0.output.1) }
        return withoutUsers.replacing(#/([A-Za-z][A-Za-z0-9+.\-]*:\/\/[^\s?']*)\?[^\s']*/#) { String($0.output.1) }
    }
}
