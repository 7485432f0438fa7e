internal import AppStoreAPI
internal import Foundation
internal import GRDB

/// Counts facet values while a search runs through its datalabs.
///
/// A facet's counts are of the datalabs that pass all other facets' filters: they tell what choosing another value of it
/// would give.
struct FacetTally {
    /// For each facet the wanted values' codes; empty for any value.
    private let wanted: [Set<UInt32>]
    private let filtered: [Int]
    /// The number of datalabs by the value's number.
    private var counts: [Int32]
    /// The facet by the value's number.
    private var facets: [UInt8]

    init(_ filters: [Facet: Set<String>], in database: Database) throws {
        var wanted = [Set<UInt32>](repeating: [], count: Facet.allCases.count)
        for (facet, values) in filters where !values.isEmpty {
            for value in values {
                let sql = "SELECT id FROM facet_value WHERE facet = ? AND value = ?"
                let id = try Int64.fetchOne(database, sql: sql, arguments: [facet.number, value])
                // No value has the number 0: what nobody has lets nothing pass.
                wanted[facet.number].insert(FacetCodes.code(facet.number, id ?? 0))
            }
        }
        self.wanted = wanted
        filtered = wanted.indices.filter { !wanted[$0].isEmpty }
        let last = try Int.fetchOne(database, sql: "SELECT max(id) FROM facet_value") ?? 0
        counts = [Int32](repeating: 0, count: last + 1)
        facets = [UInt8](repeating: 0, count: last + 1)
    }

    /// Counts a datalab's values.
    ///
    /// - Returns: whether it passes all filters.
    mutating func add(_ codes: UnsafeRawBufferPointer) -> Bool {
        var failed: Int?
        for facet in filtered where !passes(facet, codes) {
            if failed != nil { return false }
            failed = facet
        }
        for offset in stride(from: 0, to: codes.count, by: 4) {
            let code = codes.loadUnaligned(fromByteOffset: offset, as: UInt32.self)
            let facet = FacetCodes.facet(code)
            guard failed == nil || failed == facet else { continue }
            let value = Int(code & FacetCodes.mask)
            guard value < counts.count else { continue }
            counts[value] += 1
            facets[value] = UInt8(facet)
        }
        return failed == nil
    }

    private func passes(_ facet: Int, _ codes: UnsafeRawBufferPointer) -> Bool {
        for offset in stride(from: 0, to: codes.count, by: 4) {
            let code = codes.loadUnaligned(fromByteOffset: offset, as: UInt32.self)
            if FacetCodes.facet(code) == facet, wanted[facet].contains(code) { return true }
        }
        return false
    }

    /// All values of one facet that contain a text, those with the most datalabs first.
    func values(of facet: Facet, containing text: String, in database: Database) throws -> [FacetCounts.Value] {
        let sql = "SELECT id, value FROM facet_value WHERE facet = ?"
        let rows = try Row.fetchAll(database, sql: sql, arguments: [facet.number])
        let found = rows.compactMap { row -> (id: Int, value: String)? in
            let (id, value): (Int, String) = (row[0], row[1])
            guard id < counts.count, counts[id] > 0, text.isEmpty || value.lowercased().contains(text) else {
                return nil
            }
            return (id, value)
        }
        return found.sorted { (counts[$1.id], $0.id) < (counts[$0.id], $1.id) }.map { id, value in
            let isWanted = wanted[facet.number].contains(FacetCodes.code(facet.number, Int64(id)))
            return FacetCounts.Value(value: value, count: Int(counts[id]), isSelected: isWanted)
        }
    }

    /// The values of each facet with the most datalabs, and the wanted ones.
    func facets(limit: Int, in database: Database) throws -> [FacetCounts] {
        var found = [[(id: Int, count: Int32)]](repeating: [], count: Facet.allCases.count)
        for (id, count) in counts.enumerated() where count > 0 { found[Int(facets[id])].append((id, count)) }
        return try Facet.allCases.map { facet in
            let all = found[facet.number].sorted { ($1.count, $0.id) < ($0.count, $1.id) }
            let isWanted = { (id: Int) in wanted[facet.number].contains(FacetCodes.code(facet.number, Int64(id))) }
            let rest = all.dropFirst(limit).filter { isWanted($0.id) }
            let values = try (all.prefix(limit) + rest).compactMap { id, count in
                try String.fetchOne(database, sql: "SELECT value FROM facet_value WHERE id = ?", arguments: [id]).map {
                    FacetCounts.Value(value: $0, count: Int(count), isSelected: isWanted(id))
                }
            }
            return FacetCounts(facet: facet, values: values, total: all.count)
        }
    }
}
