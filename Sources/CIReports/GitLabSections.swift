/// Marks of sections that GitLab shows folded in a job's log ("Custom collapsible sections").
package enum GitLabSections {
    /// Begins a section.
    ///
    /// - Parameters:
    ///   - name: its title; what identifies it is made of it.
    ///   - time: seconds since 1970.
    /// - Returns: the mark.
    package static func start(_ name: String, time: Int) -> String {
        "\(mark)section_start:\(time):\(identifier(name))\r\(mark)\(LogText.lines(of: name).joined(separator: " "))"
    }

    /// Ends the section.
    package static func end(_ name: String, time: Int) -> String {
        "\(mark)section_end:\(time):\(identifier(name))\r\(mark)"
    }

    /// Erases the mark itself where it is not understood.
    private static let mark = "\u{1B}[0K"

    private static func identifier(_ name: String) -> String {
        "datalab_"
            + String(name.unicodeScalars.map { $0.isASCII && $0.properties.isAlphabetic ? Character($0) : "_" })
    }
}
