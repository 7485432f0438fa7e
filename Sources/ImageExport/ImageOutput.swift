internal import ContentStore
internal import OCIModel
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

extension ImageOutput: CustomStringConvertible {
    /// The notation it was read from.
    public var description: String {
        "\(form.rawValue):\(path)\(name.map { ":\($0)" } ?? "")"
    }
}
