import Foundation
import Reporting
import SystemPackage
import Testing

/// A failure of some module, as the modules make them: the system's reason somewhere in its words.
private struct SomeFailure: ReportedFailure {
    let failureClass: FailureClass
    let problems: [Problem]
}

@Suite("a full disk is told in the same words wherever it is met")
struct FullDiskTests {
    private static let reasons = [
        ("the disk is full", Errno.noSpace.description),
        ("the disk quota is used up", Errno.diskQuotaExceeded.description),
        ("the disk is full", CocoaError(.fileWriteOutOfSpace).localizedDescription),
    ]

    @Test(
        "whatever was written, in whichever module",
        arguments: ["a wheel could not be written to '/w': REASON", "REASON", "tar: ./usr: Cannot write: REASON (28)"]
    )
    func words(message: String) throws {
        for (meaning, reason) in Self.reasons {
            let problem = Problem.error(message.replacing("REASON", with: reason))
            #expect(problem.message == "\(meaning): \(message.replacing("REASON", with: reason))")
            #expect(problem.hint == "free some space and try again")
            let again = Problem.error("the build failed: \(problem.message)", hint: "remove '/w'")
            #expect(again.message == "the build failed: \(problem.message)", "said once")
            #expect(again.hint == "remove '/w'", "a better next step stays")
            let failure = try #require(SomeFailure(failureClass: .data, problems: [problem]).reported)
            #expect(failure.failureClass == .inputOutput)
        }
    }

    @Test("what failed for another reason is told as it is", arguments: [Errno.permissionDenied, .readOnlyFileSystem])
    func otherReasons(reason: Errno) throws {
        let problem = Problem.error("'/w' cannot be written: \(reason)")
        #expect(problem.message == "'/w' cannot be written: \(reason)" && problem.hint == nil)
        let failure = try #require(SomeFailure(failureClass: .noPermission, problems: [problem]).reported)
        #expect(failure.failureClass == .noPermission)
        let warned = SomeFailure(failureClass: .data, problems: [problem, .warning("\(Errno.noSpace)")])
        #expect(warned.reported?.failureClass == .data, "a warning is not why it failed")
    }
}
