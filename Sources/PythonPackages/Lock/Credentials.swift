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

    /// A text in which every `scheme://user:password@` has lost what stands before the `@`.
    static func removed(from text: String) -> String {
        text.replacing(#/([A-Za-z][A-Za-z0-9+.\-]*:\/\/)[^\s\/@]+@/#) { String($0.output.1) }
    }
}
