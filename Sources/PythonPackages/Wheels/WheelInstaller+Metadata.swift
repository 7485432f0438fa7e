internal import LayerArchive

extension WheelInstaller {
    /// Reads a wheel's `METADATA`, after the same checks of its structure as before an installation.
    ///
    /// - Parameter file: the wheel.
    /// - Returns: what it says.
    /// - Throws: `PackagesError` with code `wheel` or `files`.
    package static func metadata(of file: WheelFile) throws -> DistributionMetadata {
        do {
            let archive = try ZipArchive(try MappedFile(file.path), name: file.filename.text, rules: .wheel)
            let wheel = try WheelContents(archive, filename: file.filename)
            guard let metadata = DistributionMetadata(try wheel.bytes("METADATA")) else {
                throw wheel.fault.refusal(.wheel, "'METADATA' does not give one name and one version")
            }
            return metadata
        } catch let error as LayerArchiveError {
            throw PackagesError(
                .wheel,
                error.problems,
                package: file.filename.name,
                file: file.filename.text,
                entry: error.entry,
                cause: error
            )
        }
    }
}
