public import HTTPTransfer
public import Reporting
public import SystemPackage

/// How a registry is talked to.
public struct RegistryOptions: Sendable {
    /// Times, retries and trusted certificates.
    public var transfer = TransferOptions()
    /// Whether plain `http` may go to another machine; to this one it may.
    public var allowsPlainHTTP = false
    /// Where images are fetched from instead of their own registries; what is published and copied goes where it says.
    public var mirrors = RegistryMirrors.none
    /// The bytes of one chunk of an upload: what a broken connection can cost.
    public var chunkSize: UInt64 = 16 << 20
    /// How many blobs are sent or fetched at once.
    public var parallelBlobs = 4
    /// Where the places of unfinished uploads are remembered; nil to forget them.
    public var uploads: FilePath?
    /// Told of warnings that registries send, and of amounts.
    public var progress: ProgressHandler = { _ in }

    /// The usual options.
    public init() {
        transfer.stallTimeout = .seconds(60)
        transfer.totalTimeout = .seconds(6 * 3600)
    }
}
