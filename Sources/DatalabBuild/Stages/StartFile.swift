internal import LayerArchive
package import Reporting
internal import Workspaces

/// A repository's file `start` (Binder's), which runs when the datalab starts, with the server's command behind it: never in a build.
package enum StartFile {
    /// The name, in the folder of configuration files.
    static let name = "start"

    /// Where the image says which file it is: its path below the datalab's files, in a line.
    private static let place = "opt/datalab/start-file"

    /// What an image has of it beside the file itself.
    static func entry(_ path: String) -> LayerEntry { .file(place, .text(path + "\n")) }

    /// What is unwise about the file.
    ///
    /// - Parameters:
    ///   - text: its content, as far as it was read.
    ///   - path: its path in the source.
    /// - Returns: a warning for one that cannot go on to the server.
    package static func problems(with text: [UInt8], at path: String) -> [Problem] {
        let lines = String(decoding: text, as: UTF8.self).split(whereSeparator: \.isNewline)
        let code = lines.filter { !$0.drop(while: \.isWhitespace).hasPrefix("#") }
        guard !code.contains(where: { $0.contains("$@") || $0.contains("argv") || $0.contains("ARGV") }) else {
            return []
        }
        return [
            .warning(
                at: Place(file: path),
                "runs when the datalab starts, and does not go on to the page's server: the page opens when it has ended, "
                    + "without what it sets",
                hint: "end it with the line: exec \"$@\""
            )
        ]
    }
}
