internal import AppStoreCore
internal import DatalabModel
internal import Foundation

/// The build strip: what became of a version's build and when, with its log, as the record that came with the image says.
struct BuildView {
    /// Something that happened.
    struct Event {
        let moment: String
        let machineTime: String
        let happened: String
    }

    /// What became of the build, as a sentence.
    let outcome: String
    /// When it began and how long it took, as a sentence.
    let began: String
    let isSuccess: Bool
    let buildEvents: [Event]
    let hasBuildEvents: Bool
    let log: String?
    /// In place of a log that is too long for a page.
    let logNote: String?

    /// More events than this are not shown.
    private static let mostEvents = 200
    /// The longest event that is shown whole, in characters.
    private static let longestEvent = 500

    private struct Document: Decodable {
        struct Record: Decodable {
            let version: String?
            let counter: Int?
            let status: BuildStatus
            let started: Date
        }
        struct Event: Decodable {
            let time: Date
            let text: String
        }
        let record: Record
        let events: [Event]
    }

    /// Reads a record; nil for one that is none, as it is for looking at only.
    init?(_ artifact: BuildRecordArtifact, versionLabel: String) {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        guard let document = try? decoder.decode(Document.self, from: Data(artifact.json)) else { return nil }
        let record = document.record
        let named = record.version.flatMap { version in record.counter.map { "\(version)-\($0)" } }
        outcome = Self.sentence(record.status, named ?? versionLabel)
        let last = record.status.isFinal ? document.events.map(\.time).max() : nil
        let took = last.map { $0.timeIntervalSince(record.started) }
        began =
            "The build began on \(PageText.moment(record.started))"
            + (took.map { " and took \(PageText.duration($0))." } ?? ".")
        isSuccess = record.status == .success
        buildEvents = document.events.prefix(Self.mostEvents).map { event in
            Event(
                moment: PageText.moment(event.time),
                machineTime: PageText.machine(event.time),
                happened: String(event.text.prefix(Self.longestEvent))
            )
        }
        hasBuildEvents = !buildEvents.isEmpty
        log = artifact.log.flatMap { $0.isEmpty ? nil : $0 }
        logNote = artifact.log == nil && artifact.logSize > 0 ? PageText.size(artifact.logSize) : nil
    }

    private static func sentence(_ status: BuildStatus, _ version: String) -> String {
        switch status {
        case .success: "Version \(version) was built without errors."
        case .failed: "The build of version \(version) failed."
        case .cancelled: "The build of version \(version) was stopped by whoever ran it."
        case .interrupted: "The build of version \(version) broke off."
        case .inProgress: "The build of version \(version) had not ended when its record was published."
        }
    }
}
