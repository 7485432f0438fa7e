internal import Texts

/// The address of a wheel that a requirement names directly, and why other addresses are refused.
struct WheelURL {
    /// The address without the fragment.
    let address: String
    /// The wheel's file name.
    let filename: WheelFilename?
    /// The digests in the fragment, as `sha256:<hex>`.
    let hashes: [String]

    private static let wheelHint =
        "name a wheel on an index or by its address: 'name @ https://…/name-1.0-py3-none-any.whl'"

    /// Takes an address apart; the fault says why an address cannot be used, without repeating credentials.
    init(_ text: String, at index: Int) throws(SyntaxFault) {
        let parts = text.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        let address = String(parts[0])
        let scheme = address.prefix { $0 != ":" }.lowercased()
        try Self.refuseScheme(scheme, address, at: index)
        let rest = address.dropFirst(scheme.count + 3)
        guard !rest.prefix(while: { $0 != "/" }).contains("@") else {
            throw SyntaxFault(
                index,
                "the URL holds a user name or password, which would be stored in the image",
                hint: "remove it and put it in ~/.netrc on the build machine",
            )
        }
        guard !address.contains("?") else {
            throw SyntaxFault(
                index,
                "the URL has a query, which may hold a credential and would be stored in the image",
                hint: "name the file by an address without '?'",
            )
        }
        let path = address
        let lastPart = PercentEncoding.decodeWherePossible(path.split(separator: "/").last ?? "")
        guard lastPart.hasSuffix(".whl") else {
            throw SyntaxFault(
                index,
                "'\(path)' is neither a wheel (its name does not end in '.whl') nor a source archive ('.tar.gz', '.zip')",
                hint: Self.wheelHint,
            )
        }
        guard let filename = WheelFilename(lastPart) else {
            throw SyntaxFault(
                index,
                "'\(lastPart)' is not the file name of a wheel",
                hint: "wheels are named 'name-version-python-abi-platform.whl'",
            )
        }
        self.address = address
        self.filename = filename
        hashes = try Self.hashes(parts.count > 1 ? String(parts[1]) : "", at: index + address.unicodeScalars.count + 1)
    }

    private static func refuseScheme(_ scheme: String, _ address: String, at index: Int) throws(SyntaxFault) {
        guard (scheme == "https" || scheme == "http") && address.dropFirst(scheme.count).hasPrefix("://") else {
            throw SyntaxFault(
                index,
                "expected a URL that begins with 'https://', found '\(address)'",
                hint: wheelHint
            )
        }
    }

    /// The digests of a fragment such as `sha256=…&egg=name`.
    private static func hashes(_ fragment: String, at index: Int) throws(SyntaxFault) -> [String] {
        var hashes: [String] = []
        for part in fragment.split(separator: "&") {
            let pair = part.split(separator: "=", maxSplits: 1).map(String.init)
            guard pair.count == 2, HashOption.algorithms.contains(pair[0]) else { continue }
            hashes.append(try HashOption.parse(pair[0] + ":" + pair[1], at: index))
        }
        return hashes
    }
}

/// The value of `--hash`: `sha256:<hex>`.
enum HashOption {
    static let algorithms: Set<String> = ["md5", "sha1", "sha224", "sha256", "sha384", "sha512"]

    /// Checks a digest; only SHA-256 is taken, since it is what indexes give and what the image's records hold.
    static func parse(_ text: String, at index: Int) throws(SyntaxFault) -> String {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2 else {
            throw SyntaxFault(index, "expected a hash such as 'sha256:<64 digits>', found '\(text)'")
        }
        guard parts[0] == "sha256" else {
            let isKnown = algorithms.contains(parts[0])
            throw SyntaxFault(
                index,
                isKnown ? "'\(parts[0])' hashes are not supported" : "unknown hash algorithm '\(parts[0])'",
                hint: "use 'sha256'; 'pip hash' prints it",
            )
        }
        let hex = parts[1].lowercased()
        guard hex.utf8.count == 64, hex.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) })
        else {
            throw SyntaxFault(index, "a sha256 hash has 64 hexadecimal digits, found \(hex.utf8.count) characters")
        }
        return "sha256:" + hex
    }
}
