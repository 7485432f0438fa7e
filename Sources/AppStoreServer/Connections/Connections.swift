internal import AppStoreCore
internal import Glibc
internal import Synchronization

/// The connections there are: bounded as a whole and for each address, so that strangers cannot use up this process's files.
///
/// A process without a file left cannot accept, read or open anything, and some libraries end it.
final class Connections: Sendable {
    /// How many there may be.
    struct Limits: Sendable, Equatable {
        let whole: Int
        /// Of one address; nil behind a proxy, from which all come.
        let perAddress: Int?

        /// Files that are kept for the database, the log, uploads and what the system's libraries open.
        static let reserve = 128
        /// A connection, the file that is sent on it, and one that is written from it.
        static let filesPerConnection = 3
        /// More are not useful to one process.
        static let most = 10_000
        /// An address may have one connection in so many.
        static let share = 4

        /// The limits that a number of files bears.
        ///
        /// - Parameters:
        ///   - files: the most files that this process may have open.
        ///   - wanted: the most connections that the operator wants; nil for as many as the files bear.
        ///   - isBehindProxy: whether all connections come from a proxy.
        init(files: Int, wanted: Int?, isBehindProxy: Bool) {
            let borne = max(8, (files - Self.reserve) / Self.filesPerConnection)
            whole = min(borne, wanted ?? Self.most, Self.most)
            perAddress = isBehindProxy ? nil : max(4, whole / Self.share)
        }
    }

    private struct State {
        var count = 0
        var byAddress: [String: Int] = [:]
    }

    let limits: Limits
    private let state = Mutex(State())

    init(_ limits: Limits) {
        self.limits = limits
    }

    /// How many there are.
    var count: Int { state.withLock { $0.count } }

    /// Counts a connection, if there is room for it; then ``leave(_:)`` must follow.
    ///
    /// - Parameter address: where it comes from.
    /// - Returns: whether there is.
    func admit(_ address: String) -> Bool {
        let group = AddressGroup.of(address)
        return state.withLock { state in
            let own = state.byAddress[group] ?? 0
            guard state.count < limits.whole, own < limits.perAddress ?? .max else { return false }
            state.count += 1
            state.byAddress[group] = own + 1
            return true
        }
    }

    /// Forgets a connection that was admitted and has ended.
    func leave(_ address: String) {
        let group = AddressGroup.of(address)
        state.withLock { state in
            state.count -= 1
            guard let own = state.byAddress[group], own > 1 else {
                state.byAddress[group] = nil
                return
            }
            state.byAddress[group] = own - 1
        }
    }
}

/// The files that this process may have open (getrlimit(2)).
enum OpenFiles {
    /// More than this needs nobody, and some programs look at each.
    private static let most: rlim_t = 65_536

    /// Raises the soft limit as far as the hard one lets it.
    ///
    /// - Returns: how many files may be open now.
    static func raiseLimit() -> Int {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return 1024 }
        let wanted = rlimit(rlim_cur: max(limit.rlim_cur, min(limit.rlim_max, most)), rlim_max: limit.rlim_max)
        var raised = wanted
        if setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &raised) == 0 { limit = wanted }
        return Int(min(limit.rlim_cur, most))
    }
}
