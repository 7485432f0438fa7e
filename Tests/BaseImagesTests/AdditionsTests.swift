import Foundation
import SystemPackage
import Testing

/// What is installed in a running datalab: where it goes, and who sees it.
@Suite struct AdditionsTests {
    /// Tells as which environment it was started, and with what.
    private static let pip = [
        "pip/__init__.py": "",
        "pip/__main__.py": "import os, sys\nprint(sys.prefix, sys.argv[1:], os.environ['PIP_USER'])\n",
    ]

    @Test func aDatalabAndItsLockHaveAFolderOfTheHome() throws {
        let datalab = try StartedDatalab()
        try datalab.addEnvironment()
        try datalab.start(["DATALAB_NAME": "my lab"])
        #expect(datalab.status == 0, "\(datalab.output)")
        let folder =
            "\(datalab.home)/.local/share/datalab/additions/my-lab-0123456789ab-\(StartedDatalab.pythonVersion)"
        #expect(datalab.variable("DATALAB_ADDITIONS") == folder)
        #expect(datalab.variable("UV_PYTHON") == "\(folder)/bin/python")
        let path = "\(folder)/bin:\(datalab.scratch.path)/opt/env/bin:\(datalab.home)/.local/bin:/usr/bin:/bin"
        #expect(datalab.variable("PATH") == path)
        // A second start finds all of it, and what is there stays.
        let own = "home/.local/share/datalab/additions/my-lab-0123456789ab-\(StartedDatalab.pythonVersion)/bin/mine"
        try datalab.scratch.write(own, "mine")
        try datalab.start(["DATALAB_NAME": "my lab", "UV_PYTHON": "/mine", "PATH": path])
        #expect(datalab.scratch.read(own) == "mine" && !datalab.output.contains("warning"), "\(datalab.output)")
        #expect(datalab.variable("UV_PYTHON") == "/mine")
        #expect(datalab.variable("PATH") == path)
    }

    @Test func withoutAHomeTheyLastAsLongAsTheDatalab() throws {
        let datalab = try StartedDatalab(files: ["home/.local/share/datalab": "a file in the way"])
        try datalab.addEnvironment()
        try datalab.start()
        let folder = try #require(datalab.variable("DATALAB_ADDITIONS"))
        #expect(folder.hasPrefix("\(datalab.scratch.path)/tmp/datalab-") && folder.hasSuffix("/additions"))
        #expect(FileManager.default.isExecutableFile(atPath: "\(folder)/bin/python"))
    }

    @Test func whatIsAddedComesBeforeTheImagesPackagesAndBehindPythonsOwn() throws {
        let datalab = try StartedDatalab()
        try datalab.addEnvironment(modules: ["both.py": "said = 'image'", "image.py": ""])
        try datalab.start()
        let folder = try #require(datalab.variable("DATALAB_ADDITIONS"))
        let site = "\(folder)/lib/python\(StartedDatalab.pythonVersion)/site-packages"
        for (name, text) in ["both.py": "said = 'home'", "json.py": "1/0", "more.pth": "\(folder)/further"] {
            try Data(text.utf8).write(to: URL(filePath: "\(site)/\(name)"))
        }
        let code =
            "import both, image, json, sys; print(both.said, sys.prefix, [path for path in sys.path if 'further' in path])"
        try FileManager.default.createDirectory(atPath: "\(folder)/further", withIntermediateDirectories: true)
        let environment = "\(datalab.scratch.path)/opt/env"
        #expect(
            try datalab.run("\(environment)/bin/python", "-c", code) == "home \(environment) ['\(folder)/further']\n"
        )
        // The environment in the home is one, with the image's packages behind.
        #expect(try datalab.run("\(folder)/bin/python3", "-c", code) == "home \(folder) ['\(folder)/further']\n")
        #expect(try datalab.run("\(folder)/bin/python", "-c", "import pip").contains("No module named 'pip'"))
    }

    @Test func pipAlwaysRunsAsTheEnvironmentInTheHome() throws {
        let datalab = try StartedDatalab()
        try datalab.addEnvironment(modules: Self.pip)
        try datalab.start()
        let folder = try #require(datalab.variable("DATALAB_ADDITIONS"))
        let environment = "\(datalab.scratch.path)/opt/env", python = "\(environment)/bin/python"
        try datalab.scratch.write(
            "opt/env/bin/pip3",
            "#!\(python)\nimport runpy; runpy.run_module('pip')\n",
            executable: true
        )
        for said in try [
            datalab.run(python, "-m", "pip", "install", "x"), datalab.run("\(environment)/bin/pip3", "install", "x"),
            datalab.run(python, "-W", "ignore", "-Im", "pip", "install", "x"),
            datalab.run(python, "-mpip", "install", "x"),
        ] {
            #expect(said == "\(folder) ['install', 'x'] 0\n")
        }
        let user = try datalab.run(python, "-m", "pip", "install", "--user", "x")
        #expect(user.hasSuffix("\(folder) ['install', 'x'] 0\n") && user.hasPrefix("datalab: '--user' is not needed"))
        #expect(try datalab.run(python, "-c", "import sys; print(sys.argv)", "-m", "pip") == "['-c', '-m', 'pip']\n")
        try FileManager.default.removeItem(atPath: folder)
        #expect(try datalab.run(python, "-m", "pip", "list").contains("is gone: start the datalab again"))
    }

    @Test func withoutADatalabAroundItPythonIsAsItWas() throws {
        let datalab = try StartedDatalab()
        let site = try datalab.addEnvironment(modules: ["image.py": ""])
        let python = "\(datalab.scratch.path)/opt/env/bin/python"
        #expect(try datalab.run(python, "-c", "import image; print(image.__file__)") == "\(site)/image.py\n")
    }
}
