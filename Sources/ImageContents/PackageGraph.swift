/// Which packages need which.
struct PackageGraph: Sendable {
    /// What a package is needed by, and what with: nodes are packages with one of their extras, or without.
    struct Node: Sendable, Hashable {
        let name: String
        var extra = ""
    }

    private let edges: [Node: [Node]]

    init(_ edges: [Node: [Node]]) {
        self.edges = edges
    }

    /// The shortest way from what was asked for to a package.
    ///
    /// - Parameters:
    ///   - name: the package.
    ///   - roots: what was asked for, in the order of asking.
    /// - Returns: the names on the way, both ends among them; nil when there is none.
    func chain(to name: String, from roots: [Node]) -> [String]? {
        var before: [Node: Node] = [:]
        var known = Set(roots)
        var queue = roots
        var next = 0
        while next < queue.count {
            let node = queue[next]
            next += 1
            if node.name == name { return Self.way(to: node, before) }
            for other in edges[node] ?? [] where known.insert(other).inserted {
                before[other] = node
                queue.append(other)
            }
        }
        return nil
    }

    /// The packages that need a package directly, by name.
    func dependents(of name: String) -> [String] {
        Set(edges.filter { edge in edge.value.contains { $0.name == name } }.keys.map(\.name)).subtracting([name])
            .sorted()
    }

    private static func way(to end: Node, _ before: [Node: Node]) -> [String] {
        var way = [end.name]
        var node = end
        while let earlier = before[node] {
            if earlier.name != way.last { way.append(earlier.name) }
            node = earlier
        }
        return way.reversed()
    }
}
