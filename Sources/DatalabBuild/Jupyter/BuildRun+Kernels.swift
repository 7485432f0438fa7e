internal import BaseImages
internal import ContentStore
internal import Offloading
internal import PythonPackages
internal import Reporting

extension BuildRun {
    /// The kernels that packages bring and that nothing can start: told before somebody chooses one.
    ///
    /// - Parameters:
    ///   - packages: the packages.
    ///   - layers: what remembers their wheels.
    ///   - base: the base with all that is added to it; nil before it is made.
    /// - Returns: a warning for each.
    /// - Throws: `LayerArchiveError`, `CancellationError`.
    func kernels(_ packages: LockedPackages, _ layers: PackageLayers, on base: BaseImage?) async throws -> [Problem] {
        let facts = layers.facts(of: packages)
        let known = packages.wheels.compactMap { wheel in facts[wheel.name].map { (name: wheel.name, facts: $0) } }
        let asked = KernelPrograms.unbrought(known)
        // A base is read only where something is asked of it.
        guard !asked.isEmpty, let base else { return [] }
        let wanted = Set(asked.map(\.kernel.program))
        let present = try await BlockingWork.run { [layout] in try BasePrograms.present(wanted, in: base, layout.blobs)
        }
        guard let present else { return [] }
        let problems = asked.filter { !present.contains($0.kernel.program) }.map(KernelPrograms.warning)
        for problem in problems { clock.progress(.warning(problem)) }
        return problems
    }
}
