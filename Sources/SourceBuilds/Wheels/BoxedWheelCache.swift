internal import Files
internal import Foundation
internal import Glibc
internal import OCIModel
internal import PythonPackages
internal import SystemPackage

/// Wheels that were built here: `<key>/<file name>` beside `<key>/facts.json`, and `questions/<digest>` with the key that a
/// source's question had as its answer.
///
/// A question names the base and the requirements as they are written; the key what was in fact used. So a source that was built
/// once is known without asking an index again.
struct BoxedWheelCache: Sendable {
    let folder: FilePath

    /// The wheel that answered a question before.
    func find(question: Digest) -> BoxedWheel? {
        let place = folder.appending("questions").appending(question.hex).string
        guard let text = try? String(contentsOfFile: place, encoding: .utf8), let key = Digest(text) else { return nil }
        return find(key: key)
    }

    /// The wheel of a key.
    func find(key: Digest) -> BoxedWheel? {
        let place = folder.appending(key.hex)
        let file = place.appending("facts.json").string
        guard let data = FileManager.default.contents(atPath: file),
            let facts = try? CanonicalJSON.decode(BoxedWheel.Facts.self, from: Array(data)),
            let filename = WheelFilename(facts.filename)
        else { return nil }
        let path = place.appending(facts.filename)
        guard let size = try? FileManager.default.attributesOfItem(atPath: path.string)[.size] as? UInt64 else {
            return nil
        }
        // What was used last is what goes last when the home is made smaller.
        _ = utimensat(AT_FDCWD, file, nil, 0)
        let wheel = WheelFile(filename: filename, path: path, sha256: facts.sha256, size: size)
        return BoxedWheel(file: wheel, facts: facts, seconds: 0)
    }

    /// Keeps a wheel; it appears whole or not at all.
    ///
    /// - Parameters:
    ///   - wheel: the wheel, whose file is moved here.
    ///   - question: the question that it answers.
    /// - Returns: the wheel at its place here.
    /// - Throws: `SourceBuildError` with code `files`.
    func keep(_ wheel: BoxedWheel, for question: Digest) throws(SourceBuildError) -> BoxedWheel {
        let part = folder.appending("part-\(UUID().uuidString)")
        let place = folder.appending(wheel.key.hex)
        do {
            let files = FileManager.default
            try files.createDirectory(atPath: part.string, withIntermediateDirectories: true)
            let questions = folder.appending("questions")
            try files.createDirectory(atPath: questions.string, withIntermediateDirectories: true)
            let path = part.appending(wheel.facts.filename)
            try files.moveItem(atPath: wheel.file.path.string, toPath: path.string)
            chmod(path.string, 0o644)
            try FileCalls.syncFile(path)
            try WholeFile.write(CanonicalJSON.encode(wheel.facts), to: part.appending("facts.json"))
            do throws(Errno) {
                try FileCalls.move(part, to: place)
            } catch {
                // There is one already: of another process, or of before a rebuild.
                try? files.removeItem(atPath: place.string)
                try FileCalls.move(part, to: place)
            }
            try WholeFile.write(wheel.key.description, to: questions.appending(question.hex), durability: .memory)
        } catch {
            try? FileManager.default.removeItem(atPath: part.string)
            throw SourceBuildError(.files, "the wheel cannot be kept in '\(place)': \(error)")
        }
        var kept = wheel
        kept.file = WheelFile(
            filename: wheel.file.filename,
            path: place.appending(wheel.facts.filename),
            sha256: wheel.file.sha256,
            size: wheel.file.size
        )
        return kept
    }
}
