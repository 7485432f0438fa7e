/// One challenge of a `WWW-Authenticate` field: a scheme with its parameters (RFC 9110, 11.6.1).
package struct Challenge: Hashable, Sendable {
    /// The scheme in lower case, such as `bearer`.
    package let scheme: String
    /// The parameters, names in lower case; the first of equal names counts.
    package let parameters: [String: String]

    /// Reads all challenges of a field's values; what does not follow the grammar ends the value it is in.
    ///
    /// - Parameter values: the field's values, each of at most 8 KiB.
    /// - Returns: the challenges in order.
    package static func parse(_ values: [String]) -> [Challenge] {
        values.prefix(8).filter { $0.utf8.count <= 8 << 10 }.flatMap { value in
            var reader = ChallengeReader(value)
            return reader.challenges()
        }
    }
}

/// Reads `scheme token68 / scheme name=value, name="quoted", scheme …`.
private struct ChallengeReader {
    private let bytes: [UInt8]
    private var place = 0

    init(_ value: String) {
        bytes = Array(value.utf8)
    }

    mutating func challenges() -> [Challenge] {
        var found: [Challenge] = []
        skip(" \t,")
        while let scheme = token() {
            skip(" \t")
            guard let parameters = parameters() else { return found }
            found.append(Challenge(scheme: scheme.lowercased(), parameters: parameters))
            skip(" \t,")
        }
        return found
    }

    /// The parameters up to the next scheme; nil when a value is malformed.
    private mutating func parameters() -> [String: String]? {
        var parameters: [String: String] = [:]
        while true {
            let start = place
            guard let name = token() else { return parameters }
            skip(" \t")
            guard take("=") else {
                // A token that no "=" follows is the next challenge's scheme.
                place = start
                return parameters
            }
            skip(" \t")
            guard let value = peek("\"") ? quoted() : token() else { return nil }
            if parameters[name.lowercased()] == nil { parameters[name.lowercased()] = value }
            skip(" \t")
            guard take(",") else { return parameters }
            skip(" \t,")
        }
    }

    private mutating func token() -> String? {
        let start = place
        while place < bytes.count, Self.isTokenByte(bytes[place]) { place += 1 }
        return start == place ? nil : String(decoding: bytes[start..<place], as: UTF8.self)
    }

    private mutating func quoted() -> String? {
        var text: [UInt8] = []
        place += 1
        while place < bytes.count {
            let byte = bytes[place]
            place += 1
            if byte == UInt8(ascii: "\"") { return String(validating: text, as: UTF8.self) }
            if byte == UInt8(ascii: "\\") {
                guard place < bytes.count else { return nil }
                text.append(bytes[place])
                place += 1
            } else {
                text.append(byte)
            }
        }
        return nil
    }

    private mutating func skip(_ characters: String) {
        while place < bytes.count, characters.utf8.contains(bytes[place]) { place += 1 }
    }

    private func peek(_ character: Unicode.Scalar) -> Bool {
        place < bytes.count && bytes[place] == UInt8(ascii: character)
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard peek(character) else { return false }
        place += 1
        return true
    }

    private static func isTokenByte(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
            || "!#$%&'*+-.^_`|~".utf8.contains(byte)
    }
}
