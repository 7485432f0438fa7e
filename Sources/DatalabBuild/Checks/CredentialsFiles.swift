internal import LayerArchive
internal import Reporting

/// Files that programs keep credentials in, known by their names; of files of variables (`.env`) what is in them decides.
package enum CredentialsFiles {
    /// Why a file should not be published.
    ///
    /// - Parameters:
    ///   - path: the file's path.
    ///   - contents: reads it; a file that cannot be read counts by its name.
    /// - Returns: the finding; nil for a file of no such name, and for variables among which there is no secret.
    static func finding(_ path: String, contents: () -> [UInt8]?) -> Finding? {
        let parts = PathBytes.parts(path)
        guard let name = parts.last else { return nil }
        if isOfVariables(name) {
            guard let bytes = contents() else { return finding(path, nil, "a file of this name holds \(variables)") }
            return secretVariable(in: bytes).map {
                finding(path, $0.line, "'\($0.name)' has a value here, and looks like a password, a token or a key")
            }
        }
        return meaning(name, in: parts.dropLast().last).map { finding(path, nil, "a file of this name holds \($0)") }
    }

    private static func finding(_ path: String, _ line: Int?, _ message: String) -> Finding {
        Finding(
            .credentialsFile,
            .error(
                at: Place(file: path, line: line),
                message,
                hint: "keep it out of the datalab: name it in '.datalabignore'"
            )
        )
    }

    private static func meaning(_ name: String, in folder: String?) -> String? {
        names[name] ?? folder.flatMap { names["\($0)/\(name)"] }
    }

    /// `.env`, `.env.local`, …; templates of such a file are there to be shared.
    private static func isOfVariables(_ name: String) -> Bool {
        let isTemplate = [".example", ".sample", ".template", ".dist"].contains { PathBytes.ends(name, with: $0) }
        return name == ".env" || (PathBytes.starts(name, with: ".env.") && !isTemplate)
    }

    private static let variables = "passwords and tokens as variables"

    private static let names = [
        ".netrc": "user names and passwords of servers",
        "_netrc": "user names and passwords of servers",
        ".git-credentials": "user names and passwords of git servers",
        ".pypirc": "the tokens of package indexes",
        ".pgpass": "the passwords of databases",
        ".my.cnf": "the password of a database",
        ".cdsapirc": "the key of the Copernicus data stores",
        ".ecmwfapirc": "the key of ECMWF's data services",
        ".htpasswd": "the passwords of users",
        ".aws/credentials": "the keys of an AWS account",
        ".docker/config.json": "the passwords of registries",
        ".kaggle/kaggle.json": "the key of a Kaggle account",
        "kaggle.json": "the key of a Kaggle account",
    ]

    // MARK: variables

    /// The first variable whose name is that of a secret and that has a value of its own, or an address with a password.
    package static func secretVariable(in bytes: [UInt8]) -> (name: String, line: Int)? {
        let text = String(decoding: bytes, as: UTF8.self)
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            guard let (name, value) = assignment(line) else { continue }
            if isSecretName(name), isValue(value) || isPasswordInAddress(value) { return (name, index + 1) }
            if isPasswordInAddress(value) { return (name, index + 1) }
        }
        return nil
    }

    /// `export NAME='value'` or `NAME: value`; nil for comments and all else.
    private static func assignment(_ line: Substring) -> (name: String, value: String)? {
        let line = line.drop { $0.isWhitespace }
        guard !line.hasPrefix("#"), let end = line.firstIndex(where: { $0 == "=" || $0 == ":" }) else { return nil }
        let words = line[..<end].split(whereSeparator: \.isWhitespace)
        guard let name = words.last else { return nil }
        var value = line[line.index(after: end)...].drop { $0.isWhitespace }
        if let quote = value.first, quote == "\"" || quote == "'" {
            value = value.dropFirst().prefix { $0 != quote }
        } else if let comment = value.firstRange(of: " #") {
            value = value[..<comment.lowerBound]
        }
        return (String(name), String(value.reversed().drop { $0.isWhitespace }.reversed()))
    }

    /// Whether a word of a variable's name is one that secrets are called by: `DB_PASSWORD`, `githubToken`, `API_KEY`.
    private static func isSecretName(_ name: String) -> Bool {
        var words: [String] = [""]
        var wasLower = false
        for character in name {
            if !character.isLetter && !character.isNumber {
                words.append("")
            } else {
                if character.isUppercase, wasLower { words.append("") }
                words[words.count - 1] += character.lowercased()
            }
            wasLower = character.isLowercase
        }
        words.removeAll { $0.allSatisfy(\.isNumber) }
        let isNamed = { (word: String) in secretWords.contains { word.hasSuffix($0) } }
        // A public key, or where a key is kept, is none.
        let isHarmless =
            words.last.map { ["path", "file", "dir", "name", "id", "url", "ttl", "expires"].contains($0) } ?? false
        let isAtEnd = words.last.map(endWords.contains) ?? false
        return (isAtEnd || words.contains(where: isNamed)) && !isHarmless && !words.contains("public")
    }

    private static let secretWords = [
        "password", "passwd", "passphrase", "secret", "secrets", "token", "apikey", "credentials",
    ]
    /// Words that mean a secret only at the end: `API_KEY` is one, `KEY_COLUMN` none.
    private static let endWords: Set<String> = ["key", "pass", "pwd", "pw", "pat", "auth", "credential", "cookie"]

    /// Whether a value is one: not empty, no variable of another place, and no word that only stands for one.
    private static func isValue(_ value: String) -> Bool {
        let plain = value.lowercased()
        let standIns: Set<String> = [
            "true", "false", "none", "null", "no", "yes", "0", "1", "changeme", "todo", "tbd", "example",
        ]
        if plain.isEmpty || standIns.contains(plain) || plain.hasPrefix("$") { return false }
        if plain.allSatisfy({ "x*.-_".contains($0) }) || plain.hasPrefix("<") || plain.hasPrefix("{{") { return false }
        return !["your_", "your-", "my_", "change_me", "change-me", "replace_", "replace-"].contains {
            plain.hasPrefix($0)
        }
    }

    /// Whether a value is an address with a password: `postgres://ann:secret@db/lab`.
    private static func isPasswordInAddress(_ value: String) -> Bool {
        guard let scheme = value.firstRange(of: "://") else { return false }
        let authority = value[scheme.upperBound...].prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        guard let at = authority.lastIndex(of: "@"), let colon = authority[..<at].firstIndex(of: ":") else {
            return false
        }
        return isValue(String(authority[authority.index(after: colon)..<at]))
    }
}
