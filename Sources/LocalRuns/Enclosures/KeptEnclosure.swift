/// Keeps an enclosure from one start to the next, so that its port has one listener all the time, whoever is connected to it.
package actor KeptEnclosure {
    private var enclosure: Enclosure?

    /// Keeps none yet.
    package init() {}

    /// The enclosure that is kept, or a new one that is from now on.
    ///
    /// - Parameters:
    ///   - port: the port inside that it has to lead to.
    ///   - make: makes one.
    /// - Returns: the enclosure, which is closed by ``close()`` alone.
    /// - Throws: what making throws.
    func enclosure(port: UInt16, make: () async throws -> Enclosure) async throws -> Enclosure {
        if let enclosure, enclosure.isOpen, enclosure.port == port { return enclosure }
        await close()
        let made = try await make()
        enclosure = made
        return made
    }

    /// Ends what is in it, and gives the port back; also in a cancelled task.
    package func close() async {
        let old = enclosure
        enclosure = nil
        await Task { await old?.close() }.value
    }
}
