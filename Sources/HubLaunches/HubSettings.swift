internal import Foundation
internal import Reporting
package import SystemPackage

/// The JupyterHub that starts datalabs for an AppStore's users.
package struct HubSettings: Sendable, Hashable {
    /// The address by which browsers reach it, without a slash at its end.
    package let url: String
    /// What the two know each other by.
    package let secret: HubSecret

    /// The name that the hub has at the AppStore.
    package static let client = "jupyterhub"
    /// Where the hub takes hand-overs.
    package static let callbackPath = "/hub/oauth_callback"

    /// A hub.
    package init(url: String, secret: HubSecret) {
        self.url = url.hasSuffix("/") ? String(url.dropLast()) : url
        self.secret = secret
    }

    /// The one place that a browser is sent to with a hand-over.
    package var callback: String { url + Self.callbackPath }
}

/// The secret that an AppStore shares with its hub: letters and digits in a file that only its owner reads.
package struct HubSecret: Sendable, Hashable {
    /// The secret.
    package let text: String

    /// The shortest secret, in characters: nobody guesses it, so guesses need not be counted.
    package static let shortest = 32

    /// A secret that is known to be long enough.
    init(_ text: String) {
        self.text = text
    }

    /// Reads a file.
    ///
    /// - Parameter path: the file.
    /// - Throws: `InputFailure`: it cannot be read, others can read it, or it holds another thing.
    package init(file path: FilePath) throws {
        let advice = "make one: `(umask 077; openssl rand -hex 32 >\(path))`, and give the hub the same"
        guard let data = FileManager.default.contents(atPath: path.string) else {
            throw InputFailure(.error("the hub's secret cannot be read from '\(path)'", hint: advice), class: .noInput)
        }
        let attributes = try FileManager.default.attributesOfItem(atPath: path.string)
        guard let mode = attributes[.posixPermissions] as? Int, mode & 0o077 == 0 else {
            throw InputFailure(
                .error("others can read the hub's secret in '\(path)'", hint: "run `chmod 600 \(path)`"),
                class: .noPermission
            )
        }
        let text = String(decoding: data.prefix(4096), as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        guard text.utf8.count >= Self.shortest, text.utf8.count <= 512,
            text.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) })
        else {
            let found = "'\(path)' does not hold \(Self.shortest) to 512 letters and digits"
            throw InputFailure(.error(found, hint: advice), class: .data)
        }
        self.text = text
    }
}
