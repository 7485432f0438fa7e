public import HTTPTransfer
public import OCIModel
public import SystemPackage

/// A wheel that is wanted: where it is and what it must be.
public struct WheelRequest: Sendable, Hashable {
    /// Where a wheel comes from.
    public enum Location: Sendable, Hashable {
        /// A server.
        case remote(TransferURL)
        /// A file of this machine, which is copied.
        case file(FilePath)
        /// Nowhere but in the cache: it was built here from what the text names.
        case built(String)
    }

    /// The wheel's file name.
    public let filename: WheelFilename
    /// Where it comes from.
    public let location: Location
    /// The SHA-256 of the wheel.
    public let sha256: Digest
    /// The wheel's size in bytes, where it is known.
    public let size: UInt64?

    /// A wheel at a place.
    ///
    /// - Parameters:
    ///   - filename: the wheel's file name.
    ///   - location: where it comes from.
    ///   - sha256: its digest, SHA-256.
    ///   - size: its size in bytes, where it is known.
    /// - Precondition: the digest is a SHA-256.
    public init(filename: WheelFilename, location: Location, sha256: Digest, size: UInt64? = nil) {
        precondition(sha256.algorithm == .sha256, "wheels are known by their SHA-256")
        self.filename = filename
        self.location = location
        self.sha256 = sha256
        self.size = size
    }

    /// The request for a wheel that was chosen from a lock, at its address.
    ///
    /// - Parameter wheel: the chosen wheel.
    /// - Throws: `PackagesError` with code `lock` when file name, digest or address are not well-formed.
    public init(_ wheel: SelectedWheel) throws(PackagesError) {
        guard let filename = WheelFilename(wheel.filename) else {
            throw PackagesError(.lock, "'\(wheel.filename)' is not the file name of a wheel", package: wheel.name)
        }
        guard let sha256 = Digest(algorithm: .sha256, hex: wheel.sha256.lowercased()) else {
            throw PackagesError(.lock, "'\(wheel.filename)' has a SHA-256 that is none", package: wheel.name)
        }
        guard !wheel.isLocal else {
            self.init(filename: filename, location: .built(wheel.url), sha256: sha256, size: wheel.size)
            return
        }
        do {
            let url = try TransferURL(wheel.url)
            self.init(filename: filename, location: .remote(url), sha256: sha256, size: wheel.size)
        } catch {
            throw PackagesError(
                .lock,
                "'\(wheel.filename)' has an address that cannot be fetched: \(error.detail)",
                package: wheel.name,
                file: wheel.filename,
                cause: error,
            )
        }
    }
}

/// A wheel on this machine, whole and with the content that was asked for.
public struct WheelFile: Sendable, Hashable {
    /// The wheel's file name.
    public let filename: WheelFilename
    /// The file; other processes may read it too, none may change it.
    public let path: FilePath
    /// The SHA-256 of the wheel.
    public let sha256: Digest
    /// The wheel's size in bytes.
    public let size: UInt64

    /// A wheel whose content was verified.
    ///
    /// - Parameters:
    ///   - filename: the wheel's file name.
    ///   - path: the file.
    ///   - sha256: its SHA-256.
    ///   - size: its size in bytes.
    public init(filename: WheelFilename, path: FilePath, sha256: Digest, size: UInt64) {
        self.filename = filename
        self.path = path
        self.sha256 = sha256
        self.size = size
    }
}
