internal import Glibc
internal import RegistryClient

/// A registry as a user names it.
struct RegistryHost {
    let name: String

    init(_ text: String) throws {
        let host = ["https://", "http://"].reduce(text) { $0.hasPrefix($1) ? String($0.dropFirst($1.count)) : $0 }
        let name = host.hasSuffix("/") ? String(host.dropLast()) : host
        guard !name.isEmpty, name.utf8.allSatisfy({ ".-:[]".utf8.contains($0) || isalnum(Int32($0)) != 0 }) else {
            let hint = "write it as 'registry.example.org' or 'registry.example.org:5000'"
            throw RegistryError(.reference, "'\(text)'", "not a registry's host", hint: hint)
        }
        self.name = name.lowercased()
    }
}
