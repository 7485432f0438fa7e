internal import OCIModel

extension Registry {
    /// Does something for each blob, several at once, the largest first.
    ///
    /// - Returns: what came of each, in no order.
    /// - Throws: the first error; what is under way is cancelled.
    @discardableResult
    func forEachBlob<Result: Sendable>(
        _ blobs: [Descriptor],
        _ body: @escaping @Sendable (Descriptor) async throws -> Result,
    ) async throws -> [Result] {
        try await withThrowingTaskGroup(of: Result.self) { group in
            var next = blobs.sorted { $0.size > $1.size }.makeIterator()
            var results: [Result] = []
            for _ in 0..<options.parallelBlobs {
                if let blob = next.next() { group.addTask { try await body(blob) } }
            }
            while let result = try await group.next() {
                results.append(result)
                if let blob = next.next() { group.addTask { try await body(blob) } }
            }
            return results
        }
    }
}
