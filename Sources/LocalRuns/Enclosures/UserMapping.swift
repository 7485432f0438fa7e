internal import ExternalTools
internal import Glibc
internal import SystemPackage

/// How the user ids of containers map to this machine's.
enum UserMapping: Sendable {
    /// They are this machine's: this process is root.
    case none
    /// Root is this process' user, the others are of the range that `/etc/subuid` gives that user.
    case range
    /// Root is this process' user, and there is no other.
    case single

    /// The mapping that this machine allows this process.
    ///
    /// - Parameter unshare: the program of util-linux.
    /// - Returns: nil where users may have no namespaces.
    /// - Throws: `CancellationError`.
    static func allowed(_ unshare: ExternalTool) async throws -> UserMapping? {
        if geteuid() == 0 { return UserMapping.none }
        for mapping in [UserMapping.range, .single] {
            let trial = try? await unshare.capture(mapping.options + ["/bin/true"])
            try Task.checkCancellation()
            if trial?.status == 0 { return mapping }
        }
        return nil
    }

    /// The options of `unshare` that make it.
    var options: [String] {
        switch self {
        case .none: []
        case .range: ["--user", "--map-root-user", "--map-auto"]
        case .single: ["--user", "--map-root-user"]
        }
    }

    /// The options of `nsenter` that go into it.
    var entering: [String] { isRoot ? [] : ["--user", "--preserve-credentials"] }

    /// Whether this process is root outside too.
    var isRoot: Bool { if case .none = self { true } else { false } }

    /// Whether there is but one user.
    var isSingle: Bool { if case .single = self { true } else { false } }
}
