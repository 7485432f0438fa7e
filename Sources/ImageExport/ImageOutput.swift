internal import Foundation
internal import Glibc
internal import Reporting
public import SystemPackage

/// A place outside of the store an image is written to, in the notation of skopeo and podman (containers-transports(5)).
public struct ImageOutput: Sendable, Hashable {
    /// The form of the output.
    public enum Form: String, Sendable, Hashable, CaseIterable {
        /// A folder: an OCI image layout.
        case layout = "oci"
        /// A tar file of an OCI image layout.
        case layoutArchive = "oci-archive"
        /// A tar file as `docker save` writes it.
        case dockerArchive = "docker-archive"
    }

    /// The form of the output.
    public let form: Form
    /// The folder or file.
    public let path: FilePath
    /// The name the image gets there; nil for the one it has in the store.
    public let name: String?

    /// Reads `oci:FOLDER[:NAME]`, `oci-archive:FILE[:NAME]` or `docker-archive:FILE[:NAME]`.
    ///
    /// - Parameter text: the notation.
    /// - Throws: `InputFailure` of class `usage`.
    public init(_ text: String) throws {
        let parts = text.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
        guard parts.count >= 2, let form = Form(rawValue: parts[0]), !parts[1].isEmpty, parts.last != "" else {
            throw InputFailure(
                .error(
                    at: Place(file: "--output"),
                    "'\(text)' is not a place for an image",
                    hint: "write oci:FOLDER, oci-archive:FILE or docker-archive:FILE, and ':NAME' behind it if you like",
                ),
                class: .usage,
            )
        }
        self.form = form
        path = FilePath(parts[1])
        name = parts.count == 3 ? parts[2] : nil
    }
}

extension ImageOutput {
    /// Finds out whether an image can be written here, so that nobody waits for a build to learn that it cannot.
    ///
    /// - Throws: `InputFailure` of class `cannotCreate` when the folder above is missing or cannot be written, or the place is
    ///   taken by something else.
    public func check() throws {
        let above = path.removingLastComponent()
        let parent = above.isEmpty ? "." : above
        guard access(parent.string, W_OK | X_OK) == 0 else {
            throw refusal(
                "'\(parent)' is no folder that can be written (\(Errno(rawValue: errno)))",
                "make it, or name another"
            )
        }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path.string)) ?? []
        switch form {
        case .layout where !names.isEmpty && !names.contains("oci-layout"):
            throw refusal(
                "'\(path)' holds other files and is not an image layout",
                "name a new folder, or one that this or another tool wrote as oci:",
            )
        case .layoutArchive where Self.isFolder(path), .dockerArchive where Self.isFolder(path):
            throw refusal("'\(path)' is a folder, expected a file", "name a file, or write 'oci:\(path)'")
        default: break
        }
    }

    private static func isFolder(_ path: FilePath) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path.string, isDirectory: &isFolder) && isFolder.boolValue
    }

    private func refusal(_ message: String, _ hint: String) -> InputFailure {
        InputFailure(.error(at: Place(file: "--output"), message, hint: hint), class: .cannotCreate)
    }
}

extension ImageOutput: CustomStringConvertible {
    /// The notation it was read from.
    public var description: String {
        "\(form.rawValue):\(path)\(name.map { ":\($0)" } ?? "")"
    }
}
