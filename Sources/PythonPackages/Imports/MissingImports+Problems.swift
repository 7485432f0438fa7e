package import Reporting

extension MissingImports.Missing {
    /// What is known of where requirements can be written.
    package struct Writing: Sendable {
        /// The file that requirements are added to, as its user knows it; nil for a lock, which nothing is added to by hand.
        package var file: String?
        /// Whether it is a list of a line a package, not the table of a project.
        package var isList: Bool
        /// Whether the repository is a package that could be installed.
        package var isPackage: Bool
        /// Whether everything that is installed is known; else a package may bring more than its name says.
        package var isExact: Bool

        /// What is known.
        package init(file: String?, isList: Bool, isPackage: Bool, isExact: Bool) {
            self.file = file
            self.isList = isList
            self.isPackage = isPackage
            self.isExact = isExact
        }
    }

    /// The warning that tells it, once a module.
    ///
    /// - Parameters:
    ///   - writing: where a requirement would be written.
    ///   - exists: whether the index has a package of a guessed name; nil when it could not be asked.
    /// - Returns: the warning, at the first file that imports it.
    package func problem(_ writing: Writing, exists: Bool?) -> Problem {
        let (reason, hint) = explanation(writing, exists)
        return .warning(at: place, "\(users) '\(module)', \(reason)", hint: hint)
    }

    /// Who imports it: `11 notebooks import`, with the cell where there is one place alone.
    private var users: String {
        let parts = [Self.count(notebooks, "notebook"), Self.count(programs, "program")].compactMap { $0 }
        let verb = notebooks + programs == 1 ? "imports" : "import"
        let cell = cell.map { notebooks == 1 ? " (code cell \($0))" : " (the first in code cell \($0))" } ?? ""
        return "\(parts.joined(separator: " and "))\(cell) \(verb)"
    }

    private static func count(_ count: Int, _ what: String) -> String? {
        switch count {
        case 0: nil
        case 1: "a \(what)"
        default: "\(count) \(what)s"
        }
    }

    private func explanation(_ writing: Writing, _ exists: Bool?) -> (reason: String, hint: String) {
        let nothing = writing.isExact ? "which nothing here brings" : "which nothing here is known to bring"
        let requirement = requirement ?? module
        switch source {
        case .table, .notebook:
            return (nothing, "\(writing.line(requirement)), or build with '--add-imports'")
        case .name:
            return guess(nothing, requirement, writing, exists)
        case .python(let standing):
            return python(standing, writing)
        case .debian:
            return ("which Debian has in the package '\(requirement)'", "add the line '\(requirement)' to apt.txt")
        case .elsewhere(let service):
            return ("which only \(service) has", "leave the import out where the notebook runs elsewhere")
        case .own(let folder):
            return own(folder, writing)
        }
    }

    private func guess(_ nothing: String, _ requirement: String, _ writing: Writing, _ exists: Bool?) -> (
        String, String
    ) {
        switch exists {
        case true:
            return (
                "\(nothing); PyPI has a package of that name, which is a guess",
                "if it is the one, \(writing.line(requirement)), or build with '--add-imports'"
            )
        case false:
            return (
                "\(nothing), and there is no package of that name",
                "put the file that defines it beside the notebook, or name the package that brings it in the requirements"
            )
        default:
            return (
                "\(nothing), and the index cannot be asked for a package of that name",
                "if '\(requirement)' is its package, \(writing.line(requirement))"
            )
        }
    }

    private func python(_ standing: StandardModules.Standing, _ writing: Writing) -> (String, String) {
        switch standing {
        case .included: return ("which comes with Python", "nothing needs to be done")
        case .removed(let since, let package):
            let other = "ask for a Python before \(since) in runtime.txt"
            let hint = package.map { "\(writing.line($0)), which brings it back, or \(other)" } ?? other
            return ("which Python has no more since \(since)", hint)
        case .added(let version, let package):
            let other = "ask for Python \(version) in runtime.txt"
            let hint = package.map { "\(writing.line($0)) and import it as '\($0)', or \(other)" } ?? other
            return ("which Python has since \(version)", hint)
        case .python2(let now):
            return ("a module of Python 2", "import '\(now)' instead, which has taken its place")
        }
    }

    private func own(_ folder: String, _ writing: Writing) -> (String, String) {
        let path = OwnModules.join(folder, module)
        let reason = "which is the repository's own '\(path)' and is not found from there"
        if writing.isPackage, writing.isList {
            return (reason, "\(writing.line(".")), which installs the repository as the package it is")
        }
        let steps = OwnModules.folder(of: place.file).split(separator: "/").map { _ in ".." } + [folder]
        let way = steps.filter { !$0.isEmpty }.joined(separator: "/")
        return (
            reason,
            "begin with 'import sys; sys.path.append(\"\(way.isEmpty ? "." : way)\")', or put the file beside it"
        )
    }
}

extension MissingImports.Missing.Writing {
    /// What to write where, for a requirement.
    fileprivate func line(_ requirement: String) -> String {
        guard let file else { return "add '\(requirement)' to what the lock was made of, and lock again" }
        return isList
            ? "add the line '\(requirement)' to \(file)" : "add '\(requirement)' to the dependencies in \(file)"
    }
}
