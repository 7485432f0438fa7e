internal import Hashing
internal import LayerArchive
internal import OCIModel

/// Compares a wheel's RECORD with the wheel's files: each must be there, with its size and a strong hash.
///
/// Content hashed with SHA-256 is not read here: its hash goes with the file into the layer, where the content is read anyway.
struct RecordCheck {
    let wheel: WheelContents

    /// The SHA-256 of every file that RECORD lists with a hash, by path.
    func expectedHashes() throws -> [String: [UInt8]] {
        let rows = try uniqueRows()
        try compareNames(rows)
        var hashes: [String: [UInt8]] = [:]
        var faults: [(entry: String, message: String)] = []
        for row in rows.values where !isUnlisted(row.path) {
            guard let entry = wheel.archive[row.path] else { continue }
            switch try check(row, entry) {
            case .success(let hash): hashes[row.path] = hash
            case .failure(let fault): faults.append((row.path, fault.message))
            }
        }
        guard faults.isEmpty else {
            throw wheel.fault.refusal(.recordMismatch, faults.sorted { $0.entry < $1.entry })
        }
        return hashes
    }

    /// Whether a path is of those that RECORD may leave out or give no hash for: itself and its signatures.
    func isUnlisted(_ path: String) -> Bool {
        path == recordPath || path == recordPath + ".jws" || path == recordPath + ".p7s"
    }

    private struct Fault: Error {
        let message: String
    }

    private var recordPath: String { "\(wheel.distInfo)/RECORD" }

    private func uniqueRows() throws -> [String: RecordTable.Row] {
        let table: RecordTable
        do {
            table = try RecordTable(try wheel.bytes("RECORD"))
        } catch let error as RecordTable.SyntaxError {
            throw wheel.fault.refusal(.recordMismatch, "RECORD, line \(error.line): \(error.reason)", entry: recordPath)
        }
        var rows: [String: RecordTable.Row] = [:]
        for row in table.rows {
            if let other = rows.updateValue(row, forKey: row.path), other != row {
                let message = "RECORD lists \(quoted(row.path)) twice, with different hashes or sizes"
                throw wheel.fault.refusal(.recordMismatch, message, entry: row.path)
            }
        }
        return rows
    }

    private func compareNames(_ rows: [String: RecordTable.Row]) throws {
        let files = wheel.archive.entries.filter { $0.kind == .file }
        var faults = files.map(\.path).filter { rows[$0] == nil && !isUnlisted($0) }.sorted().map {
            ($0, "the file \(quoted($0)) is not in RECORD")
        }
        faults += rows.keys.filter { wheel.archive[$0]?.kind != .file && !isUnlisted($0) }.sorted().map {
            ($0, "RECORD lists \(quoted($0)), which is not a file of the wheel")
        }
        guard faults.isEmpty else { throw wheel.fault.refusal(.recordMismatch, faults) }
    }

    private func check(_ row: RecordTable.Row, _ entry: ZipEntry) throws -> Result<[UInt8], Fault> {
        if !row.size.isEmpty, UInt64(row.size) != entry.size {
            let found = "\(quoted(row.path)) has \(entry.size) bytes"
            return .failure(Fault(message: "\(found), RECORD says \(quoted(row.size))"))
        }
        let parts = row.hash.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else {
            return .failure(Fault(message: "RECORD has no hash for \(quoted(row.path))"))
        }
        guard let algorithm = Digest.Algorithm(rawValue: parts[0].lowercased()) else {
            let weak = "RECORD has a hash of kind \(quoted(parts[0])) for \(quoted(row.path))"
            return .failure(Fault(message: "\(weak), expected 'sha256' or 'sha512'"))
        }
        guard let bytes = Base64URL.decode(parts[1]), bytes.count == algorithm.hexLength / 2 else {
            return .failure(
                Fault(message: "RECORD has a hash for \(quoted(row.path)) that is no \(algorithm.rawValue)")
            )
        }
        return algorithm == .sha256 ? .success(bytes) : try sha256(of: entry, sha512: bytes)
    }

    /// The SHA-256 of a file whose SHA-512 is known: the content is read, as layers know SHA-256 only.
    private func sha256(of entry: ZipEntry, sha512: [UInt8]) throws -> Result<[UInt8], Fault> {
        let (short, long) = (ContentHasher(.sha256), ContentHasher(.sha512))
        try wheel.archive.read(entry) { piece in
            short.update(piece)
            long.update(piece)
        }
        guard long.finishBytes() == sha512 else {
            return .failure(Fault(message: "\(quoted(entry.path)) does not have the hash that RECORD says"))
        }
        return .success(short.finishBytes())
    }
}
