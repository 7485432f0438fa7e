internal import Texts

/// What one run in a sealed box left.
package struct BoxResult: Sendable {
    /// 0 for success; the number of the signal plus 128 when one ended the command.
    package let status: Int32
    /// The limit that ended the run, as far as it was seen to do so.
    package let limit: BoxLimits.Name?
    /// What the command wrote to standard output and standard error, in the order of writing; nothing in it is trusted.
    package let log: [UInt8]
    /// How long it took, in seconds.
    package let seconds: Double

    /// Whether the command succeeded within its limits.
    package var isSuccess: Bool { status == 0 && limit == nil }

    /// The log as lines that are safe to show.
    package var lines: [String] { BoxText.lines(log) }
}

/// Text from a box as a terminal may show it: what would move the cursor, colour or reorder is written out.
enum BoxText {
    /// The lines; a carriage return begins one anew, as progress bars mean it.
    static func lines(_ bytes: some Sequence<UInt8>) -> [String] {
        Array(bytes).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map(line)
    }

    /// One line, at most 2000 characters of it.
    static func line(_ bytes: some Sequence<UInt8>) -> String {
        let text = String(decoding: Array(bytes), as: UTF8.self)
        let last = text.split(separator: "\r").last ?? ""
        let shown = ShownText.escaped(String(last.unicodeScalars.prefix(2000)), keeping: ["\t"])
        return shown + (last.unicodeScalars.count > 2000 ? " …" : "")
    }
}
