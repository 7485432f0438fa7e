/// Which passwords are refused when they are set: those that are tried first (NIST SP 800-63B, 5.1.1.2).
package enum PasswordRules {
    /// The shortest password, in characters.
    package static let shortest = 8
    /// The longest password, in bytes.
    package static let longest = 1024

    /// The most used passwords that are long enough, and words of this place; in lower case, without what is put at the ends.
    private static let common: Set<String> = [
        "password", "passw0rd", "p@ssword", "p@ssw0rd", "passwort", "motdepasse", "contraseña", "letmein", "welcome",
        "iloveyou", "sunshine", "princess", "football", "baseball", "superman", "batman", "trustno", "starwars",
        "whatever", "michelle", "jennifer", "computer", "internet", "changeme", "change me", "default", "secret",
        "administrator", "admin", "qwerty", "qwertyuiop", "qwertz", "qwertzuiop", "azerty", "azertyuiop", "asdfghjkl",
        "zxcvbnm", "1q2w3e4r", "1q2w3e4r5t", "1qaz2wsx", "q1w2e3r4", "zaq12wsx", "abcdefgh", "abcdefghij", "abcd",
        "appstore", "datalab", "datalabs", "jupyter", "jupyterlab", "registry", "docker",
        "correct horse battery staple",
        "correcthorsebatterystaple",
    ]

    /// Refuses a password.
    ///
    /// - Parameters:
    ///   - password: the password.
    ///   - user: the name of whose it is to be.
    /// - Throws: `AppStoreError` with code `invalid` and what to do; the password is not in it.
    package static func check(_ password: String, of user: String) throws(AppStoreError) {
        guard password.count >= shortest, password.utf8.count <= longest else {
            let hint = "use \(shortest) characters or more, up to \(longest) bytes"
            throw AppStoreError(.invalid, detail: "the password is too short or too long", hint: hint)
        }
        let text = password.lowercased(), bare = bare(text)
        let reason: String? =
            if (bare.isEmpty && text.count < 16) || common.contains(text) || common.contains(bare) {
                "one of the first that are tried"
            } else if isName(user, in: text, bare) {
                "the user's name"
            } else if Set(text).count < 4 || isSequence(text) {
                "a few characters in a row"
            } else {
                nil
            }
        guard let reason else { return }
        let hint = "three or four words that do not belong together are good, and so is what a password manager makes"
        throw AppStoreError(.invalid, detail: "the password is \(reason)", hint: hint)
    }

    /// A password without the digits and signs that people put at its ends.
    private static func bare(_ text: String) -> String {
        let isLetter = { (character: Character) in character.isLetter }
        guard let first = text.firstIndex(where: isLetter), let last = text.lastIndex(where: isLetter) else {
            return ""
        }
        return String(text[first...last])
    }

    private static func isName(_ user: String, in text: String, _ bare: String) -> Bool {
        let name = user.lowercased()
        let letters = name.filter { $0.isLetter || $0.isNumber }
        return [name, letters].contains { !$0.isEmpty && (bare == $0 || text == $0 || text == $0 + $0) }
    }

    /// Whether each character follows the one before, or comes before it.
    private static func isSequence(_ text: String) -> Bool {
        let values = text.unicodeScalars.map { Int($0.value) }
        let steps = Set(zip(values.dropFirst(), values).map { $0 - $1 })
        return steps.count == 1
    }
}
