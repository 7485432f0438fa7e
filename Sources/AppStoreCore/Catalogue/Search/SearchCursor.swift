internal import AppStoreAPI
internal import Foundation
internal import Texts

/// The place of a datalab in an order: where a page ends and the next goes on, whatever comes or goes between.
struct SearchPosition: Comparable, Codable {
    /// What is put in order by number; 0 where it is by text.
    let number: Double
    /// What is put in order by text; empty where it is by number.
    let text: String
    /// The datalab, for those that are equal in the rest.
    let datalab: Int64

    static func < (one: SearchPosition, other: SearchPosition) -> Bool {
        if one.number != other.number { return one.number < other.number }
        if one.text != other.text { return one.text < other.text }
        return one.datalab < other.datalab
    }
}

/// A position and its order as an opaque text.
struct SearchCursor: Codable {
    let sort: CatalogueSort
    let last: SearchPosition

    /// The text: letters, digits, `-` and `_`.
    func text() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return Base64URL.encode(Array(try encoder.encode(self)))
    }

    /// Reads a cursor of the same order.
    ///
    /// - Throws: `AppStoreError` with code `invalid`.
    static func position(_ text: String, sort: CatalogueSort) throws(AppStoreError) -> SearchPosition {
        guard text.utf8.count <= 1024, let bytes = Base64URL.decode(text),
            let cursor = try? JSONDecoder().decode(SearchCursor.self, from: Data(bytes)), cursor.sort == sort
        else {
            let hint = "take it from 'next' of the page before, and change nothing else; or start without one"
            throw AppStoreError(.invalid, detail: "the cursor does not belong to this search", hint: hint)
        }
        return cursor.last
    }
}

/// The first few of many positions after a given one, without putting all in order.
struct FirstPositions {
    private let start: SearchPosition?
    private let limit: Int
    private(set) var positions: [SearchPosition] = []

    init(_ limit: Int, after start: SearchPosition?) {
        self.start = start
        self.limit = limit
        positions.reserveCapacity(limit + 1)
    }

    mutating func add(_ position: SearchPosition) {
        if let start, !(start < position) { return }
        if positions.count == limit, let last = positions.last, !(position < last) { return }
        var low = 0
        var high = positions.count
        while low < high {
            let middle = (low + high) / 2
            if positions[middle] < position { low = middle + 1 } else { high = middle }
        }
        positions.insert(position, at: low)
        if positions.count > limit { positions.removeLast() }
    }
}
