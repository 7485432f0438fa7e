internal import Reporting

/// Text files with requirements, decoded as all files of a repository are.
enum SourceText {
    /// The text of a file, without its byte order mark.
    ///
    /// - Throws: `PackagesError` with code `requirements` for what is no text.
    static func decode(_ bytes: [UInt8], file: String) throws(PackagesError) -> String {
        do {
            return try TextFile.decode(bytes, file: file)
        } catch {
            throw PackagesError(.requirements, [error.problem], file: file)
        }
    }

    /// The lines without their ends, which may be LF, CR LF or CR.
    static func physicalLines(_ text: String) -> [[Unicode.Scalar]] {
        TextFile.lines(of: text)
    }
}
