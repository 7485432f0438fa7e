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
    /// The environments of what a user starts, each as one text.
    let environments: @Sendable (Container, String) async throws -> [String]

    var testDescription: String { kind }

    /// A kind; the image's files are the same for all.
    ///
    /// `base` gives the options of the build that say where the kind's base is, if the recipe alone does not.
    private init(
        _ kind: String,
        probe: String,
        metadata: String = "",
        base: @escaping @Sendable () async throws -> [String] = { [] },
        environments: @escaping @Sendable (Container, String) async throws -> [String],
    ) {
        self.kind = kind
        self.probe = probe
        self.metadata = metadata
        self.environments = environments
        image = Task {
            let home = try await Lab.sharedHome()
            return try await Lab.withFolder { folder in
                let text = "\(Lab.metadata)kind: \(kind)\n\(metadata)"
                let lab = folder.appending(path: "lab")
                try Lab.write(
                    ["meta-data.yaml": text, "a.txt": "shipped", "sub folder/b c.txt": "shipped"],
                    to: lab
                )
                let options = try await base()
                // To write an image somewhere brings the layers of a base in a registry into the store.
                let output = options.isEmpty ? [] : ["--output", "oci:\(folder.path)/out:lab"]
                let record = try await Lab.build([lab.path] + options + output, home: home)
                return "\(home.path)/store:\(record.result.reference)"
            }
        }
    }

    /// JupyterLab: a kernel's environment, and that of a terminal.
    static let jupyterlab = DatalabUnderContract("jupyterlab", probe: "api/status") { container, page in
        let code = "import os\nfor v in os.environ.items(): print('='.join(v))"
        return [try await container.run(code: code, on: page), try await container.run(terminal: "env", on: page)]
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
        let line = "until [ -s \"$HOME/program.env\" ]; do sleep 0.1; done; cat \"$HOME/program.env\""
        return [try await container.enter(["bash", "-c", line])]
    }

    /// Theia, by an image that stands in for it: the environment of the server, and that of a login shell that it starts.
    static let theia = DatalabUnderContract(
        "theia",
        probe: "ready",
        base: { try await TheiaStandIn.shared.value.options }
    ) { _, page in
        try await [
            Program.expectSuccess(["curl", "-sSf", "\(page)environment"]),
            Program.expectSuccess(["curl", "-sSf", "\(page)terminal"]),
        ]
    }

    static let all = [jupyterlab, vnc, theia]
}
