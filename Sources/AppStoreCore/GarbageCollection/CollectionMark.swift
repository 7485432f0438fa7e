internal import Glibc
internal import Synchronization
internal import SystemPackage

/// A file that grows whenever a collection lets go of what servers may remember, whichever process collects.
///
/// A server looks at its size before it believes its memory: one fstat(2), less than a microsecond.
final class CollectionMark: Sendable {
    private static let name = "collections"

    private let descriptor: Int32
    private let seen: Mutex<Int64>

    /// The mark of an AppStore's folder, which is made where it is missing.
    ///
    /// Where it cannot be, nothing is remembered: `hasGrown` is then always true.
    init(in folder: FilePath) {
        let path = folder.appending(Self.name)
        descriptor = path.withPlatformString { open($0, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o600) }
        seen = Mutex(Self.size(descriptor) ?? 0)
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// Whether something was let go of since this was asked last.
    var hasGrown: Bool {
        guard let size = Self.size(descriptor) else { return true }
        return seen.withLock { seen in
            defer { seen = size }
            return seen != size
        }
    }

    /// Tells every server; to be done before and after the change: what is read in between is forgotten, too.
    func grow() {
        var byte: UInt8 = 0
        _ = write(descriptor, &byte, 1)
    }

    private static func size(_ descriptor: Int32) -> Int64? {
        var facts = stat()
        return fstat(descriptor, &facts) == 0 ? Int64(facts.st_size) : nil
    }
}
