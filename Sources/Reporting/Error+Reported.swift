internal import Files
internal import Foundation

extension Error {
    /// The failure as it is told to a user; nil for one that nobody has words for, which is a fault of this program.
    public var reported: (any ReportedFailure)? {
        if let failure = self as? any ReportedFailure {
            return failure.isForWantOfRoom ? InputFailure(failure.problems, class: .inputOutput) : failure
        }
        if let error = self as? FileError { return error.isFullDisk ? fullDisk("\(error.path)") : refusal(error) }
        guard let error = self as? CocoaError, error.code == .fileWriteOutOfSpace else { return nil }
        return fullDisk(error.filePath)
    }

    private func fullDisk(_ path: String?) -> InputFailure {
        let place = path.map { " at '\($0)'" } ?? ""
        return InputFailure(.error("the disk is full\(place)"), class: .inputOutput)
    }

    private func refusal(_ error: FileError) -> InputFailure {
        InputFailure(.error("\(error)"), class: error.isForbidden ? .noPermission : .inputOutput)
    }
}
