import CommandLines
import DatalabBuild
import DatalabCommands
import Reporting
import Testing

@Suite("what people read in a terminal")
struct TerminalTests {
    @Test(
        "sizes",
        arguments: [
            (0, "0 B"), (999, "999 B"), (1000, "1.00 kB"), (1024, "1.02 kB"), (99_949, "99.9 kB"),
            (170_600_000, "171 MB"),
            (999_600, "1.00 MB"), (2_147_483_648, "2.15 GB"),
        ]
    )
    func bytes(count: Int, text: String) {
        #expect(Wording.bytes(count) == text)
    }

    @Test("durations", arguments: [(0.041, "0.04 s"), (7.16, "7.2 s"), (119.9, "119.9 s"), (125.2, "2 min 05 s")])
    func seconds(value: Double, text: String) {
        #expect(Wording.seconds(value) == text)
    }

    @Test(
        "sizes as people type them",
        arguments: [
            ("10 B", 10), ("0", 0), ("2 GiB", 2 << 30), ("500MB", 500_000_000), ("1 kb", 1000), ("3TiB", 3 << 40),
        ]
    )
    func sizes(text: String, size: UInt64) throws {
        #expect(try ByteSize.parse(text, option: "--size-limit") == size)
    }

    @Test(
        "what is no size is refused as wrong usage",
        arguments: ["", "much", "-1", "1.5 GB", "2 parsecs", "99999999999 TB", "10", "2 "]
    )
    func noSizes(text: String) {
        let failure = #expect(throws: InputFailure.self) { try ByteSize.parse(text, option: "--size-limit") }
        #expect(failure?.failureClass == .usage)
        #expect(failure?.problems.first?.place?.file == "--size-limit")
    }

    @Test("names of images are in the order of their numbers, the highest first, after 'latest'")
    func imageOrder() {
        let names = ["lab:1.0.0-4", "lab:1.0.0-10", "b:1.0.0-0", "lab:latest", "lab:1.10.0-0", "lab:1.9.0-0"]
        let sorted = ["b:1.0.0-0", "lab:latest", "lab:1.10.0-0", "lab:1.9.0-0", "lab:1.0.0-10", "lab:1.0.0-4"]
        #expect(names.sorted { ImageNameOrder.precedes($0, $1) } == sorted)
    }

    @Test("spans of time have a unit", arguments: [("90s", 90), ("30 min", 1800), ("2 h", 7200), ("1minute", 60)])
    func spans(text: String, seconds: Int) throws {
        #expect(try TimeSpan.seconds(text, in: 1...86_400, option: "--timeout") == seconds)
    }

    @Test(
        "what is no span of time is refused as wrong usage",
        arguments: ["120", "", "0s", "-1s", "25h", "9223372036854775807h"]
    )
    func noSpans(text: String) {
        let failure = #expect(throws: InputFailure.self) {
            try TimeSpan.seconds(text, in: 1...86_400, option: "--timeout")
        }
        #expect(failure?.failureClass == .usage)
        #expect(failure?.problems.first?.place?.file == "--timeout")
    }

    @Test("a table sets numbers to the right and leaves no space at the ends of lines")
    func table() {
        var table = TextTable([("NAME", .left), ("SIZE", .right), ("NOTE", .left)])
        table.add("a", "1", "")
        table.add("long", "12345", "é")
        #expect(table.lines == ["NAME   SIZE  NOTE", "a         1", "long  12345  é"])
    }

    @Test(
        "the live line tells stage, amount and time, and is never wider than the terminal",
        arguments: [20, 60, 80, 200]
    )
    func liveLine(width: Int) throws {
        var state = ProgressState()
        #expect(state.liveLine(width: width, at: 0) == nil)
        state.take(.stageStarted("downloading"), at: 10)
        let amount = ProgressEvent.amount(task: "downloading", done: 5_000_000, total: 20_000_000, unit: .bytes)
        state.take(.work(amount), at: 11)
        let line = try #require(state.liveLine(width: width, at: 12))
        #expect(line.count < width)
        let whole = "downloading …  downloading 5.00 MB of 20.0 MB (25 %)  2.0 s"
        #expect(line == whole || line.last == "…" && whole.hasPrefix(line.dropLast()))
        state.take(.stageEnded("downloading", seconds: 2, summary: "3 wheels"), at: 12)
        #expect(state.liveLine(width: width, at: 13) == nil)
    }

    @Test("plain progress has a line for the start and the end of a stage; warnings are told in every style")
    func permanentLines() {
        let state = ProgressState()
        let ended = BuildProgress.stageEnded("packing", seconds: 0.25, summary: "4 files")
        #expect(state.permanentLine(for: .stageStarted("packing"), isPlain: true, isSilent: false) == "packing …")
        #expect(state.permanentLine(for: .stageStarted("packing"), isPlain: false, isSilent: false) == nil)
        #expect(state.permanentLine(for: ended, isPlain: false, isSilent: false) == "packing  4 files  0.25 s")
        #expect(state.permanentLine(for: ended, isPlain: false, isSilent: true) == nil)
        let warning = BuildProgress.work(.warning(.warning("unwise", hint: "wiser")))
        #expect(state.permanentLine(for: warning, isPlain: false, isSilent: true) == "warning: unwise\nhint: wiser")
    }
}
