/// What a session allows itself: times, numbers of connections and attempts.
public struct TransferOptions: Sendable {
    /// How the program names itself to servers.
    public var userAgent = "datalab"
    /// How many requests are under way at once; others wait for their turn.
    public var parallelTransfers = 16
    /// How long connecting may take, TLS included.
    public var connectTimeout: Duration = .seconds(20)
    /// How long a transfer may go on without bytes; whole seconds.
    public var stallTimeout: Duration = .seconds(30)
    /// How long a request may take with all its attempts and waits.
    public var totalTimeout: Duration = .seconds(3600)
    /// Where trusted certificates come from.
    public var certificates = CertificateSources.processEnvironment
    /// How many redirects are followed.
    public var redirectLimit = 10
    /// When and how a failed request is made again.
    public var retries = RetryPolicy()

    /// The usual options.
    public init() {}
}
