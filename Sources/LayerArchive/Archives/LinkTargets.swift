/// The symbolic links of a tree, to find out where each of them leads without touching a file.
///
/// Paths are bytes: Swift's strings compare by canonical equivalence, file systems do not.
package struct LinkTargets: Sendable {
    private typealias Bytes = ArraySlice<UInt8>
    private var targets: [[UInt8]: [UInt8]] = [:]

    /// No links.
    package init() {}

    /// Adds a link of the tree.
    package mutating func add(_ path: String, target: String) {
        targets[Array(path.utf8)] = Array(target.utf8)
    }

    /// Why a link's way leaves the tree, or nil when it stays inside (also when it leads nowhere, or in a circle).
    ///
    /// Follows the other links of the tree as the kernel would, so that `a -> b/..` counts for what `b` is.
    package func escape(of path: String) -> String? {
        let bytes = Array(path.utf8)
        guard let target = targets[bytes] else { return nil }
        if target.isEmpty { return "its target is empty" }
        if target.contains(0) { return "its target holds a NUL character" }
        var place = bytes.split(separator: UInt8(ascii: "/")).dropLast().map(Array.init)
        var rest: [[UInt8]] = []
        var hops = 0
        if target.first == UInt8(ascii: "/") { return "its target is absolute" }
        push(target, onto: &rest)
        while let part = rest.popLast() {
            if part.elementsEqual("..".utf8) {
                guard place.popLast() != nil else { return "its target leads out of the tree" }
                continue
            }
            place.append(part)
            guard let next = targets[Array(place.joined(separator: [UInt8(ascii: "/")]))] else { continue }
            hops += 1
            if hops > 40 { return nil }
            if next.first == UInt8(ascii: "/") { return "it leads through a link with an absolute target" }
            place.removeLast()
            push(next, onto: &rest)
        }
        return nil
    }

    private func push(_ target: [UInt8], onto rest: inout [[UInt8]]) {
        for part in target.split(separator: UInt8(ascii: "/")).reversed() where !part.elementsEqual(".".utf8) {
            rest.append(Array(part))
        }
    }
}
