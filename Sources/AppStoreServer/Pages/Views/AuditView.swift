internal import AppStoreAPI
internal import AppStoreCore
internal import Hummingbird
internal import OCIModel

/// The audit log, the newest first.
struct AuditView {
    /// A line.
    struct Entry {
        let moment: String
        let machineTime: String
        let actor: String
        let what: String
        let subject: String
        /// The same with a digest's beginning only.
        let shortSubject: String
        /// What else happened to the same.
        let subjectAddress: String
        let detail: String?
    }

    let isAudit = true
    let typedSubject: String
    let entries: [Entry]
    let hasEntries: Bool
    let nextAddress: String?

    /// So many lines are on a page.
    static let pageSize = 100

    init(_ found: [AuditLog.Entry], subject: String?) {
        typedSubject = subject ?? ""
        let shown = found.prefix(Self.pageSize)
        entries = shown.map { entry in
            Entry(
                moment: PageText.moment(entry.time),
                machineTime: PageText.machine(entry.time),
                actor: entry.actor == AuditLog.operatorName ? "operator" : entry.actor,
                what: Self.words(entry.event),
                subject: entry.subject,
                shortSubject: entry.subject.replacing(/(sha256:[0-9a-f]{12})[0-9a-f]+/) { "\($0.output.1)…" },
                subjectAddress: "/audit?subject=\(Query.encode(entry.subject))",
                detail: entry.detail
            )
        }
        hasEntries = !entries.isEmpty
        let rest = subject.map { "&subject=\(Query.encode($0))" } ?? ""
        nextAddress = found.count > Self.pageSize ? shown.last.map { "/audit?before=\($0.id)\(rest)" } : nil
    }

    /// `user.role-changed` in words: `User: role changed`.
    private static func words(_ event: AuditLog.Event) -> String {
        let parts = event.rawValue.split(separator: ".", maxSplits: 1).map { $0.replacing("-", with: " ") }
        let first = parts.first.map { $0.prefix(1).uppercased() + $0.dropFirst() } ?? ""
        return parts.count == 2 ? "\(first): \(parts[1])" : first
    }
}

extension PageSite {
    /// The audit log, or what happened to one subject.
    func audit(_ call: PageCall) async throws -> Response {
        let subject = call.query["subject"].flatMap { $0.isEmpty ? nil : String($0.prefix(400)) }
        let before = call.query["before"].flatMap { BoundedNumber.read($0, in: 1...BoundedNumber.largestSize) }
        let found = try await database.read { database in
            try AuditLog.entries(in: database, of: subject, before: before, limit: AuditView.pageSize + 1)
        }
        return page("audit", "Audit log", AuditView(found, subject: subject), call)
    }
}
