package import Foundation
internal import Synchronization

/// What uploads under way take: how many each user has, and how many bytes they hold of whose room.
package final class UploadLedger: Sendable {
    /// One upload.
    package struct Entry: Sendable {
        /// Who began it.
        package let owner: String?
        /// The user whose room it uses.
        package let account: String
        /// How many bytes it holds.
        package var bytes: Int64
        /// When somebody went on with it last.
        package var last: Date
    }

    private struct State {
        var entries: [String: Entry] = [:]
        var counts: [String: Int] = [:]
        /// The bytes of all uploads of an account.
        var open: [String: Int64] = [:]
        /// The bytes of uploads of an account that have become blobs since this process began.
        var settled: [String: Int64] = [:]

        mutating func remove(_ id: String) -> Entry? {
            guard let entry = entries.removeValue(forKey: id) else { return nil }
            counts[entry.owner ?? "", default: 1] -= 1
            open[entry.account, default: entry.bytes] -= entry.bytes
            if counts[entry.owner ?? ""] == 0 { counts[entry.owner ?? ""] = nil }
            if open[entry.account] == 0 { open[entry.account] = nil }
            return entry
        }

        mutating func add(_ id: String, _ entry: Entry) {
            entries[id] = entry
            counts[entry.owner ?? "", default: 0] += 1
            open[entry.account, default: 0] += entry.bytes
        }

        mutating func setBytes(_ bytes: Int64, of id: String) {
            guard var entry = entries[id] else { return }
            open[entry.account, default: 0] += bytes - entry.bytes
            entry.bytes = bytes
            entry.last = Date()
            entries[id] = entry
        }
    }

    private let state = Mutex(State())

    /// So many uploads of one user may be under way.
    package static let mostPerUser = 256
    /// After so many seconds without a byte the user's next upload may take the place of one.
    package static let quiet: TimeInterval = 600

    init() {}

    /// How many uploads there are.
    package var count: Int { state.withLock { $0.entries.count } }

    func note(_ id: String, _ entry: Entry) { state.withLock { $0.add(id, entry) } }

    /// Notes a new upload.
    ///
    /// - Returns: another of the same user that is to be given up for it; nil while there is room.
    /// - Throws: `RegistryRefusal` with code `tooManyRequests`.
    func admit(_ id: String, _ entry: Entry) throws(RegistryRefusal) -> String? {
        let (stale, isAdmitted) = state.withLock { state -> (String?, Bool) in
            var stale: String?
            if state.counts[entry.owner ?? "", default: 0] >= Self.mostPerUser {
                let own = state.entries.filter { $0.value.owner == entry.owner }
                guard let (id, oldest) = own.min(by: { $0.value.last < $1.value.last }),
                    entry.last.timeIntervalSince(oldest.last) >= Self.quiet
                else { return (nil, false) }
                stale = id
            }
            state.add(id, entry)
            return (stale, true)
        }
        guard isAdmitted else {
            let message =
                "\(Self.mostPerUser) uploads of yours are under way; finish or cancel one, or wait ten minutes"
            throw RegistryRefusal(.tooManyRequests, message)
        }
        return stale
    }

    func remove(_ id: String) { state.withLock { _ = $0.remove(id) } }

    func settle(_ id: String) {
        state.withLock { state in
            guard let entry = state.remove(id) else { return }
            state.settled[entry.account, default: 0] += entry.bytes
        }
    }

    /// The bytes of an account's uploads.
    func open(of account: String) -> Int64 { state.withLock { $0.open[account] ?? 0 } }

    /// The bytes of an account's uploads that have become blobs so far.
    func settled(of account: String) -> Int64 { state.withLock { $0.settled[account] ?? 0 } }

    /// Takes room for the next bytes of an upload, before they are written.
    ///
    /// - Parameters:
    ///   - bytes: how many.
    ///   - upload: the upload.
    ///   - room: how much there may be; nil without a quota.
    /// - Throws: `RegistryRefusal` with code `denied`.
    package func take(_ bytes: Int64, for upload: Upload, within room: StorageRoom?) throws(RegistryRefusal) {
        let excess = state.withLock { state -> Int64? in
            let held = state.entries[upload.id]?.bytes ?? 0
            if let room {
                let used = room.used + (state.settled[room.account] ?? 0) - room.settled
                guard used + (state.open[room.account] ?? 0) <= room.quota - bytes else { return used }
            }
            state.setBytes(held + bytes, of: upload.id)
            return nil
        }
        if let excess, let room { throw room.refusal(used: excess, adding: bytes) }
    }

    /// Whether some bytes more would fit, before any of them comes.
    ///
    /// - Throws: `RegistryRefusal` with code `denied`.
    package func check(_ bytes: Int64, within room: StorageRoom?) throws(RegistryRefusal) {
        guard let room else { return }
        let used = state.withLock { state in
            room.used + (state.settled[room.account] ?? 0) - room.settled + (state.open[room.account] ?? 0)
        }
        guard used > room.quota - bytes else { return }
        throw room.refusal(used: used, adding: bytes)
    }

    /// Notes what an upload holds when a request is done with it.
    package func rest(_ upload: Upload) {
        let size = upload.size
        state.withLock { $0.setBytes(size, of: upload.id) }
    }
}
