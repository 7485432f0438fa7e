internal import Texts

/// Reads and checks a zip's central directory together with its local headers.
struct ZipDirectory {
    let file: UnsafeRawBufferPointer
    let archive: String
    let limits: ZipLimits
    let rules: ZipRules
    private var entries: [ZipEntry] = []
    private var spans: [Range<Int>] = []
    private var failures: [LayerArchiveError] = []
    private var totalSize: UInt64 = 0
    /// How many names a program of Windows wrote with backslashes between folders.
    private var windowsNames = 0
    private var shift = 0

    /// How many faults of entries are told at most.
    private static let faultLimit = 20

    private init(_ file: UnsafeRawBufferPointer, archive: String, limits: ZipLimits, rules: ZipRules) {
        self.file = file
        self.archive = archive
        self.limits = limits
        self.rules = rules
    }

    /// Every entry in the order of the directory; faults of single entries are told together.
    static func read(
        _ file: UnsafeRawBufferPointer,
        archive: String,
        limits: ZipLimits,
        rules: ZipRules,
    ) throws(LayerArchiveError) -> (entries: [ZipEntry], remarks: [String]) {
        var directory = ZipDirectory(file, archive: archive, limits: limits, rules: rules)
        let end = try ZipEnd.read(file, archive: archive, rules: rules)
        directory.shift = end.shift
        try directory.checkCount(end)
        try directory.readEntries(end)
        try directory.throwFailures()
        let stray = try directory.checkSpans(upTo: end.directory.lowerBound)
        let (entries, replaced) = try ZipPaths.check(directory.entries, archive: archive, rules: rules)
        return (entries, directory.remarks(stray: stray + end.trailing, replaced: replaced))
    }

    private func remarks(stray: Int, replaced: [String]) -> [String] {
        var remarks: [String] = []
        if stray > 0 { remarks.append("\(stray) bytes of the zip belong to no entry; they are not used") }
        if let first = replaced.first {
            let more = replaced.count > 1 ? " and \(replaced.count - 1) more" : ""
            remarks.append(
                "the zip has several entries of the name \(ShownText.quoted(first))\(more); the last of each is used"
            )
        }
        if windowsNames > 0 {
            remarks.append("\(windowsNames) names have backslashes, as Windows writes them; they are read as folders")
        }
        return remarks
    }

    private func checkCount(_ end: ZipEnd) throws(LayerArchiveError) {
        guard end.entryCount <= UInt64(limits.entries) else {
            throw LayerArchiveError(
                .tooLarge,
                archive: archive,
                detail: "the zip says it has \(end.entryCount) entries; at most \(limits.entries) are read",
            )
        }
        guard end.entryCount <= UInt64(end.directory.count / 46) else {
            throw LayerArchiveError(
                .malformedArchive,
                archive: archive,
                detail: "\(end.entryCount) entries do not fit into a directory of \(end.directory.count) bytes",
            )
        }
    }

    private mutating func readEntries(_ end: ZipEnd) throws(LayerArchiveError) {
        var reader = ByteReader(UnsafeRawBufferPointer(rebasing: file[end.directory]))
        entries.reserveCapacity(Int(end.entryCount))
        spans.reserveCapacity(Int(end.entryCount))
        for index in 0..<Int(end.entryCount) {
            let header: ZipHeader
            do {
                header = try ZipHeader.central(&reader)
            } catch {
                throw LayerArchiveError(
                    .malformedArchive,
                    archive: archive,
                    detail: "entry \(index + 1) of the central directory: \(Self.words(error))",
                )
            }
            do throws(LayerArchiveError) {
                try read(header, directoryStart: end.directory.lowerBound)
            } catch {
                failures.append(error)
                if failures.count >= Self.faultLimit || error.code == .tooLarge { try throwFailures() }
            }
        }
        guard reader.remaining == 0 else {
            throw LayerArchiveError(
                .malformedArchive,
                archive: archive,
                detail: "the central directory holds \(reader.remaining) bytes more than its \(end.entryCount) entries",
            )
        }
    }

    private func throwFailures() throws(LayerArchiveError) {
        guard let first = failures.first else { return }
        throw LayerArchiveError(
            first.code,
            archive: archive,
            entry: first.entry,
            detail: first.detail,
            hint: first.hint,
            others: failures.dropFirst().flatMap(\.problems),
        )
    }

    private mutating func read(_ header: ZipHeader, directoryStart: Int) throws(LayerArchiveError) {
        guard let name = ZipName.decode(header, guessesUTF8: rules.contains(.guessesUTF8)) else {
            let shown = String(decoding: header.name, as: UTF8.self)
            throw failure(.unsafePath, shown, "the name is not in the encoding that its header says")
        }
        let isOfUnix = header.isOfUnix
        let usedName = ZipName.normalised(name, isOfUnix: isOfUnix, rules: rules)
        if ZipName.hasWindowsFolders(name, isOfUnix: isOfUnix, rules: rules) { windowsNames += 1 }
        let hasSlash = usedName.utf8.last == UInt8(ascii: "/")
        let path = hasSlash ? String(usedName.utf8.dropLast()) ?? usedName : usedName
        if let fault = ZipName.fault(path, isOfUnix: isOfUnix, rules: rules) { throw failure(.unsafePath, name, fault) }
        let kind = try kind(of: header, name: name, hasSlash: hasSlash)
        let method = try method(of: header, name: name)
        try checkSizes(header, kind: kind, method: method, name: name)
        var header = header
        let (offset, overflow) = header.localOffset.addingReportingOverflow(UInt64(shift))
        if !overflow { header.localOffset = offset }
        let place = try ZipLocal.check(
            header,
            in: file,
            before: directoryStart,
            archive: archive,
            name: name,
            passesOver: rules.contains(.passesOverStrayBytes)
        )
        entries.append(
            ZipEntry(
                path: path,
                kind: kind,
                method: method,
                compressedSize: header.compressedSize,
                size: header.size,
                crc32: header.crc32,
                unixMode: header.unixMode,
                data: place.data,
            )
        )
        spans.append(place.span)
    }

    private func kind(
        of header: ZipHeader,
        name: String,
        hasSlash: Bool,
    ) throws(LayerArchiveError) -> ZipEntry.Kind {
        switch header.unixMode & 0o170000 {
        case 0o040000 where hasSlash, 0 where hasSlash, 0o100000 where hasSlash:
            return .directory
        case 0o100000, 0:
            return .file
        case 0o120000 where !hasSlash:
            if rules.contains(.noSymbolicLinks) { throw failure(.unsupported, name, "symbolic links are refused here") }
            return .symbolicLink
        case 0o040000 where rules.contains(.linuxNames):
            return .file
        case 0o040000, 0o120000:
            throw failure(.malformedArchive, name, "the name and the mode disagree on what the entry is")
        default:
            throw failure(
                .unsupported,
                name,
                "the entry is a device, a pipe or a socket; only files, folders and links are read"
            )
        }
    }

    private func method(of header: ZipHeader, name: String) throws(LayerArchiveError) -> ZipEntry.Method {
        guard header.flags & 0x2041 == 0 else {
            throw failure(.unsupported, name, "the entry is encrypted", hint: "make the zip without a password")
        }
        guard header.flags & 0x0020 == 0 else { throw failure(.unsupported, name, "the entry is patched data") }
        guard let method = ZipEntry.Method(rawValue: header.method) else {
            throw failure(
                .unsupported,
                name,
                "compression method \(header.method) is not read; only 0 (stored) and 8 (deflate) are",
                hint: "make the zip anew with deflate",
            )
        }
        return method
    }

    private mutating func checkSizes(
        _ header: ZipHeader,
        kind: ZipEntry.Kind,
        method: ZipEntry.Method,
        name: String,
    ) throws(LayerArchiveError) {
        if kind == .directory, header.size != 0 {
            throw failure(.malformedArchive, name, "a folder of \(header.size) bytes")
        }
        if method == .stored, header.size != header.compressedSize {
            throw failure(
                .malformedArchive,
                name,
                "stored in \(header.compressedSize) bytes, but \(header.size) bytes in size",
            )
        }
        // A deflate stream gives at most 258 bytes for two bits (RFC 1951, section 3.2.5).
        if method == .deflated, header.size > 0, header.size / 1032 > header.compressedSize {
            throw failure(
                .malformedArchive,
                name,
                "\(header.compressedSize) bytes of deflate cannot hold the \(header.size) bytes it says",
            )
        }
        let (total, overflow) = totalSize.addingReportingOverflow(header.size)
        guard header.size <= limits.entrySize, !overflow, total <= limits.totalSize else {
            let limit = header.size > limits.entrySize ? limits.entrySize : limits.totalSize
            throw failure(.tooLarge, name, "with its \(header.size) bytes the zip exceeds the limit of \(limit) bytes")
        }
        totalSize = total
        if total > limits.ratioFloor, total / limits.ratio > UInt64(file.count) {
            throw failure(
                .tooLarge,
                name,
                "\(file.count) bytes of zip unpack to more than \(total) bytes, over \(limits.ratio) times as much",
            )
        }
    }

    /// Entries must lie one after the other from the first byte to the directory: no overlap, and nothing hidden
    /// between, unless that is passed over.
    ///
    /// - Returns: how many bytes belong to no entry.
    private func checkSpans(upTo end: Int) throws(LayerArchiveError) -> Int {
        let passesOver = rules.contains(.passesOverStrayBytes)
        let order = spans.indices.sorted { spans[$0].lowerBound < spans[$1].lowerBound }
        var position = 0
        var stray = 0
        for index in order {
            let span = spans[index]
            guard span.lowerBound == position || (passesOver && span.lowerBound > position) else {
                let fault =
                    span.lowerBound < position
                    ? "overlaps the entry before it"
                    : "\(span.lowerBound - position) bytes before it belong to no entry"
                throw failure(.malformedArchive, entries[index].path, fault)
            }
            stray += span.lowerBound - position
            position = span.upperBound
        }
        guard position == end || passesOver else {
            throw LayerArchiveError(
                .malformedArchive,
                archive: archive,
                detail: "\(end - position) bytes before the central directory belong to no entry",
            )
        }
        return stray + end - position
    }

    private func failure(
        _ code: LayerArchiveError.Code,
        _ name: String,
        _ detail: String,
        hint: String? = nil,
    ) -> LayerArchiveError {
        LayerArchiveError(code, archive: archive, entry: name, detail: detail, hint: hint)
    }

    static func words(_ fault: ZipHeader.Fault) -> String {
        switch fault {
        case .cut: "the header is cut"
        case .signature: "there is no header where one should be"
        case .extraField: "its extra field is malformed"
        case .disk: "it lies on another disk"
        }
    }
}
