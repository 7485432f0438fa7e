internal import CommandLines
internal import Foundation
internal import Reporting

/// Reads the texts of settings as what they stand for, and gathers what is wrong.
struct SettingReader {
    let values: [String: ServeSettings.Value]
    private(set) var problems: [Problem] = []

    init(values: [String: ServeSettings.Value]) {
        self.values = values
    }

    /// Notes that a setting is not there.
    mutating func missing(_ name: String, hint: String) {
        problems.append(.error("'\(name)' is missing", hint: hint))
    }

    /// A text as it is; nil for none.
    func text(_ name: String) -> String? {
        values[name].flatMap { $0.text.isEmpty ? nil : $0.text }
    }

    /// A number.
    ///
    /// - Parameters:
    ///   - name: the setting.
    ///   - range: what is taken.
    ///   - otherWord: a word that may stand there instead, for the message.
    /// - Returns: the number; nil without the setting, or for what is noted as a problem.
    mutating func number(_ name: String, in range: ClosedRange<Double>, otherWord: String? = nil) -> Double? {
        guard let value = values[name] else { return nil }
        if let number = Double(value.text), range.contains(number) { return number }
        let numbers = "a number from \(Self.wording(range.lowerBound)) to \(Self.wording(range.upperBound))"
        fail(name, value, "write \(numbers)\(otherWord.map { ", or '\($0)'" } ?? "")")
        return nil
    }

    /// A whole number, in decimal digits.
    mutating func whole(_ name: String, in range: ClosedRange<Int>) -> Int? {
        guard let value = values[name] else { return nil }
        if let number = Int(value.text), range.contains(number) { return number }
        fail(name, value, "write a whole number from \(range.lowerBound) to \(range.upperBound)")
        return nil
    }

    private static func wording(_ number: Double) -> String {
        number == number.rounded() ? String(Int64(number)) : String(number)
    }

    /// A size in bytes.
    mutating func size(_ name: String) -> Int64? {
        guard let value = values[name] else { return nil }
        if let size = try? ByteSize.parse(value.text, option: value.place.description), size <= UInt64(Int64.max) {
            return Int64(size)
        }
        fail(name, value, "write bytes, or a number with kB, MB, GB or TB")
        return nil
    }

    /// Whether something is so; not, when nothing says it.
    mutating func flag(_ name: String) -> Bool {
        guard let value = values[name] else { return false }
        switch value.text.lowercased() {
        case "true", "yes", "1": return true
        case "false", "no", "0": return false
        default:
            fail(name, value, "write 'true' or 'false'")
            return false
        }
    }

    /// One of some words.
    mutating func word<Word: RawRepresentable<String>>(_ name: String, _ words: [Word]) -> Word? {
        guard let value = values[name] else { return nil }
        if let word = Word(rawValue: value.text) { return word }
        fail(name, value, "write one of \(words.map(\.rawValue).joined(separator: ", "))")
        return nil
    }

    /// The address of a web server, without a path.
    mutating func address(_ name: String) -> String? {
        guard let value = values[name] else { return nil }
        let components = URLComponents(string: value.text)
        let isAddress =
            ["http", "https"].contains(components?.scheme) && components?.host?.isEmpty == false
            && ["", "/"].contains(components?.path) && components?.query == nil && components?.user == nil
        if isAddress { return value.text }
        fail(name, value, "write it as 'https://appstore.example.org'")
        return nil
    }

    /// A text for people, on one line.
    mutating func line(_ name: String, upTo limit: Int) -> String? {
        guard let value = values[name] else { return nil }
        let text = value.text.trimmingCharacters(in: .whitespaces)
        let isPrintable = text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
        if !text.isEmpty, text.count <= limit, isPrintable { return text }
        fail(name, value, "write one line of 1 to \(limit) characters")
        return nil
    }

    /// The address of a page of the web; where it may be, an e-mail address.
    mutating func page(_ name: String, orMail: Bool = false) -> String? {
        guard let value = values[name] else { return nil }
        if let components = URLComponents(string: value.text), ["http", "https"].contains(components.scheme),
            components.host?.isEmpty == false, components.user == nil
        {
            return value.text
        }
        if orMail, value.text.wholeMatch(of: /[A-Za-z0-9._+-]+@[A-Za-z0-9.-]+/) != nil { return value.text }
        let mail = orMail ? ", or as 'help@example.org'" : ""
        fail(name, value, "write it as 'https://example.org/\(name.prefix { $0 != "-" })'\(mail)")
        return nil
    }

    /// Notes that a setting's text cannot be taken beside the others.
    mutating func refuse(_ name: String, hint: String) {
        if let value = values[name] { fail(name, value, hint) }
    }

    private mutating func fail(_ name: String, _ value: ServeSettings.Value, _ hint: String) {
        problems.append(.error(at: value.place, "'\(value.text)' is no value for '\(name)'", hint: hint))
    }
}
