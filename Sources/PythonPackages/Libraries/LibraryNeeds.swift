/// The shared libraries that the packages of a lock need and nobody has: neither they nor the system.
package struct LibraryNeeds: Sendable {
    /// A library that is missing.
    package struct Missing: Sendable, Hashable {
        /// Its name, as the loader knows it: `libGL.so.1`.
        package var library: String
        /// The Debian package that has it; nil where none is known.
        package var package: String?
        /// The Python packages that need it, by name.
        package var neededBy: [String]
    }

    /// What is missing, by library.
    package private(set) var missing: [Missing] = []

    /// Holds what packages need against what there is.
    ///
    /// - Parameters:
    ///   - packages: the packages, by name, with what is remembered of their wheels.
    ///   - system: the names of the libraries that the loader finds in the base.
    ///   - suite: the base's release of Debian.
    package init(_ packages: [(name: String, facts: WheelFacts)], system: Set<String>, suite: String?) {
        // Of which folder a library is loaded, and whether another package has loaded it before, is not looked at.
        let brought = Set(packages.flatMap(\.facts.libraries))
        var needs: [String: Set<String>] = [:]
        for (name, facts) in packages {
            for library in facts.needed + SystemLibraries.loaded(by: name)
            where !system.contains(library) && !brought.contains(library) && !SystemLibraries.isOfDriver(library) {
                needs[library, default: []].insert(name)
            }
        }
        missing = needs.map { library, names in
            Missing(
                library: library,
                package: SystemLibraries.package(of: library, in: suite),
                neededBy: names.sorted()
            )
        }
        .sorted { $0.library < $1.library }
    }
}
