/// A queue in which everybody has a turn, however many places one takes: bounded as a whole and for each.
///
/// A value; elements of one key come out in their order, keys in turn.
struct FairQueue<Element> {
    private var waiting: [String: [Element]] = [:]
    private var turns: [String] = []
    private(set) var count = 0
    private let most: Int
    private let mostOfOne: Int

    /// An empty queue.
    ///
    /// - Parameters:
    ///   - most: so many elements at most.
    ///   - mostOfOne: so many of one key at most.
    init(most: Int, mostOfOne: Int) {
        self.most = most
        self.mostOfOne = mostOfOne
    }

    /// Adds an element, if there is room for it.
    ///
    /// - Returns: whether there is.
    mutating func add(_ element: Element, of key: String) -> Bool {
        guard count < most, waiting[key]?.count ?? 0 < mostOfOne else { return false }
        if waiting[key] == nil { turns.append(key) }
        waiting[key, default: []].append(element)
        count += 1
        return true
    }

    /// Takes the element whose turn it is; nil when there is none.
    mutating func next() -> Element? {
        guard !turns.isEmpty else { return nil }
        let key = turns.removeFirst()
        guard let element = waiting[key]?.removeFirst() else { return nil }
        if waiting[key]?.isEmpty == true { waiting[key] = nil } else { turns.append(key) }
        count -= 1
        return element
    }
}
