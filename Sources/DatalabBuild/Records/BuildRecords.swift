internal import DatalabModel
internal import Foundation
internal import GRDB
internal import Glibc
internal import LocalRuns
public import OCIModel
internal import SystemPackage

/// The records of all builds of a home, in SQLite; several processes may use them at once.
///
/// A living build holds a lock on a file; a build that is in progress without one has died, and is marked so at the next start.
public struct BuildRecords: Sendable {
    private let home: DatalabHome
    private let database: DatabaseQueue

    /// Opens the records of a home, and marks the builds that died.
    ///
    /// - Parameter home: the home.
    /// - Throws: `BuildFailure`: `cannotWrite`, `records`.
    public init(home: DatalabHome) throws(BuildFailure) {
        self.home = home
        for folder in [home.root, home.logs, home.running] { try home.make(folder) }
        do {
            var configuration = Configuration()
            configuration.busyMode = .timeout(10)
            database = try DatabaseQueue(path: home.records.string, configuration: configuration)
            try Self.migrator.migrate(database)
        } catch {
            throw BuildFailure(.records(home.records), detail: "\(error)")
        }
        try markAbandoned()
    }

    private static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1: builds and their events") { db in
            try db.create(table: "build") { table in
                table.autoIncrementedPrimaryKey("id")
                table.column("datalab", .text)
                table.column("version", .text)
                table.column("counter", .integer)
                table.column("status", .text).notNull()
                table.column("reason", .text)
                table.column("started", .datetime).notNull()
                table.column("ended", .datetime)
                table.column("source", .text).notNull()
                table.column("inputs", .text)
                table.column("result", .text)
                table.uniqueKey(["datalab", "version", "counter"])
            }
            try db.create(table: "event") { table in
                table.column("build", .integer).notNull().references("build").indexed()
                table.column("time", .datetime).notNull()
                table.column("text", .text).notNull()
            }
        }
        migrator.registerMigration("2: what came of trying the image out") { db in
            try db.alter(table: "build") { $0.add(column: "trial", .text) }
        }
        migrator.registerMigration("3: the folder that was built, which is told to nobody") { db in
            try db.alter(table: "build") { $0.add(column: "folder", .text) }
        }
        return migrator
    }

    /// Starts the record of a build.
    ///
    /// - Parameter source: the source as given, without credentials.
    /// - Returns: the running build; ending it is the caller's duty.
    /// - Throws: `BuildFailure`.
    public func begin(source: String) throws(BuildFailure) -> RunningBuild {
        let now = Date()
        let id = try write { db in
            try db.execute(
                sql: "INSERT INTO build (status, started, source, folder) VALUES (?, ?, ?, ?)",
                arguments: [BuildStatus.inProgress.rawValue, now, source, Self.folder(source)],
            )
            return db.lastInsertedRowID
        }
        return try RunningBuild(id: id, records: self, logPath: logPath(id), lockPath: lockPath(id))
    }

    /// All builds, the newest first.
    ///
    /// - Parameter datalab: only those of this short name, when given.
    /// - Returns: the records.
    /// - Throws: `BuildFailure` with code `records`.
    public func all(of datalab: String? = nil) throws(BuildFailure) -> [BuildRecord] {
        try read { db in
            try Stored<BuildRecord>.fetchAll(
                db,
                sql: "SELECT * FROM build WHERE ? IS NULL OR datalab = ? ORDER BY id DESC",
                arguments: [datalab, datalab],
            ).map(\.value)
        }
    }

    /// The image that is meant in a folder where none is named: that of the newest build of the files there, and where nothing of
    /// them was built, the newest of the only datalab there is.
    ///
    /// - Parameter folder: the path of the folder.
    /// - Returns: the image's name in the store.
    /// - Throws: `BuildFailure`: `nothingToPublish`, `severalToPublish`, `records`.
    public func image(in folder: String) throws(BuildFailure) -> String {
        let made = "result IS NOT NULL AND datalab IS NOT NULL"
        if let place = Self.folder(folder),
            let own = try select("\(made) AND folder = ?", [place], limit: 1).first?.result
        {
            return own.reference
        }
        guard let newest = try select(made, [], limit: 1).first, let result = newest.result,
            let datalab = newest.datalab
        else { throw BuildFailure(.nothingToPublish) }
        guard try select("\(made) AND datalab != ?", [datalab], limit: 1).isEmpty else {
            throw BuildFailure(.severalToPublish(folder: folder, newest: result.reference))
        }
        return result.reference
    }

    /// The path of a folder without links and dots; nil for what is none.
    private static func folder(_ path: String) -> String? {
        guard let real = realpath(path, nil) else { return nil }
        defer { free(real) }
        var status = stat()
        return stat(real, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR ? String(cString: real) : nil
    }

    /// The newest build that made an image; nil when no build of this home has.
    ///
    /// - Parameter digest: the digest of the image's manifest.
    /// - Returns: the record.
    /// - Throws: `BuildFailure` with code `records`.
    public func newest(of digest: Digest) throws(BuildFailure) -> BuildRecord? {
        try select("json_extract(result, '$.digest') = ?", ["\(digest)"], limit: 1).first
    }

    /// Builds that a condition is true of, the newest first.
    private func select(_ condition: String, _ arguments: [String], limit: Int = -1) throws(BuildFailure)
        -> [BuildRecord]
    {
        try read { db in
            try Stored<BuildRecord>.fetchAll(
                db,
                sql: "SELECT * FROM build WHERE \(condition) ORDER BY id DESC LIMIT \(limit)",
                arguments: StatementArguments(arguments),
            ).map(\.value)
        }
    }

    /// One build by what a person calls it: `#12`, `12`, `name:1.4.0-0`, `1.4.0-0` where only one datalab has it, or `name` and
    /// `name:latest` (the newest that made an image of that name).
    ///
    /// - Parameter name: the name.
    /// - Returns: the record.
    /// - Throws: `BuildFailure`: `unknownBuild`, `severalBuilds`, `records`.
    public func find(_ name: String) throws(BuildFailure) -> BuildRecord {
        let number = Int64(name.hasPrefix("#") ? String(name.dropFirst()) : name)
        if let number, let record = try select("id = ?", ["\(number)"]).first { return record }
        let all = try all()
        if let found = all.first(where: { record in record.datalab.map { "\($0):\(record.label)" } == name }) {
            return found
        }
        let labelled = all.filter { $0.label == name }
        let datalabs = Set(labelled.compactMap(\.datalab)).sorted()
        guard datalabs.count < 2 else { throw BuildFailure(.severalBuilds(name, of: datalabs)) }
        if let found = labelled.first { return found }
        let datalab = name.hasSuffix(":latest") ? String(name.dropLast(":latest".count)) : name
        let newest = try select("result IS NOT NULL AND datalab = ?", [datalab], limit: 1).first
        guard let newest else { throw BuildFailure(.unknownBuild(name)) }
        return newest
    }

    /// The dated lines of a build, oldest first.
    ///
    /// - Parameter id: the build's number.
    /// - Returns: the events.
    /// - Throws: `BuildFailure` with code `records`.
    public func events(of id: Int64) throws(BuildFailure) -> [BuildEvent] {
        try read { db in
            try Stored<BuildEvent>.fetchAll(
                db,
                sql: "SELECT time, text FROM event WHERE build = ? ORDER BY rowid",
                arguments: [id],
            ).map(\.value)
        }
    }

    /// The full log of a build as text; empty when nothing was logged.
    public func log(of id: Int64) -> String {
        FileManager.default.contents(atPath: logPath(id).string).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }

    func identify(_ id: Int64, datalab: String, version: String) throws(BuildFailure) -> Int {
        try write { db in
            let last = try Int.fetchOne(
                db,
                sql: "SELECT max(counter) FROM build WHERE datalab = ? AND version = ?",
                arguments: [datalab, version],
            )
            let counter = last.map { $0.addingReportingOverflow(1).partialValue } ?? 0
            guard (0...Int(UInt32.max)).contains(counter) else {
                throw DatabaseError(
                    message: "the builds of \(version) are counted up to \(last ?? 0), which no build has"
                )
            }
            try db.execute(
                sql: "UPDATE build SET datalab = ?, version = ?, counter = ? WHERE id = ?",
                arguments: [datalab, version, counter, id],
            )
            return counter
        }
    }

    func set(inputs: BuildInputs, of id: Int64) throws(BuildFailure) {
        try write { db in
            try db.execute(sql: "UPDATE build SET inputs = ? WHERE id = ?", arguments: [Self.json(inputs), id])
        }
    }

    /// Notes what came of trying a build's image out: the last trial counts, each is an event.
    func set(trial: TrialReport, of id: Int64) throws(BuildFailure) {
        try write { db in
            try db.execute(sql: "UPDATE build SET trial = ? WHERE id = ?", arguments: [Self.json(trial), id])
            try db.execute(
                sql: "INSERT INTO event (build, time, text) VALUES (?, ?, ?)",
                arguments: [id, Date(), trial.event]
            )
        }
    }

    func addEvent(_ text: String, to id: Int64) throws(BuildFailure) {
        try write { db in
            try db.execute(
                sql: "INSERT INTO event (build, time, text) VALUES (?, ?, ?)",
                arguments: [id, Date(), text]
            )
        }
    }

    func end(_ id: Int64, _ status: BuildStatus, reason: String?, result: BuildResult?) throws(BuildFailure) {
        // The same time for both: what comes later is not part of the build.
        let now = Date()
        try write { db in
            try db.execute(
                sql: "UPDATE build SET status = ?, reason = ?, ended = ?, result = ? WHERE id = ?",
                arguments: [status.rawValue, reason, now, result.map(Self.json), id],
            )
            try db.execute(
                sql: "INSERT INTO event (build, time, text) VALUES (?, ?, ?)",
                arguments: [id, now, status.endedEvent],
            )
        }
    }

    private func markAbandoned() throws(BuildFailure) {
        // At every start, so no other record is read: there can be thousands.
        let building = try select("status = ?", [BuildStatus.inProgress.rawValue])
        for record in building where !RunningBuild.isAlive(lockPath(record.id)) {
            try end(record.id, .interrupted, reason: "the process that built it died", result: nil)
            unlink(lockPath(record.id).string)
        }
    }

    private func logPath(_ id: Int64) -> FilePath { home.logs.appending("\(id).log") }
    private func lockPath(_ id: Int64) -> FilePath { home.running.appending("\(id).lock") }

    private static func json(_ value: some Encodable) throws -> String {
        String(decoding: try CanonicalJSON.encode(value), as: UTF8.self)
    }

    private func write<Value: Sendable>(_ body: @Sendable (Database) throws -> Value) throws(BuildFailure) -> Value {
        do {
            return try database.write(body)
        } catch {
            throw BuildFailure(.records(home.records), detail: "\(error)")
        }
    }

    private func read<Value: Sendable>(_ body: @Sendable (Database) throws -> Value) throws(BuildFailure) -> Value {
        do {
            return try database.read(body)
        } catch {
            throw BuildFailure(.records(home.records), detail: "\(error)")
        }
    }
}

/// Lets a public value be read from a row without making its type depend on the database library.
private struct Stored<Value: Decodable>: Decodable, FetchableRecord {
    let value: Value

    init(from decoder: any Decoder) throws {
        value = try Value(from: decoder)
    }
}
