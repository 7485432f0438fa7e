internal import CommandLines
internal import Foundation
internal import RegistryClient

/// What a push did, for people.
enum PushSummary {
    /// The lines of a report.
    static func lines(of report: PushReport, seconds: Double?) -> [String] {
        let kinds = [("present", report.present), ("mounted", report.mounted), ("sent", report.sent)]
        var lines = kinds.map { label, amount in
            let name = label.padding(toLength: 10, withPad: " ", startingAt: 0)
            return "\(name)\(Wording.count(amount.blobs, "blob")), \(Wording.bytes(amount.bytes))"
        }
        if report.resumed > 0 { lines.append("resumed   \(Wording.bytes(report.resumed)) of an earlier upload") }
        if let seconds {
            let rate = seconds > 0 ? ", \(Wording.bytes(Int64(Double(report.sent.bytes) / seconds)))/s" : ""
            lines.append("time      \(Wording.seconds(seconds))\(report.sent.bytes > 0 ? rate : "")")
        }
        return lines
    }
}
