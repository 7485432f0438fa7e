import DatalabBuild
import Reporting
import Testing

@Suite struct StartFileTests {
    @Test(arguments: [
        ("#!/bin/bash\nexport A=b\nexec \"$@\"\n", true), ("exec \"$@\"", true),
        ("import os, sys\nos.execvp(sys.argv[1], sys.argv[1:])", true),
        ("#!/bin/bash\n# exec \"$@\"\nserve &\n", false),
        ("", false),
    ])
    func aFileThatDoesNotGoOnIsTold(text: String, goesOn: Bool) {
        let problems = StartFile.problems(with: Array(text.utf8), at: "binder/start")
        #expect(problems.isEmpty == goesOn)
        #expect(problems.allSatisfy { $0.severity == .warning && $0.place?.file == "binder/start" && $0.hint != nil })
    }
}
