import Foundation
import Testing

/// A kind of datalab as the contract's tests see it: one small image, built once, and how to look into what it has started.
struct DatalabUnderContract: Sendable, CustomTestStringConvertible {
    let kind: String
    /// The path, below the base path, that answers when the page is there.
    let probe: String
    /// Lines of the metadata that this kind has.
    let metadata: String
    /// The image in the shared home, built once.
    let image: Task<String, any Error>
    /// The environment of what a user starts, a variable a line.
    let environment: @Sendable (Container, String) async throws -> String

    var testDescription: String { kind }

    /// A kind; the image's files are the same for all.
    private init(
        _ kind: String,
        probe: String,
        metadata: String = "",
        environment: @escaping @Sendable (Container, String) async throws -> String,
    ) {
        self.kind = kind
        self.probe = probe
        self.metadata = metadata
        self.environment = environment
        image = Task {
            let home = try await Lab.sharedHome()
            return try await Lab.withFolder { folder in
                let text = "\(Lab.metadata)kind: \(kind)\n\(metadata)"
                try Lab.write(
                    ["meta-data.yaml": text, "a.txt": "shipped", "sub folder/b c.txt": "shipped"],
                    to: folder
                )
                let record = try await Lab.build([folder.path], home: home)
                return "\(home.path)/store:\(record.result.reference)"
            }
        }
    }

    /// JupyterLab: a kernel's environment, and that of a terminal.
    static let jupyterlab = DatalabUnderContract("jupyterlab", probe: "api/status") { container, page in
        let kernel = try await container.run(
            code: "import os\nfor v in os.environ.items(): print('='.join(v))",
            on: page
        )
        let terminal = try await container.run(terminal: "env", on: page)
        return kernel.split(separator: "\n").filter { terminal.contains($0) }.joined(separator: "\n")
    }

    /// A desktop: the environment of the program that it starts with, which is left in its home.
    static let vnc = DatalabUnderContract(
        "vnc",
        probe: "ready",
        metadata: """
            desktop:
              start: env >"$HOME/program.env"; exec xterm -T 'The named program'
              menu:
                - {name: 'A <tag> & "quotes"', command: xterm}

            """
    ) { container, _ in
        try await container.enter([
            "bash", "-c", "until [ -s \"$HOME/program.env\" ]; do sleep 0.1; done; cat \"$HOME/program.env\"",
        ])
    }

    static let all = [jupyterlab, vnc]
}
