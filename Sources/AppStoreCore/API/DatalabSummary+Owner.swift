package import GRDB

extension DatalabSummary {
    /// The datalabs of a user by short name, listed or not; 500 at most.
    package static func owned(by user: String, in database: Database) throws -> [DatalabSummary] {
        let sql = "SELECT datalab FROM catalogue_entry WHERE owner = ? ORDER BY name, datalab LIMIT 500"
        let ids = try Int64.fetchAll(database, sql: sql, arguments: [user])
        return try all(ids, for: .user(name: user, role: .reader, scopes: nil), in: database)
    }
}
