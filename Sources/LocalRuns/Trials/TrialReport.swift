internal import PythonPackages
public import Reporting

/// What came of trying a datalab out: whether it starts under the platform's conditions, and whether its packages work.
public struct TrialReport: Sendable, Hashable, Codable {
    /// What ran the container.
    public var engine: String
    /// The base's release of Debian, by which packages of the system are named; nil where it is not known.
    public var suite: String?
    /// Why the page did not open; nil when it did.
    public var startFailure: String?
    /// Seconds until the page answered; nil when it did not.
    public var readySeconds: Double?
    /// Seconds from the request to stop to the end.
    public var stopSeconds: Double?
    /// The packages, by name, with what came of importing them.
    public var packages: [PackageTrial]
    /// The notebooks that were executed, by path; empty when none was asked for.
    public var notebooks: [NotebookTrial]

    /// The kernels that the page offers, by name; nil where the datalab has no Jupyter.
    public var kernels: [PartTrial]?
    /// The extensions of the page's server that the datalab's packages bring, by name; nil where it has no Jupyter.
    public var extensions: [PartTrial]?
    /// Why the program that a desktop begins with did not stay; nil when it did, or there is none.
    public var programFailure: String?
    /// What came of a step's command; nil for what is no step.
    public var step: StepTrial?

    /// What came of starting a kernel, or of looking at an extension.
    public struct PartTrial: Sendable, Hashable, Codable {
        /// Its name.
        public var name: String
        /// What was said at its end; nil when it works.
        public var error: String?
    }

    /// What came of importing a package.
    public struct PackageTrial: Sendable, Hashable, Codable {
        /// The normalised name.
        public var name: String
        /// The version.
        public var version: String
        /// Its top-level modules.
        public var modules: [ModuleTrial]
    }

    /// What came of importing a module.
    public struct ModuleTrial: Sendable, Hashable, Codable {
        /// The module.
        public var name: String
        /// The last line of the error; nil when it was imported.
        public var error: String?
        /// The shared library that the system lacks, where that is the reason.
        public var library: String?
        /// The module that it is for use with, and that is not installed: no error, as nobody asked for either.
        public var companion: String?

        /// Whether it was imported.
        public var isImported: Bool { error == nil && companion == nil }
    }

    /// What came of executing a notebook.
    public struct NotebookTrial: Sendable, Hashable, Codable {
        /// Its path below the datalab's files.
        public var path: String
        /// Why it did not run to its end; nil when it did.
        public var error: String?
        /// The number of the code cell that failed, from 1.
        public var cell: Int?
        /// Seconds.
        public var seconds: Double
    }
}

extension TrialReport {
    /// Whether all went well.
    public var isPassed: Bool { !problems.contains { $0.severity == .error } }

    /// How many modules were imported.
    public var importedModules: Int { packages.flatMap(\.modules).filter(\.isImported).count }

    /// What went wrong, and what is worth a remark, each with a next step.
    public var problems: [Problem] {
        start + program + parts + (step?.problems ?? [])
            + packages.flatMap { package in package.modules.compactMap { problem(of: $0, in: package) } }
            + notebooks.compactMap(problem)
    }

    /// One line for people: what was tried, and how it went.
    public var summary: String {
        guard let readySeconds else { return "the datalab does not start" }
        let failed = packages.flatMap(\.modules).filter { $0.error != nil }.count
        let time = "after \((readySeconds * 10).rounded() / 10) s"
        var parts = [step == nil ? "page \(time)" : "started \(time)"]
        parts.append("\(importedModules) modules of \(packages.count) packages imported")
        if failed > 0 { parts.append("\(failed) not") }
        for (tried, word) in [(kernels, "kernels started"), (extensions, "server extensions loaded")] {
            guard let tried, !tried.isEmpty else { continue }
            parts.append("\(tried.filter { $0.error == nil }.count) of \(tried.count) \(word)")
        }
        if !notebooks.isEmpty {
            parts.append("\(notebooks.filter { $0.error == nil }.count) of \(notebooks.count) notebooks ran")
        }
        if let step { parts.append(step.summary) }
        return parts.joined(separator: ", ")
    }

    /// The Debian packages that have the shared libraries which modules lack, as far as they are known; each once, sorted.
    public var missingSystemPackages: [String] {
        let libraries = packages.flatMap(\.modules).compactMap(\.library)
        return Set(libraries.compactMap { SystemLibraries.package(of: $0, in: suite) }).sorted()
    }

    private var start: [Problem] {
        if let startFailure {
            return [.error(startFailure, hint: "'datalab run IMAGE --logs' shows what it does when it starts")]
        }
        guard let stopSeconds, stopSeconds > 5 else { return [] }
        return [
            // Not an error: a busy machine is slow at everything.
            .warning(
                "the datalab was still running 5 s after it was asked to stop",
                hint:
                    "a platform may kill it then: if it is so on an idle machine, look at what its start hooks leave running"
            )
        ]
    }

    private var program: [Problem] {
        programFailure.map {
            [.error($0, hint: "'datalab run IMAGE --logs' shows what it says; name what it needs in apt.txt")]
        } ?? []
    }

    private var parts: [Problem] {
        let kernels = (kernels ?? []).compactMap { part in
            part.error.map {
                Problem.error(
                    "the kernel '\(part.name)' does not start: \($0)",
                    hint: "add what it needs to the requirements or to apt.txt, or leave out the package that brings it"
                )
            }
        }
        let extensions = (extensions ?? []).compactMap { part in
            part.error.map {
                Problem.error(
                    "the extension '\(part.name)' of the page's server does not work: \($0)",
                    hint: "choose another version of the package that brings it, or leave it out"
                )
            }
        }
        return kernels + extensions
    }

    private func problem(of module: ModuleTrial, in package: PackageTrial) -> Problem? {
        guard let error = module.error else { return nil }
        let what = package.name == module.name ? "'\(module.name)'" : "'\(module.name)' (of \(package.name))"
        let message = "\(what) \(package.version) cannot be imported: \(error)"
        guard let library = module.library else {
            return .error(message, hint: "change its version or what it needs in the requirements")
        }
        guard let system = SystemLibraries.package(of: library, in: suite) else {
            return .error(
                message,
                hint: "the system has no '\(library)': name the Debian package that has it in apt.txt"
            )
        }
        return .error(message, hint: "the system has no '\(library)': add the line '\(system)' to apt.txt")
    }

    private func problem(of notebook: NotebookTrial) -> Problem? {
        guard let error = notebook.error else { return nil }
        let place = notebook.cell.map { ", code cell \($0)" } ?? ""
        let missing = Self.missingPackage(in: error).map {
            "if the notebook needs it, add the line '\($0)' to requirements.txt"
        }
        return .error(
            "\(notebook.path)\(place): \(error)",
            hint: missing ?? "run it in the datalab: 'datalab run IMAGE'"
        )
    }

    /// The package that brings the module which an error says is missing, as far as names tell.
    private static func missingPackage(in error: String) -> String? {
        error.firstMatch(of: /ModuleNotFoundError: No module named '([A-Za-z_][\w.]*)'/).flatMap { match in
            let module = String(match.output.1)
            let top = String(module.prefix { $0 != "." })
            return StandardModules.isAlwaysIncluded(top) ? nil : ModuleNames.packages(bringing: module).first
        }
    }
}
