package import Foundation
package import GRDB
internal import Texts

/// The picture of a datalab's card: bytes of a stranger, kept with their type and never looked into.
///
/// An SVG can hold scripts: whoever serves it says ``contentSecurityPolicy`` with it, and pages use it in `<img>` only.
package struct DatalabIcon: Sendable, Hashable {
    /// The types that are kept.
    package enum MediaType: String, Sendable, Hashable, CaseIterable {
        /// A drawing.
        case svg = "image/svg+xml"
        /// A picture.
        case png = "image/png"
    }

    /// The type.
    package let type: MediaType
    /// The file.
    package let bytes: Data

    /// The largest icon, in bytes.
    package static let largest = 128 << 10

    /// What browsers are told with an icon (Content Security Policy 3): it may style itself, and nothing else.
    package static let contentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox"

    init(type: MediaType, bytes: Data) {
        self.type = type
        self.bytes = bytes
    }

    /// The icon that an address itself holds, `data:image/svg+xml;base64,…` (RFC 2397); nil for every other address.
    ///
    /// Addresses of the web are not followed: neither by the AppStore, which would fetch for strangers, nor by its pages,
    /// which would tell strangers who looks at them.
    init?(address: String?) {
        guard let address, address.lowercased().hasPrefix("data:"), let comma = address.firstIndex(of: ",") else {
            return nil
        }
        let head = address[..<comma].dropFirst("data:".count).lowercased().split(separator: ";").map(String.init)
        let body = String(address[address.index(after: comma)...])
        guard let type = head.first.flatMap(MediaType.init(rawValue:)) else { return nil }
        let bytes =
            head.contains("base64") ? Data(base64Encoded: body) : PercentEncoding.decode(body).map { Data($0.utf8) }
        guard let bytes, !bytes.isEmpty, bytes.count <= Self.largest, Self.looksRight(bytes, type) else { return nil }
        self.init(type: type, bytes: bytes)
    }

    private static func looksRight(_ bytes: Data, _ type: MediaType) -> Bool {
        switch type {
        case .png: bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
        case .svg: String(validating: bytes, as: UTF8.self)?.contains("<svg") == true
        }
    }
}

extension DatalabIcon {
    /// The icon of a repository's datalab; nil when there is none.
    ///
    /// The policy has been asked already.
    package static func find(_ repository: String, in database: Database) throws -> DatalabIcon? {
        let sql = "SELECT type, bytes FROM datalab_icon JOIN datalab ON shown = version WHERE repository = ?"
        return try Row.fetchOne(database, sql: sql, arguments: [repository]).flatMap { row in
            MediaType(rawValue: row["type"]).map { DatalabIcon(type: $0, bytes: row["bytes"]) }
        }
    }
}
