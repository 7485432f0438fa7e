internal import Hashing
internal import LayerArchive
internal import OCIModel
internal import PythonPackages
internal import Reporting
internal import SystemPackage

/// Judges what a build gave: it must be the one wheel that was asked for, and hold what it says.
struct WheelVerdict {
    let tree: SourceTree
    let target: PythonTarget

    /// The wheel of an answer.
    ///
    /// - Returns: the wheel's file, and what it says of itself.
    /// - Throws: `SourceBuildError` with code `answer`, or `PackagesError` for a wheel that no installer may take.
    func wheel(in answer: BuildAnswer) throws -> (file: WheelFile, metadata: DistributionMetadata) {
        if let oddity = answer.oddities.first { throw refusal("gave back no wheel: \(oddity)") }
        guard let found = answer.wheels.first else { throw refusal("ended well and gave back no wheel") }
        guard answer.wheels.count == 1 else {
            let names = answer.wheels.map { "'\(BoxText.line($0.name.utf8))'" }.joined(separator: ", ")
            throw refusal("gave back \(answer.wheels.count) wheels, expected one: \(names)")
        }
        let shown = BoxText.line(found.name.utf8)
        guard let filename = WheelFilename(found.name) else {
            throw refusal("gave back '\(shown)', which is not the file name of a wheel")
        }
        try check(filename)
        let file = try Self.file(filename, at: found.path)
        let metadata = try WheelInstaller.metadata(of: file)
        try checkContent(of: file)
        return (file, metadata)
    }

    /// Checks that a name is of the wheel that is expected, and for the target.
    func check(_ filename: WheelFilename) throws(SourceBuildError) {
        if let name = tree.expectedName, filename.name != name {
            throw refusal("gave back a wheel of '\(filename.name)', expected '\(name)'")
        }
        if let version = tree.expectedVersion, !Self.isSame(filename.version, version) {
            throw refusal("gave back version '\(filename.version)', expected '\(version)'")
        }
        let ranks = target.tagRanks
        guard filename.tags.contains(where: { ranks[$0] != nil }) else {
            throw refusal("gave back '\(filename.text)', which is not for \(target)")
        }
    }

    private static func isSame(_ one: String, _ other: String) -> Bool {
        let versions = [one, other].map { PackageVersion($0.replacing("_", with: "+")) ?? PackageVersion($0) }
        guard let first = versions[0], let second = versions[1] else { return one == other }
        return first == second
    }

    /// Reads all of the wheel against its RECORD, as the layer that it becomes would.
    private func checkContent(of file: WheelFile) throws {
        let scheme = InstallScheme(prefix: "opt/datalab/env", pythonVersion: target.pythonVersion)
        let installed = try WheelInstaller(scheme).install(file)
        if let fault = installed.recordFaults.first {
            throw refusal("gave back a wheel whose content is not what its RECORD says: \(fault.message)")
        }
        do {
            _ = try LayerWriter.write(installed.entries) { _ in }
        } catch let error as LayerArchiveError {
            throw refusal("gave back a wheel whose content is not what its RECORD says: \(error.detail)")
        }
    }

    private static func file(_ filename: WheelFilename, at path: FilePath) throws -> WheelFile {
        let mapped = try MappedFile(path)
        let hasher = ContentHasher(.sha256)
        mapped.withBytes(0..<mapped.count) { hasher.update($0) }
        return WheelFile(filename: filename, path: path, sha256: hasher.finish(), size: UInt64(mapped.count))
    }

    private func refusal(_ message: String) -> SourceBuildError {
        SourceBuildError(
            .answer,
            "the build of '\(tree.title)' \(message)",
            hint: "report it to the authors, or require a version that has a wheel"
        )
    }
}
