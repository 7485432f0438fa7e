internal import AppStoreCore
internal import DatalabModel
internal import Foundation

/// The build strip: what became of a version's build and when, with its log, as the record that came with the image says.
struct BuildView {
    let headline: String
    let statusLabel: String
    let isSuccess: Bool
    let buildEvents: [String]
    let log: String?
    /// In place of a log that is too long for a page.
    let logNote: String?

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
        headline = "\(PageText.strip(record.started)) Build version: \(named ?? versionLabel)"
        statusLabel = record.status.label
        isSuccess = record.status == .success
        buildEvents = document.events.prefix(200).map { "\(PageText.time($0.time)): \($0.text)" }
        log = artifact.log.flatMap { $0.isEmpty ? nil : $0 }
        logNote = artifact.log == nil && artifact.logSize > 0 ? PageText.size(artifact.logSize) : nil
    }
}
