internal import Hashing
internal import LayerArchive
internal import OCIModel
internal import Reporting
internal import Texts

/// Reads a wheel's RECORD for the hashes of its files, and tells where the two do not agree.
///
/// Content that RECORD gives a SHA-256 for is not read here: the hash goes with the file into the layer, where the content is read
/// anyway. Where it turns out to be another's there, the wheel is read again with `hashesContent`.
struct RecordCheck {
    let wheel: WheelContents
    /// Whether all content is read and hashed here, whatever RECORD says of it.
    let hashesContent: Bool

    /// The SHA-256 of every file but RECORD itself and its signatures, and what is wrong with the table.
    ///
    /// - Throws: `LayerArchiveError` for content that does not have the size and CRC-32 that the zip says.
    func read() throws -> (hashes: [BytePath: [UInt8]], warnings: [Problem]) {
        var faults = RecordFaults()
        var rows = try rows(&faults)
        var hashes: [BytePath: [UInt8]] = [:]
        for entry in wheel.archive.entries where entry.kind == .file && !isUnlisted(entry.path) {
            let path = BytePath(entry.path)
            let row = rows.removeValue(forKey: path)
            if row == nil { faults.note(.unlisted, entry.path) }
            hashes[path] = try hash(of: entry, row, &faults)
        }
        for path in rows.keys where !isUnlisted(path.text) {
            let isFolder = wheel.archive[path.text]?.kind == .directory || path.text.utf8.last == UInt8(ascii: "/")
            faults.note(isFolder ? .folder : .missing, path.text)
        }
        return (hashes, faults.warnings(wheel.fault))
    }

    /// Whether a path is of those that RECORD may leave out or give no hash for: itself and its signatures.
    func isUnlisted(_ path: String) -> Bool {
        PathBytes.starts(path, with: recordPath) && ["", ".jws", ".p7s"].contains { recordPath + $0 == path }
    }

    private var recordPath: String { "\(wheel.distInfo)/RECORD" }

    // MARK: rows

    /// The rows by the paths that they mean; of two that differ neither counts.
    private func rows(_ faults: inout RecordFaults) throws -> [BytePath: RecordTable.Row] {
        guard let bytes = try wheel.bytesIfPresent("RECORD") else {
            faults.note(table: "the wheel has no '\(recordPath)'; the hashes of its files are made here")
            return [:]
        }
        let table = RecordTable(bytes)
        for fault in table.faults { faults.note(table: fault) }
        var rows: [BytePath: RecordTable.Row] = [:]
        var doubtful: Set<BytePath> = []
        for var row in table.rows {
            row.path = meant(row.path, &faults)
            let path = BytePath(row.path)
            if let other = rows.updateValue(row, forKey: path), other != row {
                doubtful.insert(path)
            }
        }
        for path in doubtful {
            faults.note(.twice, path.text)
            rows[path]?.isContradicted = true
        }
        return rows
    }

    /// The path that a row means: programs of Windows write backslashes, some others a `./` before it.
    private func meant(_ path: String, _ faults: inout RecordFaults) -> String {
        if wheel.archive[path] != nil { return path }
        if path.utf8.contains(UInt8(ascii: "\\")) {
            let slashes = path.utf8.map { $0 == UInt8(ascii: "\\") ? UInt8(ascii: "/") : $0 }
            faults.note(.backslash, path)
            return String(decoding: slashes, as: UTF8.self)
        }
        return PathBytes.starts(path, with: "./") ? PathBytes.relative(path, to: ".") : path
    }

    // MARK: hashes

    private func hash(of entry: ZipEntry, _ row: RecordTable.Row?, _ faults: inout RecordFaults) throws -> [UInt8] {
        guard let row, !row.isContradicted else { return try hashes(of: entry).short }
        let isSize = row.size.isEmpty || UInt64(row.size) == entry.size
        if !isSize { faults.note(.different, entry.path) }
        switch promise(row, &faults) {
        case nil:
            return try hashes(of: entry).short
        case .sha256(let promised) where !hashesContent && isSize:
            return promised
        case .sha256(let promised):
            let found = try hashes(of: entry).short
            if found != promised { faults.note(.different, entry.path) }
            return found
        case .sha512(let promised):
            let found = try hashes(of: entry)
            if found.long != promised { faults.note(.different, entry.path) }
            return found.short
        }
    }

    private enum Promise {
        case sha256([UInt8])
        case sha512([UInt8])
    }

    /// The hash that a row gives in one of the forms that occur; nil for one that cannot be compared.
    private func promise(_ row: RecordTable.Row, _ faults: inout RecordFaults) -> Promise? {
        let parts = row.hash.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let algorithm = Digest.Algorithm(rawValue: parts[0].lowercased()) else {
            faults.note(.unusable, row.path)
            return nil
        }
        let wrap = algorithm == .sha256 ? Promise.sha256 : Promise.sha512
        if parts[1].utf8.count == algorithm.hexLength, let bytes = Self.bytes(ofHex: parts[1]) {
            faults.note(.hexadecimal, row.path)
            return wrap(bytes)
        }
        guard let bytes = Base64URL.decode(parts[1]), bytes.count == algorithm.hexLength / 2 else {
            faults.note(.unusable, row.path)
            return nil
        }
        return wrap(bytes)
    }

    private static func bytes(ofHex text: Substring) -> [UInt8]? {
        Hex.decode(text.utf8)
    }

    /// The hashes of content, which is read; the long one as layers know only the short one.
    private func hashes(of entry: ZipEntry) throws -> (short: [UInt8], long: [UInt8]) {
        let (short, long) = (ContentHasher(.sha256), ContentHasher(.sha512))
        try wheel.archive.read(entry) { piece in
            short.update(piece)
            long.update(piece)
        }
        return (short.finishBytes(), long.finishBytes())
    }
}
