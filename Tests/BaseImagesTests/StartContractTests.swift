import Foundation
import SystemPackage
import Testing

@Suite struct StartContractTests {
    @Test(
        arguments: [
            ([:], "10000", "/"),
            (["MAIN_PORT": "8080", "DATALAB_ID": "abc"], "8080", "/datalabs/abc/"),
            (["IF_main_port": "8081", "IF_main_id": "x-1.y_z~"], "8081", "/datalabs/x-1.y_z~/"),
            (["MAIN_PORT": "", "IF_main_port": "", "DATALAB_ID": "", "MAIN_ID": "m"], "10000", "/datalabs/m/"),
            (
                ["MAIN_PORT": "1", "IF_main_port": "2", "DATALAB_ID": "a", "MAIN_ID": "b", "IF_main_id": "c"], "1",
                "/datalabs/a/"
            ),
            (
                [
                    "JUPYTERHUB_SERVICE_PREFIX": "/user/ann/",
                    "JUPYTERHUB_SERVICE_URL": "http://0.0.0.0:8888/user/ann/", "MAIN_ID": "m",
                ],
                "8888", "/user/ann/"
            ),
            (["JUPYTERHUB_SERVICE_PREFIX": "user/ann"], "10000", "/user/ann/"),
        ] as [([String: String], String, String)]
    )
    func thePlatformDecidesPortAndPath(variables: [String: String], port: String, path: String) throws {
        let datalab = try StartedDatalab()
        try datalab.start(variables)
        #expect(datalab.status == 0, "\(datalab.output)")
        #expect(datalab.variable("DATALAB_PORT") == port)
        #expect(datalab.variable("DATALAB_BASE_PATH") == path)
        #expect(datalab.output.contains("argument -I\nargument -m\nargument jupyterlab\n"))
    }

    @Test(
        arguments: [
            (["MAIN_PORT": "http"], "'http'"), (["MAIN_PORT": "0"], "'0'"), (["IF_main_port": "70000"], "'70000'"),
            (["DATALAB_ID": "a/b"], "'a/b'"), (["MAIN_ID": ".."], "'..'"), (["IF_main_id": "a b"], "'a b'"),
        ] as [([String: String], String)]
    )
    func aWrongVariableIsNamed(variables: [String: String], name: String) throws {
        let datalab = try StartedDatalab()
        try datalab.start(variables)
        #expect(datalab.status == 64)
        #expect(datalab.output.contains("datalab: error:"))
        #expect(datalab.output.contains(name))
    }

    @Test(arguments: [
        ("", ""), ("https://datalabs.example.org/some/page", "https://datalabs.example.org"),
        ("http://localhost:8000", "http://localhost:8000"),
        (" https://[2001:db8::1]:8443/?a=b ", "https://[2001:db8::1]:8443"),
        ("https://user:secret@example.org", "https://example.org"), ("https://example.org; script-src *", ""),
        ("javascript:alert(1)", ""), ("*", ""), ("https://a.org\r\nX: y", ""), ("https://a.org'", ""),
    ])
    func onlyTheSitesOriginIsTakenFromItsURL(url: String, origin: String) throws {
        let datalab = try StartedDatalab()
        try datalab.start(["DATALABS_URL": url])
        #expect(datalab.status == 0, "\(datalab.output)")
        #expect(datalab.variable("DATALAB_FRAME_ORIGIN") == origin)
        #expect(
            datalab.output.contains("warning: DATALABS_URL is no http or https URL") == (origin.isEmpty && !url.isEmpty)
        )
    }

    @Test(arguments: ["", "serving() { :; }"])
    func anImageThatDoesNotSayHowItServesIsBroken(text: String) throws {
        let datalab = try StartedDatalab()
        try datalab.scratch.write("opt/serve.sh", text)
        try datalab.start()
        #expect(datalab.status == 70)
        #expect(datalab.output.contains("/opt/serve.sh' does not say how the page is served"))
    }

    @Test(arguments: ["-unset-", "", "/", "/proc/home"])
    func aHomeThatCannotBeUsedIsReplaced(home: String) throws {
        let datalab = try StartedDatalab(files: ["media/notebooks/a.ipynb": "{}"])
        try datalab.start(["HOME": home, "XDG_CACHE_HOME": "/proc/cache", "JUPYTER_DATA_DIR": "/proc/data"])
        #expect(datalab.status == 0, "\(datalab.output)")
        #expect(datalab.output.contains("which is lost when the datalab stops"))
        let used = try #require(datalab.variable("HOME"))
        #expect(used.hasPrefix("\(datalab.scratch.path)/tmp/datalab-"))
        #expect(datalab.variable("DATALAB_START_DIR") == "\(used)/notebooks")
        #expect(datalab.variable("XDG_CACHE_HOME") == nil)
        #expect(datalab.variable("JUPYTER_DATA_DIR") == nil)
    }

    @Test func kernelsAndTerminalsGetWhatTheyNeed() throws {
        let datalab = try StartedDatalab()
        try datalab.start(["PYTHONPATH": "/mine", "MY_VARIABLE": "reaches kernels"])
        #expect(datalab.variable("MY_VARIABLE") == "reaches kernels")
        #expect(datalab.variable("PYTHONPATH") == "/mine")
        let opt = "\(datalab.scratch.path)/opt"
        #expect(datalab.variable("JUPYTER_PATH") == "\(opt)/share/jupyter:\(opt)/env/share/jupyter")
        #expect(datalab.variable("PATH") == "\(opt)/env/bin:\(datalab.home)/.local/bin:/usr/bin:/bin")
        #expect(datalab.variable("DATALAB_PATH") == datalab.variable("PATH"))
        for name in ["USER", "LOGNAME", "SHELL", "JUPYTER_RUNTIME_DIR", "PYTHONPYCACHEPREFIX"] {
            #expect(try #require(datalab.variable(name)).isEmpty == false)
        }
    }

    @Test func kernelsKeepTheirBytecodeAndHaveTheSystems() throws {
        let name = "usr/lib/python3.13/os.cpython-313.pyc"
        let datalab = try StartedDatalab(files: ["opt/pycache/\(name)": "the system's"])
        // The folder is of this start: what an earlier image's kernels compiled must not be taken for this one's.
        let folders = try (0..<2).map { _ in
            try datalab.start(["HOME": "-unset-"])
            return try #require(datalab.variable("PYTHONPYCACHEPREFIX"))
        }
        #expect(datalab.status == 0, "\(datalab.output)")
        #expect(folders[0] != folders[1])
        for folder in folders {
            #expect(folder.hasPrefix("\(datalab.scratch.path)/tmp/datalab-"))
            #expect(FileManager.default.isWritableFile(atPath: "\(folder)/usr"))
            let kept = FileManager.default.contents(atPath: "\(folder)/\(name)")
            #expect(kept.map { String(decoding: $0, as: UTF8.self) } == "the system's")
        }
    }

    @Test func aBaseWithoutBytecodeStartsToo() throws {
        let datalab = try StartedDatalab()
        try datalab.start()
        let folder = try #require(datalab.variable("PYTHONPYCACHEPREFIX"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: "\(folder)/usr/lib").isEmpty)
    }

    @Test func hooksRunInOrderBeforeTheServer() throws {
        let datalab = try StartedDatalab(files: [
            "opt/init.d/20-b.sh": "export ORDER=${ORDER}b\nfalse\n",
            "opt/init.d/10-a.sh": "export ORDER=${ORDER}a\n",
            "opt/init.d/README": "exit 9\n",
        ])
        try datalab.start(["ENVIRONMENT": "export ORDER=${ORDER}c; export ACTIVE=yes"])
        #expect(datalab.status == 0)
        #expect(datalab.variable("ORDER") == "abc")
        #expect(datalab.variable("ACTIVE") == "yes")
        #expect(datalab.output.contains("20-b.sh' ended with status 1"))
    }

    @Test func hooksFindTheFoldersAndNothingOfTheStart() throws {
        let datalab = try StartedDatalab(files: [
            "opt/init.d/10-look.sh": """
            export FOLDERS=$(stat -c %a "$PYTHONPYCACHEPREFIX/usr/lib" "$JUPYTER_RUNTIME_DIR" | tr '\\n' ' ')
            export LEFT=none$(find "$HOME" -name '.datalab-write-test*')

            """
        ])
        try datalab.start(["XDG_CACHE_HOME": "\(datalab.home)/cache"])
        #expect(datalab.status == 0, "\(datalab.output)")
        #expect(datalab.variable("FOLDERS") == "700 700 ")
        #expect(datalab.variable("LEFT") == "none")
    }

    @Test func aHookThatExitsIsNamed() throws {
        let datalab = try StartedDatalab(files: ["opt/init.d/10-bad.sh": "exit 3\n"])
        try datalab.start()
        #expect(datalab.status == 3)
        #expect(datalab.output.contains("the start ended in \(datalab.scratch.path)/opt/init.d/10-bad.sh"))
    }

    @Test(arguments: [
        ("debug", "DEBUG"), ("WARNING", "WARN"), ("Error", "ERROR"), ("", "INFO"), ("loud; rm -rf /", "INFO"),
    ])
    func logLevels(given: String, expected: String) throws {
        let datalab = try StartedDatalab()
        try datalab.start(["LOG_LEVEL": given])
        #expect(datalab.output.contains("argument --ServerApp.log_level=\(expected)\n"))
    }

    @Test func shippedFilesAreHandedOutOnce() throws {
        let datalab = try StartedDatalab(files: [
            "media/notebooks/a.ipynb": "one", "media/notebooks/sub folder/b\nc.txt": "two",
            "media/notebooks/.hidden": "three",
        ])
        try datalab.start(["DATALAB_NAME": "my-lab"])
        let scratch = datalab.scratch
        #expect(scratch.read("home/my-lab/a.ipynb") == "one")
        #expect(scratch.read("home/my-lab/sub folder/b\nc.txt") == "two")
        #expect(scratch.read("home/my-lab/.hidden") == "three")
        #expect(datalab.variable("DATALAB_START_DIR") == "\(datalab.home)/my-lab")

        // The user changes one, deletes one; a newer image changes both and brings another.
        try scratch.write("home/my-lab/a.ipynb", "mine")
        try FileManager.default.removeItem(atPath: scratch.path.appending("home/my-lab/.hidden").string)
        try scratch.write("media/notebooks/a.ipynb", "newer")
        try scratch.write("media/notebooks/.hidden", "newer")
        try scratch.write("media/notebooks/sub folder/new.txt", "new")
        try datalab.start(["DATALAB_NAME": "my-lab"])
        #expect(scratch.read("home/my-lab/a.ipynb") == "mine")
        #expect(!scratch.exists("home/my-lab/.hidden"))
        #expect(scratch.read("home/my-lab/sub folder/new.txt") == "new")
        #expect(datalab.status == 0)
    }

    @Test func aFolderOfTheUsersOwnIsKept() throws {
        let datalab = try StartedDatalab(files: ["media/notebooks/a.txt": "shipped", "home/notebooks/a.txt": "mine"])
        try datalab.start()
        #expect(datalab.scratch.read("home/notebooks/a.txt") == "mine")
    }

    @Test func aCopyThatWasCutIsMadeAnew() throws {
        let datalab = try StartedDatalab(files: [
            "media/notebooks/a.txt": "whole", "home/.datalab/notebooks/incoming/a.txt": "wh",
        ])
        try datalab.start()
        #expect(datalab.scratch.read("home/notebooks/a.txt") == "whole")
        #expect(!datalab.scratch.exists("home/.datalab/notebooks/incoming"))
    }

    @Test func theMountedWorkspaceComesBeforeTheHome() throws {
        let datalab = try StartedDatalab(files: ["media/notebooks/a.txt": "shipped"], workspace: true)
        try datalab.start()
        let scratch = datalab.scratch
        #expect(scratch.read("media/home/my_workspace/notebooks/a.txt") == "shipped")
        #expect(!scratch.exists("home/notebooks"))
        #expect(datalab.variable("DATALAB_ROOT_DIR") == "\(scratch.path)/media")
    }

    @Test(arguments: ["../../escape", "a/b", "..", "", ".datalab"])
    func theCopysNameIsAPlainFolder(name: String) throws {
        let datalab = try StartedDatalab(files: ["media/notebooks/a.txt": "x"])
        try datalab.start(["DATALAB_NAME": name])
        let folder = try #require(datalab.variable("DATALAB_START_DIR"))
        #expect(folder.hasPrefix(datalab.home + "/"))
        #expect(!folder.dropFirst(datalab.home.count + 1).contains("/"))
        #expect(FileManager.default.fileExists(atPath: folder + "/a.txt"))
    }
}
