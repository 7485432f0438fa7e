internal import DatalabModel
internal import Files
internal import Foundation
internal import Hashing
internal import OCIModel
internal import SystemPackage

/// Which Python was found for which packages: the next build need not try those that lack some.
struct PythonMemory {
    private let path: FilePath

    /// The memory of one question.
    ///
    /// - Parameters:
    ///   - home: where locks are kept.
    ///   - lock: the key of the lock for the first candidate.
    ///   - candidates: the Pythons that were or would be tried.
    init(home: DatalabHome, lock: Digest, candidates: PythonCandidates) {
        let names = candidates.all.map { "\($0.variant.name) \($0.variant.knownPython) \($0.reason.rawValue)" }
        let text = (["python 1", lock.hex, candidates.requested ?? ""] + names).joined(separator: "\n")
        path = home.locks.appending("\(Digest.sha256(of: text).hex).python")
    }

    /// What was found; nil when nothing is known.
    var choice: PythonChoice? {
        FileManager.default.contents(atPath: path.string).flatMap {
            try? CanonicalJSON.decode(PythonChoice.self, from: Array($0))
        }
    }

    /// Keeps what was found, unless the first candidate had all packages: its lock tells that already.
    ///
    /// - Throws: errors of the disk, `EncodingError`.
    func keep(_ choice: PythonChoice) throws {
        guard !choice.rejected.isEmpty else { return }
        try WholeFile.write(CanonicalJSON.encode(choice), to: path, durability: .memory)
    }
}
