/// One package of a conda environment, as `conda` writes and reads it (its documentation, "Package match specifications").
///
///     spec = [ channel "::" ] name [ ( " " / "=" / operator ) version [ ( " " / "=" ) build ] ] [ "[" key "=" value … "]" ]
struct CondaSpec: Hashable {
    /// The package's name, as it is written.
    var name: String
    /// The condition on the version, as it is written; nil for any.
    var version: String?
    /// The build, which no other tool knows.
    var build: String?
    /// Where conda would take it from.
    var channel: String?

    /// Takes a specification apart; nil when it has no name.
    init?(_ text: String) {
        var text = text.prefix { $0 != "#" }.split(whereSeparator: { $0 == " " || $0 == "\t" }).joined(separator: " ")[
            ...
        ]
        if text.contains("://"), let specification = Self.file(text) {
            self = specification
            return
        }
        if let mark = text.firstRange(of: "::") {
            channel = String(text[..<mark.lowerBound])
            text = text[mark.upperBound...]
        }
        var bracket: [String: String] = [:]
        if let open = text.firstIndex(of: "["), text.last == "]" {
            bracket = Self.pairs(text[text.index(after: open)...].dropLast())
            text = text[..<open]
        }
        let name = text.prefix { $0.utf8.allSatisfy(PackageName.isNameByte) }
        guard !name.isEmpty else { return nil }
        self.name = String(name)
        // The name of a package may stand after that of its channel's folder.
        let rest = text[name.endIndex...].drop { $0 == " " }
        let parts = Self.versionAndBuild(rest)
        version = bracket["version"] ?? parts.version
        build = bracket["build"] ?? parts.build
        channel = bracket["channel"] ?? channel
    }

    /// `https://…/numpy-1.26.4-py312_0.conda`: an explicit list names files.
    private static func file(_ text: Substring) -> CondaSpec? {
        let file = text.split(separator: "#").first?.split(separator: "/").last ?? ""
        for ending in [".conda", ".tar.bz2"] where file.hasSuffix(ending) {
            let parts = file.dropLast(ending.count).split(separator: "-")
            guard parts.count >= 3, var spec = CondaSpec(parts.dropLast(2).joined(separator: "-")) else { return nil }
            spec.version = "==\(parts[parts.count - 2])"
            spec.build = String(parts[parts.count - 1])
            return spec
        }
        return nil
    }

    private static func pairs(_ text: Substring) -> [String: String] {
        var pairs: [String: String] = [:]
        for match in text.matches(of: /([a-z_]+)\s*=\s*(?:'([^']*)'|"([^"]*)"|([^,'"]*))/) {
            let value = match.output.2 ?? match.output.3 ?? match.output.4 ?? ""
            pairs[String(match.output.1)] = String(value)
        }
        return pairs
    }

    /// `=1.2=build`, `1.2 build`, `>=1,<2`, `==1.2`.
    private static func versionAndBuild(_ text: Substring) -> (version: String?, build: String?) {
        guard !text.isEmpty else { return (nil, nil) }
        let isSingle = text.first == "=" && !text.hasPrefix("==")
        let start = isSingle ? text.dropFirst().drop { $0 == " " } : text
        // A space after an operator or a comma belongs to the condition.
        var version = ""
        var rest = start
        while let character = rest.first {
            let last = version.last
            if character == " " {
                let next = rest.dropFirst().first
                let isInside = last.map { "<>=!~,|".contains($0) } ?? true
                guard isInside || next.map({ "<>!~,|".contains($0) }) ?? false else { break }
            } else if character == "=", let last, !"<>=!~".contains(last) {
                break
            } else {
                version.append(character)
            }
            rest = rest.dropFirst()
        }
        let build = rest.drop { $0 == " " || $0 == "=" }
        let hasBuild = !build.isEmpty && build != "*"
        guard !version.isEmpty, version != "*" else { return (nil, hasBuild ? String(build) : nil) }
        // One equals sign means "begins with", unless a build makes it exact; a bare version is exact.
        if isSingle, !hasBuild { return ("=" + version, nil) }
        let isBare = version.first.map { $0.isNumber || $0 == "v" } ?? false
        return (
            isBare && !version.contains(where: { ",|".contains($0) }) ? "==" + version : version,
            hasBuild ? String(build) : nil
        )
    }

    /// The condition as conditions of the packaging specifications; nil for one that they cannot say.
    var specifiers: [VersionSpecifier]? {
        guard let version else { return [] }
        guard !version.contains("|") else { return nil }
        var result: [VersionSpecifier] = []
        for part in version.split(separator: ",").map({ String($0.filter { $0 != " " }) })
        where !part.isEmpty && part != "*" {
            guard let specifier = Self.specifier(part) else { return nil }
            result.append(specifier)
        }
        return result
    }

    private static func specifier(_ part: String) -> VersionSpecifier? {
        let symbols = part.prefix { "<>=!~".contains($0) }
        var version = String(part.dropFirst(symbols.count))
        let hasStar = version.hasSuffix("*")
        while let last = version.last, last == "*" || last == "." { version.removeLast() }
        guard !version.isEmpty else { return nil }
        switch symbols {
        case "", "==": return VersionSpecifier("==\(version)\(hasStar ? ".*" : "")")
        // `=1.2` begins with 1.2; a version of more than numbers cannot be a beginning.
        case "=": return VersionSpecifier("==\(version).*") ?? VersionSpecifier("==\(version)")
        case "!=": return VersionSpecifier("!=\(version)\(hasStar ? ".*" : "")")
        case "~=": return VersionSpecifier("~=\(version)")
        default: return VersionSpecifier("\(symbols)\(version)")
        }
    }
}

/// What conda's packages are called on PyPI and in Debian.
enum CondaNames {
    /// What becomes of a package.
    enum Meaning: Hashable {
        /// A package of PyPI, and the Debian package of a program that it needs.
        case python(String, beside: String?)
        /// Debian packages.
        case debian([String])
        /// What the wheels that need it bring, or the base has.
        case carried
        /// Neither PyPI nor Debian has it, as far as is known.
        case unknown
    }

    /// What a package means, by its name in any spelling.
    static func meaning(of name: String) -> Meaning {
        let normalized = PackageName.normalized(name)
        let beside = self.beside[normalized]
        if let other = pypi[normalized] { return .python(other, beside: beside) }
        if carried.contains(normalized) { return .carried }
        if let packages = debian[normalized] { return .debian(packages.split(separator: ",").map(String.init)) }
        if libraryLike.contains(normalized) { return .python(normalized, beside: beside) }
        if others.contains(where: normalized.hasPrefix) { return .unknown }
        if libraries.contains(where: normalized.hasPrefix) || endings.contains(where: normalized.hasSuffix) {
            return .carried
        }
        return PackageName.isValid(name) ? .python(normalized, beside: beside) : .carried
    }

    /// How libraries of C and parts of compilers are called.
    private static let libraries = [
        "-", "lib", "xorg-", "font-", "fonts-", "cuda-", "mkl-", "aws-c-", "m2w64-", "vs20", "gcc-impl", "gxx-impl",
        "gfortran-impl", "binutils-",
    ]
    private static let endings = ["-cpp", "-devel", "-static", "-linux-64"]
    /// Packages of other languages.
    private static let others = ["r-", "bioconductor-", "perl-", "ros-", "julia", "octave-", "go-", "rust-", "ruby-"]

    private static let pypi = pairs(CondaNameTable.pypi)
    private static let debian = pairs(CondaNameTable.debian)
    private static let beside = pairs(CondaNameTable.beside)
    private static let carried = Set(words(CondaNameTable.carried))
    private static let libraryLike = Set(words(CondaNameTable.libraryLike))

    private static func words(_ text: String) -> [String] {
        text.split(whereSeparator: \.isWhitespace).map(String.init)
    }

    private static func pairs(_ text: String) -> [String: String] {
        let pairs = words(text).map { word in
            (String(word.prefix { $0 != "=" }), String(word.drop { $0 != "=" }.dropFirst()))
        }
        return Dictionary(pairs) { first, _ in first }
    }
}
