internal import Synchronization

/// Values read lately, kept in memory up to a cost; what has not been asked for for long goes first.
///
/// Two halves: values asked for move to the young one; when it is full, it becomes the old one, whose values are dropped.
/// A value that was read while a change was being made is not kept: whoever reads takes the `epoch` first.
package final class RecentValues<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private struct State {
        var young: [Key: (value: Value, cost: Int)] = [:]
        var old: [Key: (value: Value, cost: Int)] = [:]
        var youngCost = 0
        var epoch = 0
    }

    private let state = Mutex(State())
    private let limit: Int

    /// An empty memory.
    ///
    /// - Parameter limit: the most that the costs of all values add up to.
    package init(limit: Int) {
        self.limit = limit
    }

    /// Changes whenever values are forgotten.
    package var epoch: Int { state.withLock { $0.epoch } }

    package subscript(key: Key) -> Value? {
        state.withLock { state in
            if let found = state.young[key] { return found.value }
            guard let found = state.old.removeValue(forKey: key) else { return nil }
            insert(found, for: key, into: &state)
            return found.value
        }
    }

    /// Keeps a value, unless something was forgotten since `epoch`.
    package func keep(_ value: Value, for key: Key, cost: Int, ifStill epoch: Int) {
        state.withLock { state in
            guard state.epoch == epoch, cost <= limit / 2 else { return }
            if let before = state.young[key] { state.youngCost -= before.cost }
            insert((value, cost), for: key, into: &state)
        }
    }

    private func insert(_ entry: (value: Value, cost: Int), for key: Key, into state: inout State) {
        if state.youngCost + entry.cost > limit / 2 {
            state.old = state.young
            state.young = [:]
            state.youngCost = 0
        }
        state.young[key] = entry
        state.youngCost += entry.cost
    }

    /// Forgets everything.
    package func forgetAll() {
        state.withLock { $0 = State(epoch: $0.epoch + 1) }
    }

    /// Forgets what a change has made untrue.
    package func forget(_ keys: some Sequence<Key>) {
        state.withLock { state in
            state.epoch += 1
            for key in keys {
                if let entry = state.young.removeValue(forKey: key) { state.youngCost -= entry.cost }
                state.old[key] = nil
            }
        }
    }
}
