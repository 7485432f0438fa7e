internal import AppStoreAPI
internal import AppStoreCore
internal import Foundation
internal import NIOCore

/// The catalogue's pages as whoever has not signed in sees them: the same content at the same address is made once a minute.
struct RenderedPages: Sendable {
    private struct Key: Hashable {
        let location: String
        /// Pages may say how long ago something was.
        let minute: Int
    }

    private let known = RecentValues<Key, (page: DatalabPage, html: ByteBuffer)>(limit: limit)

    /// So many bytes are kept.
    static let limit = 16 << 20
    /// Longer addresses are not kept.
    private static let longestLocation = 500

    /// A page's HTML.
    ///
    /// - Parameters:
    ///   - location: its path and query.
    ///   - page: what it shows.
    ///   - time: now.
    ///   - render: makes it.
    /// - Returns: the HTML.
    func html(_ location: String, showing page: DatalabPage, at time: Date, _ render: () -> ByteBuffer) -> ByteBuffer {
        let key = Key(location: location, minute: Int(time.timeIntervalSince1970 / 60))
        if let found = known[key], found.page == page { return found.html }
        let html = render()
        if location.utf8.count <= Self.longestLocation {
            known.keep((page, html), for: key, cost: html.readableBytes + 40_000, ifStill: known.epoch)
        }
        return html
    }
}
