/// The modules that packages bring: exactly where their wheels have been opened, else by their names.
package struct BroughtModules: Sendable {
    /// The outermost modules and packages of opened wheels, with dots where they lie in a namespace: `google.cloud.storage`.
    private var modules: Set<String> = []
    /// The namespaces that they lie in: `google`, `google.cloud`.
    private var namespaces: Set<String> = []
    /// The names of the packages whose wheels nobody has opened yet, normalised.
    private var unopened: Set<String> = []

    /// Nothing.
    package init() {}

    /// Takes a package's modules in.
    ///
    /// - Parameters:
    ///   - package: its normalised name.
    ///   - modules: what its wheel holds; nil for one that nobody has opened yet.
    package mutating func add(_ package: String, _ modules: [String]?) {
        guard let modules else {
            unopened.insert(package)
            return
        }
        for module in modules {
            self.modules.insert(module)
            var parts = module.split(separator: ".")
            while parts.count > 1 {
                parts.removeLast()
                namespaces.insert(parts.joined(separator: "."))
            }
        }
    }

    /// Whether something here may bring what is not known yet.
    package var isExact: Bool { unopened.isEmpty }

    /// What of an import nothing brings: the module, or what is taken from a namespace; empty when all is there.
    func missing(_ module: ImportedModules.Module) -> [String] {
        if has(module.name) || isLikely(module.name) { return [] }
        guard namespaces.contains(module.name) || ModuleNames.isNamespace(module.name), !module.taken.isEmpty else {
            return namespaces.contains(module.name) ? [] : [module.name]
        }
        let taken = module.taken.filter { $0 != "*" }.map { "\(module.name).\($0)" }
        return taken.filter { !has($0) && !namespaces.contains($0) && !isLikely($0) }
    }

    private func has(_ module: String) -> Bool {
        var parts = module.split(separator: ".")
        while !parts.isEmpty {
            if modules.contains(parts.joined(separator: ".")) { return true }
            parts.removeLast()
        }
        return false
    }

    private func isLikely(_ module: String) -> Bool {
        guard !unopened.isEmpty else { return false }
        return ModuleNames.packages(bringing: module).contains { unopened.contains($0) }
            || module.split(separator: ".").first.map { unopened.contains(PackageName.normalized($0)) } == true
    }
}
