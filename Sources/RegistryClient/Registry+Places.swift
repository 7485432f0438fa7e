internal import Foundation
internal import HTTPTransfer
internal import OCIModel

extension Registry {
    /// A place that the registry named, on the registry's own origin.
    ///
    /// Registries behind proxies name themselves with another protocol or port than they are reached by, so only path and query
    /// are taken, and only from a place on the same host: content and credentials go nowhere else.
    ///
    /// - Parameters:
    ///   - location: an absolute or relative reference.
    ///   - origin: what was asked for.
    /// - Returns: the place.
    /// - Throws: `RegistryError` with code `malformed` for another host.
    func rebased(_ location: String, on origin: TransferURL) async throws -> TransferURL {
        let base = try await url("")
        let target: TransferURL
        do {
            target = try origin.resolving(location)
        } catch {
            throw RegistryError(.malformed, host, "names a place that cannot be reached: \(error.detail)")
        }
        guard target.origin.host == base.origin.host else {
            let detail = "sends us to another host, '\(printable(target.origin.host))', which gets nothing"
            throw RegistryError(.malformed, host, detail)
        }
        let rest = target.text.dropFirst(target.originText.count)
        return try TransferURL(base.originText + rest)
    }
}

extension Registry {
    /// The address of the server, as it is reached: `https://registry.example.org`, without a slash at its end.
    ///
    /// - Returns: the address.
    /// - Throws: `TransferError` when nothing answers, `RegistryError` when what answers is no registry.
    public func serverAddress() async throws -> String { try await url("").originText }
}

extension TransferURL {
    /// The text up to the path.
    fileprivate var originText: String {
        let slashes = text.range(of: "://").map(\.upperBound) ?? text.startIndex
        return String(text[..<(text[slashes...].firstIndex { "/?".contains($0) } ?? text.endIndex)])
    }
}

extension Registry {
    /// The name of a repository of this registry.
    ///
    /// - Throws: `RegistryError` with code `reference` when it is no repository's name.
    func reference(_ repository: String) throws(RegistryError) -> ImageReference {
        do {
            return try ImageReference("\(host)/\(repository)")
        } catch {
            throw RegistryError(.reference, "\(host)/\(repository)", error.reason)
        }
    }
}
