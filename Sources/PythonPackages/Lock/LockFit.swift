package import Reporting

/// Holds a committed lock against the requirements that it was made for.
enum LockFit {
    /// Warnings for each requirement that the lock does not meet, and for what it was made for and is required no more.
    ///
    /// - Parameters:
    ///   - lock: the lock.
    ///   - request: what the files beside it require.
    /// - Returns: the warnings; none for a lock that fits.
    static func warnings(_ lock: PackageLock, _ request: PackageRequest) -> [Problem] {
        let hint = "'datalab lock' writes it anew; until then what it says is installed"
        let locked = Dictionary(lock.packages.map { ($0.name, $0) }) { first, _ in first }
        var warnings: [Problem] = request.requirements.compactMap { requirement in
            // A marker may be of another Python, and the name of a source is not known before it is built.
            guard requirement.marker == nil, !requirement.name.isEmpty else { return nil }
            guard let package = locked[requirement.name] else {
                let message = "'\(requirement.name)' is required here, and '\(lock.file)' does not have it"
                return .warning(at: requirement.place, message, hint: hint)
            }
            guard let version = package.version, !requirement.specifiers.allSatisfy({ $0.contains(version) }) else {
                return nil
            }
            let message = "'\(requirement)' is required here, and '\(lock.file)' has \(version)"
            return .warning(at: requirement.place, message, hint: hint)
        }
        guard let made = lock.requirements else { return warnings }
        let now = Set(texts(request))
        let gone = made.filter { !now.contains($0) }
        let told = Set(request.requirements.map(\.name))
        for text in gone {
            let name = (try? Requirement(parsing: text))?.name ?? text
            guard !told.contains(name) else { continue }
            let message = "it was made for '\(text)', which '\(request.file)' does not require any more"
            warnings.append(.warning(at: Place(file: lock.file), message, hint: hint))
        }
        return warnings
    }

    /// What a lock is made for, as it is written in it.
    static func texts(_ request: PackageRequest) -> [String] { request.requirements.map(\.description).sorted() }
}

extension PackageLock {
    /// What the lock does not have of what a request wants; empty for a lock that fits.
    package func shortcomings(for request: PackageRequest) -> [Problem] { LockFit.warnings(self, request) }

    /// The lock as it is committed beside the requirements it was made for: for one version of Python, with nothing of this machine.
    ///
    /// - Parameters:
    ///   - request: what it was made for.
    ///   - python: the first two numbers of Python's version.
    /// - Returns: the lock.
    package func committed(for request: PackageRequest?, python: String) -> PackageLock {
        var lock = self
        lock.requirements = request.map(LockFit.texts) ?? []
        lock.requiresPython = VersionSpecifier.list("==\(python).*") ?? []
        for index in lock.packages.indices { lock.packages[index].built = nil }
        return lock
    }

    /// Constraints that keep the versions of this lock, but for those that a request excludes.
    package func pins(for request: PackageRequest?) -> [Requirement] {
        let required = Dictionary((request?.requirements ?? []).map { ($0.name, $0) }) { first, _ in first }
        return packages.compactMap { package in
            guard let version = package.version, package.source.map(\.isRelease) ?? true,
                let specifier = VersionSpecifier("==\(version)")
            else { return nil }
            if let wish = required[package.name],
                wish.url != nil || !wish.specifiers.allSatisfy({ $0.contains(version) })
            {
                return nil
            }
            var pin = Requirement(name: package.name)
            pin.specifiers = [specifier]
            return pin
        }
    }
}
