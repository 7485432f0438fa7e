internal import Foundation

extension Error {
    /// The failure as it is told to a user; nil for one that nobody has words for, which is a fault of this program.
    public var reported: (any ReportedFailure)? {
        if let failure = self as? any ReportedFailure { return failure }
        guard let error = self as? CocoaError, error.code == .fileWriteOutOfSpace else { return nil }
        let place = error.filePath.map { " at '\($0)'" } ?? ""
        let problem = Problem.error("the disk is full\(place)", hint: "free some space and try again")
        return InputFailure(problem, class: .inputOutput)
    }
}
