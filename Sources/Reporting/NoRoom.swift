/// A full disk, told in the same words wherever it was met.
///
/// Whoever writes gives the system's reason with the place (a wheel, a layer, a tool's last line); that the disk is
/// full is what its reader has to know of it first, and what there is to do is the same everywhere.
enum NoRoom {
    /// What there is to do.
    static let hint = "free some space and try again"

    /// What the system says (`strerror`, in English as no program here sets a locale), and what it means.
    private static let reasons = [
        (system: "No space left on device", meaning: "the disk is full"),
        (system: "Disk quota exceeded", meaning: "the disk quota is used up"),
        // Foundation's words for both.
        (system: "There isn’t enough space", meaning: "the disk is full"),
    ]

    /// Whether a message is about a full disk.
    static func isTold(in message: String) -> Bool {
        reasons.contains { message.contains($0.system) || message.contains($0.meaning) }
    }

    /// The message, beginning with what the system's reason in it means.
    static func told(_ message: String) -> String {
        guard let reason = reasons.first(where: { message.contains($0.system) }),
            !message.contains(reason.meaning)
        else { return message }
        return "\(reason.meaning): \(message)"
    }
}

extension ReportedFailure {
    /// Whether it failed for want of room: then that is its class, whatever was being done.
    var isForWantOfRoom: Bool { problems.contains { $0.severity == .error && NoRoom.isTold(in: $0.message) } }
}
