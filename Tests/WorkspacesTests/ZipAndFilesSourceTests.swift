import LayerArchive
import Reporting
import SystemPackage
import Testing
import Workspaces

/// Zips as people make them, and lists of files.
struct ZipAndFilesSourceTests {
    @Test(arguments: [
        ("cd in && zip -qry ../lab.zip .", ["a.txt", "link", "sub/b.txt"]),
        (
            "mkdir top && cp -a in top/repo-main && cd top && zip -qry ../lab.zip repo-main",
            ["a.txt", "link", "sub/b.txt"]
        ),
        (
            "cp -a in top && mkdir -p __MACOSX/top && echo x > __MACOSX/top/._a.txt && zip -qry lab.zip top __MACOSX",
            ["a.txt", "link", "sub/b.txt"]
        ),
        ("git init -q in && cd in && zip -qry ../lab.zip .", ["a.txt", "link", "sub/b.txt"]),
        ("cd in && zip -qr ../lab.zip sub/b.txt", ["b.txt"]),
    ])
    func `a zip is unpacked, a single folder at its top left out`(_ script: String, _ paths: [String]) async throws {
        let folder = try TemporaryFolder()
        try folder.write(["a.txt": "a", "sub/b.txt": "b"], under: "in")
        try await folder.shell("ln -s sub/b.txt in/link")
        try await folder.shell(script)
        let workspace = try await folder.open([folder.path.appending("lab.zip").string])
        #expect(workspace.paths == paths)
        #expect(workspace.name == "lab")
        #expect(workspace.origin == SourceOrigin(kind: .zip))
        #expect(try workspace.text(paths[0]) == String(paths[0].first ?? "?"))
    }

    @Test
    func `a subdirectory of a zip counts from its root as it is used`() async throws {
        let folder = try TemporaryFolder()
        try folder.write(["repo-main/a.txt": "a", "repo-main/sub/b.txt": "b", "repo-main/.datalabignore": "a.txt"])
        try await folder.shell("zip -qr lab.zip repo-main")
        let zip = folder.path.appending("lab.zip").string
        #expect(try await folder.open([zip]).paths == [".datalabignore", "sub/b.txt"])
        #expect(try await folder.open([zip], subdirectory: "sub").paths == ["b.txt"])
    }

    @Test
    func `bad zips are refused`() async throws {
        let folder = try TemporaryFolder()
        try folder.write(["text.zip": "text", "in/a": String(repeating: "a", count: 5000)])
        try await folder.shell(
            """
            ln -s ../../etc/passwd in/evil; ln -s /etc abs; zip -qy evil.zip in/evil in/a abs; zip -q large.zip in/a
            head -c 100 large.zip > cut.zip; zip -qP secret locked.zip in/a; python3 -c '
            import zipfile
            zipfile.ZipFile("slip.zip", "w").writestr("../up", "x")
            zipfile.ZipFile("empty.zip", "w").close()'
            """
        )
        let open = { (name: String) in try await folder.open([folder.path.appending(name).string], sizeLimit: 4000) }
        for (name, words) in [
            ("text.zip", "too few for a zip"), ("cut.zip", "not a zip, or cut"),
            ("slip.zip", "'../up': the name has a '..' part"),
            ("locked.zip", "encrypted"), ("large.zip", "the limit is 4000 bytes"),
        ] {
            let error = try await #require(throws: LayerArchiveError.self) { try await open(name) }
            #expect(error.description.contains(words), "\(error)")
        }
        let empty = try await #require(throws: WorkspaceError.self) { try await open("empty.zip") }
        #expect(empty.code == .empty)
        let evil = try await folder.open([folder.path.appending("evil.zip").string])
        #expect(evil.paths == ["in/a"])
        let warnings = evil.warnings.map(\.description).joined(separator: "\n")
        #expect(evil.warnings.count == 2 && warnings.contains("'in/evil'") && warnings.contains("'abs'"), "\(warnings)")
    }

    @Test(arguments: [
        // As PowerShell 5 and other programs of Windows write them: host 0 or 10, backslashes between folders.
        (
            0, #"{"lab\\a.ipynb": "a", "lab\\data\\x.csv": "x", "lab\\empty\\": ""}"#,
            ["a.ipynb", "data/x.csv"], "3 names"
        ),
        (
            10, #"{"a.ipynb": "a", "data\\x.csv": "x", "data/y.csv": "y"}"#,
            ["a.ipynb", "data/x.csv", "data/y.csv"],
            "1 names"
        ),
        // A program of Unix means the letter.
        (3, #"{"a\\b.txt": "x"}"#, [#"a\b.txt"#], nil),
        (3, #"{"./a.txt": "x", "d//b.txt": "x", "d/./c.txt": "x"}"#, ["a.txt", "d/b.txt", "d/c.txt"], nil),
    ])
    func `names are read as the program that wrote them meant them`(
        _ host: Int,
        _ files: String,
        _ paths: [String],
        _ warning: String?
    ) async throws {
        let folder = try TemporaryFolder()
        try await folder.shell(Self.zip(files, host))
        let workspace = try await folder.open([folder.path.appending("lab.zip").string])
        #expect(workspace.paths == paths)
        #expect(workspace.warnings.count == (warning == nil ? 0 : 1))
        #expect(workspace.warnings.allSatisfy { $0.message.hasPrefix(warning ?? "-") })
    }

    @Test(arguments: [#"..\\up"#, #"a\\..\\..\\up"#, #"\\abs"#, #"C:\\x"#, #"C:/x"#])
    func `a name of Windows that leads elsewhere is refused`(_ name: String) async throws {
        let folder = try TemporaryFolder()
        try await folder.shell(Self.zip("{\"\(name)\": \"x\"}", 0))
        let error = try await #require(throws: LayerArchiveError.self) {
            try await folder.open([folder.path.appending("lab.zip").string])
        }
        #expect(error.code == .unsafePath)
    }

    private static func zip(_ files: String, _ host: Int) -> String {
        """
        cat > files.json <<'END'
        \(files)
        END
        python3 -c '
        import json, zipfile
        with zipfile.ZipFile("lab.zip", "w") as z:
            for name, text in json.load(open("files.json")).items():
                entry = zipfile.ZipInfo(name)
                entry.filename, entry.create_system = name, \(host)
                z.writestr(entry, text)'
        """
    }

    @Test
    func `a list of files becomes a flat folder`() async throws {
        let folder = try TemporaryFolder()
        try folder.write(["x/a.ipynb": "a", "y/requirements.txt": "numpy", "z/a.ipynb": "other"])
        let path = { (name: String) in "\(folder.path)/\(name)" }
        let workspace = try await folder.open([path("x/a.ipynb"), path("y/requirements.txt")])
        #expect(workspace.paths == ["a.ipynb", "requirements.txt"])
        #expect(workspace.origin.kind == .files)
        #expect(workspace.name == "files")
        #expect(try await folder.open([path("x/a.ipynb")]).name == "a")
        for (arguments, words) in [
            ([path("x/a.ipynb"), path("z/a.ipynb")], "has the same name as"),
            ([path("x"), path("z/a.ipynb")], "no regular file"),
        ] {
            let error = try await #require(throws: WorkspaceError.self) { try await folder.open(arguments) }
            #expect(error.code == .refusedContent)
            #expect(error.description.contains(words), "\(error)")
        }
    }
}
