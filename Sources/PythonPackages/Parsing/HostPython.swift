package import ExternalTools
internal import SystemPackage

/// The build machine's Python, for reading Python's own syntax: it parses what it is given and runs none of it.
///
/// It runs scripts of this program alone, isolated (`-I`) and without installed packages (`-S`), in an empty environment; what
/// belongs to the repository reaches it on standard input, as data. A script bounds its own time and memory.
package struct HostPython: Sendable {
    private let tool: ExternalTool

    /// Finds the interpreter that Debian installs.
    ///
    /// - Throws: `ToolFailure` with code `missing` and how to install it.
    package init() throws(ToolFailure) {
        tool = try ExternalTool.locate(
            "python3",
            in: ["/usr/bin"],
            installHint: "install it with 'apt-get install python3-minimal'",
        )
    }

    /// Runs a script of this program.
    ///
    /// - Parameters:
    ///   - script: the script's text, such as `PackageResources.imports_py`.
    ///   - input: what it reads from standard input.
    /// - Returns: its standard output, whatever the exit status: a script that died has told what it found until then.
    /// - Throws: `ToolFailure` with code `notStarted`; `CancellationError`.
    package func run(_ script: [UInt8], input: [UInt8]) async throws -> ExternalTool.Output {
        try await tool.capture(
            ["-I", "-S", "-c", String(decoding: Self.limits + script, as: UTF8.self)],
            environment: .only(["LC_ALL": "C.UTF-8"]),
            input: input,
        )
    }

    /// What comes before each script: one processor for a minute, 2 GiB, and nothing it could leave behind.
    private static let limits = Array(
        """
        import resource as _r
        _r.setrlimit(_r.RLIMIT_CPU, (60, 60)); _r.setrlimit(_r.RLIMIT_AS, (2 << 30, 2 << 30))
        _r.setrlimit(_r.RLIMIT_CORE, (0, 0)); _r.setrlimit(_r.RLIMIT_FSIZE, (0, 0))

        """.utf8
    )
}
