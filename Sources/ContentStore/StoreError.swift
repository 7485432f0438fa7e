internal import Files
public import OCIModel
public import Reporting
public import SystemPackage

/// Why the content store could not do what it was asked.
public struct StoreError: ReportedFailure, CustomStringConvertible {
    /// What went wrong.
    public enum Code: Sendable, Hashable {
        /// A blob is not in the store.
        case missing(Digest)
        /// Content has another digest or size than it must have.
        case mismatch(expected: String, found: String)
        /// A name is not in the store; names that are spelled like it.
        case unknownReference(String, near: [String])
        /// A file of the layout is not what the specification says.
        case malformed
        /// The system refused a read or a write.
        case system(Errno)
    }

    /// What went wrong.
    public let code: Code
    /// The file or folder it went wrong at.
    public let path: FilePath

    /// A failure at a place.
    public init(_ code: Code, at path: FilePath) {
        self.code = code
        self.path = path
    }

    /// `inputOutput` for what the system refused, `noInput` for what is not there, `data` for wrong content.
    public var failureClass: FailureClass {
        switch code {
        case .missing, .unknownReference: .noInput
        case .mismatch, .malformed: .data
        case .system(.permissionDenied), .system(.readOnlyFileSystem): .noPermission
        case .system: .inputOutput
        }
    }

    /// The failure as one error.
    public var problems: [Problem] {
        switch code {
        case .missing(let digest):
            [.error("the store '\(path)' has no blob '\(digest)'", hint: "build or pull the image again")]
        case .mismatch(let expected, let found):
            [.error("'\(path)' should be '\(expected)' and is '\(found)'", hint: "remove the file; it is made again")]
        case .unknownReference(let name, let near):
            [.error("there is no image '\(name)' in '\(path)'", hint: Self.hint(name, near))]
        case .malformed:
            [.error("'\(path)' is not a valid part of an image layout", hint: "choose another folder, or remove it")]
        case .system(.noSpace):
            [
                .error(
                    "the disk is full at '\(path)'",
                    hint: "free some space and try again; nothing half-written is kept"
                )
            ]
        case .system(let reason):
            [.error("'\(path)': \(reason)")]
        }
    }

    private static func hint(_ name: String, _ near: [String]) -> String {
        // A folder is what an image is made of.
        if [".", "..", "/", "~"].contains(where: { name == $0 || name.hasPrefix($0 + "/") }) || name.hasPrefix("/") {
            return "make one of the files there with `datalab build \(ShellQuoting.quoted(name))`, and name that"
        }
        guard !near.isEmpty else { return "'datalab images' lists the names" }
        return "did you mean \(near.map { "'\($0)'" }.joined(separator: " or "))? 'datalab images' lists all names"
    }

    /// The failure in words.
    public var description: String { problems.map(\.description).joined(separator: "\n") }
}

/// Gives a system call's failure a place.
///
/// - Throws: `StoreError` with code `system`.
package func atPath<Result>(_ path: FilePath, _ body: () throws -> Result) throws(StoreError) -> Result {
    do {
        return try body()
    } catch let error as StoreError {
        throw error
    } catch let error as Errno {
        throw StoreError(.system(error), at: path)
    } catch let error as FileError {
        throw StoreError(.system(error.reason), at: path)
    } catch {
        throw StoreError(.malformed, at: path)
    }
}
