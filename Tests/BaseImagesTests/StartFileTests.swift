import Foundation
import Testing

/// The file `start` of a repository, which runs before the page's server and goes on to it.
@Suite struct StartFileTests {
    private func datalab(_ text: String, at path: String = "start") throws -> StartedDatalab {
        try StartedDatalab(files: ["opt/start-file": "\(path)\n", "media/notebooks/\(path)": text])
    }

    @Test(arguments: [
        ("start", "export FROM_START=yes\nexec \"$@\"\n"),
        ("binder/start", "#!/bin/bash\r\nexport FROM_START=yes\r\nexec \"$@\"\r\n"),
        (".binder/start", "#!/bin/sh -e\nFROM_START=yes exec \"$@\""),
        (
            "start",
            "#!/usr/bin/env python3\nimport os, sys\nos.environ['FROM_START'] = 'yes'\nos.execvp(sys.argv[1], sys.argv[1:])\n"
        ),
    ])
    func goesOnToTheServer(path: String, text: String) throws {
        let datalab = try datalab(text, at: path)
        try datalab.start(["DATALAB_ID": "lab"])
        #expect(datalab.status == 0, "\(datalab.output)")
        #expect(datalab.variable("FROM_START") == "yes")
        #expect(datalab.output.contains("argument -I\nargument -m\nargument jupyterlab\n"))
        #expect(datalab.output.contains("running '\(path)'") && !datalab.output.contains("warning"))
        #expect(datalab.output.contains("/datalabs/lab/ (files in \(datalab.home)/notebooks)"))
        #expect(datalab.variable("REPO_DIR") == "\(datalab.home)/notebooks")
    }

    @Test func whatItPutsOnThePathReachesTerminals() throws {
        let datalab = try datalab("cd /; export PATH=/mine:$PATH\nexec \"$@\"\n")
        try datalab.start()
        #expect(try #require(datalab.variable("DATALAB_PATH")).hasPrefix("/mine:"))
        #expect(datalab.variable("PWD") == "\(datalab.home)/notebooks")
    }

    @Test(arguments: [
        ("exit 3\n", "ended with status 3 and did not go on"), ("true\n", "ended with status 0 and did not go on"),
        ("#!/no/such/program\nexec \"$@\"\n", "ended with status 127 and did not go on"),
        ("kill -KILL $$\n", "ended with status 137 and did not go on"),
    ])
    func oneThatFailsIsToldAndThePageOpens(text: String, told: String) throws {
        let datalab = try datalab(text)
        try datalab.start()
        #expect(datalab.status == 0, "\(datalab.output)")
        #expect(datalab.output.contains("warning: the file 'start' \(told) to the server; the page opened without it"))
        #expect(datalab.output.contains("argument jupyterlab"))
        let notices = try #require(datalab.variable("DATALAB_NOTICES"))
        #expect(try String(contentsOfFile: notices, encoding: .utf8).hasPrefix("the file 'start' ended with"))
    }

    @Test func oneThatIsMissingIsTold() throws {
        let datalab = try StartedDatalab(files: ["opt/start-file": "start\n"])
        try datalab.start()
        #expect(datalab.output.contains("the file 'start' cannot be read; the page opened without it"))
        #expect(datalab.output.contains("argument jupyterlab"))
    }

    @Test func oneThatIsLateDoesNotKeepThePageAndDoesNotServeTwice() throws {
        let datalab = try datalab("sleep 4\nexec \"$@\"\n")
        try datalab.start(["DATALAB_START_SECONDS": "1"])
        #expect(datalab.status == 0)
        #expect(datalab.output.contains("was still running after 1 s; the page opened without it"), "\(datalab.output)")
        #expect(datalab.output.contains("went on to the server after the page had opened"), "\(datalab.output)")
        #expect(datalab.output.components(separatedBy: "argument jupyterlab").count == 2)
    }

    @Test(arguments: ["exec \"$@\"\n", "exit 1\n"])
    func theServerIsStoppedAsEver(text: String) throws {
        let datalab = try datalab(text)
        let parent = text.hasPrefix("exec") ? "$PPID" : "$$"
        try datalab.scratch.write(
            "opt/server/bin/python",
            """
            #!/bin/bash
            echo "ignored $(grep SigIgn /proc/self/status)"
            trap 'echo stopped; exit 0' TERM
            kill -TERM \(parent)
            for ((i = 0; i < 600; i++)); do sleep 0.1; done
            """,
            executable: true
        )
        try datalab.start()
        #expect(datalab.status == 0 && datalab.output.contains("stopped\n"), "\(datalab.output)")
        // Ctrl+C works in terminals: SIGINT is not ignored.
        let line = try #require(datalab.output.split(separator: "\n").first { $0.hasPrefix("ignored") })
        let mask = try #require(UInt64(line.split(separator: "\t").last ?? "", radix: 16))
        #expect(mask & 2 == 0, "\(line)")
    }
}
