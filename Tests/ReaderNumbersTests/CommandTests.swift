import CommandLines
import DatalabBuild
import DatalabModel
import Foundation
import OddNumbers
import TerminalPrompts
import Testing

/// What people type, what files of this machine remember, and what tags of a registry say, with every number replaced.
@Suite("numbers at the command line and in memory", .timeLimit(.minutes(5)))
struct CommandTests {
    @Test("every size of an option is right, or refused in words")
    func sizes() throws {
        for unit in ["", "B", "kB", "MB", "GB", "TB", "KiB", "MiB", "GiB", "TiB"] {
            for number in OddNumbers.texts {
                guard let size = try? ByteSize.parse(number + unit, option: "--size-limit") else { continue }
                // What is added to it, and multiplied by a few, must not overflow.
                #expect(size <= 1 << 46)
            }
        }
        #expect(try ByteSize.parse("64 TiB", option: "--x") == 1 << 46)
        let error = #expect(throws: (any Error).self) { try ByteSize.parse("65 TiB", option: "--x") }
        #expect("\(String(describing: error))".contains("at most 64 TiB"))
    }

    @Test("every time and amount has words")
    func words() {
        for text in OddNumbers.texts {
            guard let number = Double(text) else { continue }
            #expect(!Wording.seconds(number).isEmpty)
            if let size = Int64(text) { #expect(!Wording.bytes(size).isEmpty) }
        }
    }

    @Test("every number as an answer to a choice of two")
    func choices() {
        let choices = [Choice("one"), Choice("two")]
        for text in OddNumbers.texts where !text.isEmpty { #expect(Prompter.index(of: text, in: choices) == nil) }
        #expect(Prompter.index(of: "2", in: choices) == 1)
    }

    @Test("every counter among a repository's tags")
    func tags() throws {
        let build = try BuildVersion(parsing: "1.0.0-0")
        for counter in OddNumbers.texts + ["4294967295", "4294967294"] {
            let tags = ["1.0.0-0", "1.0.0-\(counter)", "\(counter).0.0-1", "1.\(counter)-1"]
            let versions = tags.compactMap { try? BuildVersion(parsing: $0) }
            let plan = TagPlan(build, among: versions, published: nil, isForced: false)
            #expect(!versions.contains(plan.version), "\(counter)")
        }
        let last = try BuildVersion(parsing: "1.0.0-4294967295")
        #expect(TagPlan(build, among: [build, last], published: nil, isForced: false).tags == ["1.0.0-1"])
    }

    @Test("every number of what is remembered of a finished layer")
    func layers() throws {
        let digest = "sha256:" + String(repeating: "0f", count: 32)
        try tryJSON(
            #"{"digest":"\#(digest)","size":12,"diffID":"\#(digest)","uncompressedSize":70,"entryCount":3}"#
        ) { _ = try JSONDecoder().decode(FinishedLayer.self, from: Data($0)) }
    }
}
