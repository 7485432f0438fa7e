package import DatalabModel
internal import Foundation
internal import PythonPackages
internal import Reporting
internal import SystemPackage
package import Workspaces

extension Workspace {
    /// What the source says of itself beside its metadata: in the files of its root, and in its commit.
    ///
    /// - Throws: `CancellationError`.
    package func derivedFacts() async throws -> DerivedFacts {
        var derived = DerivedFacts(repositoryName: name)
        let wanted = Set(DerivedFacts.fileNames.map { $0.lowercased() })
        for file in files where !file.path.utf8.contains(UInt8(ascii: "/")) {
            guard case .regular = file.kind else { continue }
            if wanted.contains(file.path.lowercased()) { derived.files[file.path] = start(of: file.path) }
            if file.path == "pyproject.toml" { derived.project = project(file.path) }
        }
        if let commit = try await commitFacts() {
            derived.commit = CommitAuthor(name: commit.name, email: commit.email, tag: commit.tag)
        }
        return derived
    }

    private func project(_ path: String) -> ProjectFacts? {
        guard let bytes = start(of: path), let said = ProjectDescription(bytes) else { return nil }
        var facts = ProjectFacts(file: path)
        (facts.name, facts.version, facts.summary) = (said.name, said.version, said.summary)
        (facts.author, facts.email, facts.licence) = (said.author, said.email, said.licence)
        return facts
    }

    /// The start of a file; a README may be a book.
    private func start(of path: String) -> [UInt8]? {
        guard let file = FileHandle(forReadingAtPath: location(of: path).string) else { return nil }
        defer { try? file.close() }
        return (try? file.read(upToCount: DerivedFacts.fileLimit)).map(Array.init)
    }
}

extension Problem {
    /// The problem as an error.
    var asError: Problem {
        var problem = self
        problem.severity = .error
        return problem
    }
}
