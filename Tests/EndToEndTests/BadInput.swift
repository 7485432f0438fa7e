import Foundation
import Testing

/// An input that cannot be built, and what its user is told.
struct BadInput: Sendable, CustomTestStringConvertible {
    /// What is wrong with it.
    let name: String
    /// The files of the source, added to (or replacing) those of a good one; nil removes one.
    var files: [String: String?] = [:]
    /// A shell line run in the source's folder, for what files cannot say.
    var shell = ""
    /// The arguments after `build`; `@` stands for the source's folder.
    var arguments = ["@"]
    /// The exit status.
    var status: Int32 = 65
    /// What the one error says.
    let says: String

    var testDescription: String { name }
}

extension BadInput {
    static let all = metadata + requirements + sources + zips + options

    /// Metadata of which nothing is derived, left out or read as it was meant: with `--strict` each is an error.
    private static func metadata(_ name: String, _ line: String, _ replacement: String, says: String) -> BadInput {
        BadInput(
            name: name,
            files: ["meta-data.yaml": Lab.metadata.replacingOccurrences(of: line, with: replacement)],
            arguments: ["@", "--strict"],
            says: says
        )
    }

    static let metadata: [BadInput] = [
        metadata("no title", "title: A test\n", "", says: "meta-data.yaml: the key 'title' is missing"),
        metadata("no short name", "alternateName: a-test\n", "", says: "'alternateName' is missing"),
        metadata("no e-mail", "  email: tests@datalabs.example.org\n", "", says: "'contactPoint.email' is missing"),
        metadata("no version", "version: 1.2.3\n", "", says: "'version' is missing"),
        metadata("no creator", "  name: The tests\n", "", says: "'creator.name' is missing"),
        metadata("a line without a colon", "version: 1.2.3", "version 1.2.3", says: "meta-data.yaml:4:"),
        metadata("no space after a colon", "version: 1.2.3", "version:1.2.3", says: "meta-data.yaml:4:9"),
        metadata("a key twice", "version: 1.2.3", "version: 1.2.3\nversion: 1.2.4", says: "meta-data.yaml:5:1"),
        metadata("an unknown licence", "MIT", "MTI Licence", says: "meta-data.yaml:10:12"),
        metadata("a broken licence expression", "MIT", "MIT OR", says: "meta-data.yaml:10:"),
        metadata("a version no tag can hold", "1.2.3", "1 2/3", says: "meta-data.yaml:4:11"),
        metadata("an unknown kind", "version: 1.2.3", "version: 1.2.3\nkind: notebookk", says: "meta-data.yaml:5:7"),
        metadata(
            "a Python that is none",
            "version: 1.2.3",
            "version: 1.2.3\npython: three",
            says: "meta-data.yaml:5:9"
        ),
        metadata(
            "a Python no base has",
            "version: 1.2.3",
            "version: 1.2.3\npython: '3.7'",
            says: "Python 3.7 was asked for"
        ),
        metadata("an unclosed quote", "title: A test", "title: \"A test", says: "meta-data.yaml:"),
        metadata("a list where a text belongs", "title: A test", "title: [A, test]", says: "meta-data.yaml:1:8"),
        metadata("an alias", "title: A test", "title: A test\nkeywords: [*a]", says: "meta-data.yaml:2:12"),
        metadata(
            "an unknown visibility",
            "version: 1.2.3",
            "version: 1.2.3\nvisibility: secret",
            says: "meta-data.yaml:5:13"
        ),
        BadInput(
            name: "a file that is not UTF-8",
            shell: #"printf 'title: \377\n' > meta-data.yaml"#,
            says: "meta-data.yaml"
        ),
        BadInput(name: "a list as metadata", files: ["meta-data.yaml": "- a\n- b\n"], says: "meta-data.yaml:1:1"),
        BadInput(
            name: "a Python version file that is none",
            files: ["runtime.txt": "three\n"],
            says: "runtime.txt:1:1"
        ),
    ]

    private static func requirement(
        _ name: String,
        _ text: String,
        options: [String] = [],
        says: String = "requirements.txt:1:",
    ) -> BadInput {
        BadInput(name: name, files: ["requirements.txt": text + "\n"], arguments: ["@"] + options, says: says)
    }

    /// For builders that build nothing but what an index has.
    private static let indexOnly = ["--sources", "index"]

    static let requirements: [BadInput] = [
        requirement("one equals sign", "numpy=1.26"),
        requirement("nothing after the operator", "numpy=="),
        requirement("a version without operator", "numpy 1.26"),
        requirement("an unknown marker", "numpy; os == 'linux'"),
        requirement("an unclosed bracket", "astropy[all"),
        requirement("a hash that is none", "numpy==1.26.0 --hash=sha256:12"),
        requirement("a hash nobody trusts", "numpy==1.26.0 --hash=md5:d41d8cd98f00b204e9800998ecf8427e"),
        requirement("an unknown option", "--frobnicate"),
        requirement("an index in the repository", "--index-url https://pypi.example.org/simple\nsix"),
        requirement("links in the repository", "--find-links https://example.org/wheels\nsix"),
        requirement("an editable install", "-e ."),
        requirement("a git URL", "git+https://example.org/x/y.git", options: indexOnly),
        requirement("a named git URL", "y @ git+https://example.org/x/y.git", options: indexOnly),
        requirement("a source archive", "https://example.org/x-1.0.tar.gz", options: indexOnly),
        requirement("a local path", "./package"),
        requirement("a variable of the machine", "six==${VERSION}"),
        requirement("a file that is not there", "-r more.txt"),
        requirement("a file outside", "-r ../more.txt"),
        requirement("a wheel with credentials", "https://user:secret@example.org/six-1.0-py3-none-any.whl"),
        requirement(
            "a package that does not exist",
            "no-such-package-at-all-4711",
            says: "'no-such-package-at-all-4711'"
        ),
        requirement("a version that does not exist", "six==99.0", says: "six"),
        requirement("packages that contradict each other", "six==1.16.0\nsix==1.17.0", says: "six"),
        BadInput(
            name: "a circle of files",
            files: ["requirements.txt": "-r a.txt\n", "a.txt": "-r requirements.txt\n"],
            says: "a.txt:1:"
        ),
        BadInput(name: "a lock that is none", files: ["pylock.toml": "x = [\n"], says: "pylock.toml"),
        BadInput(
            name: "a lock of the future",
            files: ["pylock.toml": "lock-version = \"9.0\"\ncreated-by = \"x\"\npackages = []\n"],
            says: "pylock.toml"
        ),
        BadInput(name: "a project file that is none", files: ["pyproject.toml": "[project\n"], says: "pyproject.toml:"),
    ]

    static let sources: [BadInput] = [
        BadInput(
            name: "an ignore file that is a link",
            shell: "ln -s meta-data.yaml .datalabignore",
            says: ".datalabignore: "
        ),
        BadInput(
            name: "nothing but what is never meant",
            files: ["meta-data.yaml": nil],
            shell: "mkdir __pycache__ && touch __pycache__/a.pyc",
            says: "there are no files in it"
        ),
        BadInput(
            name: "a submodule that is gone",
            shell: """
                git init -q -b main && printf '[submodule "x"]\\n\\tpath = sub/x\\n\\turl = file:///none/x\\n' > .gitmodules && git add -A &&
                git update-index --add --cacheinfo 160000,1234567890123456789012345678901234567890,sub/x &&
                git -c user.name=x -c user.email=x@example.org commit -q -m x
                """,
            arguments: ["file://@"],
            status: 66,
            says: "sub/x: the submodule cannot be fetched"
        ),
        BadInput(
            name: "both config folders",
            files: ["binder/a": "", ".binder/a": ""],
            says: "both 'binder/' and '.binder/'"
        ),
        BadInput(name: "more than the limit", arguments: ["@", "--size-limit", "10B"], says: "the limit is 10 bytes"),
        BadInput(name: "nothing", files: ["meta-data.yaml": nil], says: "there are no files in it"),
        BadInput(name: "no such folder", arguments: ["@/none"], status: 66, says: "there is no such file or folder"),
        BadInput(
            name: "no such subdirectory",
            arguments: ["@", "--subdirectory", "none"],
            status: 66,
            says: "does not exist"
        ),
        BadInput(
            name: "a subdirectory outside, its slash hidden by an accent",
            arguments: ["@", "--subdirectory", "../\u{301}x"],
            status: 64,
            says: "'..' are refused",
        ),
        BadInput(
            name: "a subdirectory outside",
            arguments: ["@", "--subdirectory", "../x"],
            status: 64,
            says: "'../x'"
        ),
        BadInput(name: "no such repository", arguments: ["file://@/none"], status: 66, says: "none"),
        BadInput(name: "a transport that runs programs", arguments: ["ext::/bin/true"], status: 64, says: "ext"),
        BadInput(name: "plain http to a stranger", arguments: ["http://example.org/x.git"], status: 64, says: "http"),
        BadInput(
            name: "a branch that is an option",
            arguments: ["file://@", "--branch=--upload-pack=x"],
            status: 64,
            says: "--branch"
        ),
        BadInput(
            name: "a branch of a folder",
            arguments: ["@", "--branch", "main"],
            status: 64,
            says: "need a git URL"
        ),
        BadInput(
            name: "a commit that is none",
            arguments: ["file://@", "--commit", "xyz"],
            status: 64,
            says: "is no commit"
        ),
        BadInput(
            name: "a branch that is not there",
            shell: commit,
            arguments: ["file://@", "--branch", "none"],
            status: 66,
            says: "none"
        ),
    ]

    private static let commit =
        "git init -q -b main && git add -A && git -c user.name=x -c user.email=x@example.org commit -q -m x"

    private static func zip(_ name: String, _ python: String, says: String) -> BadInput {
        let script = "import zipfile; z = zipfile.ZipFile('x.zip', 'w'); \(python); z.close()"
        return BadInput(name: name, shell: "python3 -W ignore -c \"\(script)\"", arguments: ["@/x.zip"], says: says)
    }

    static let zips: [BadInput] = [
        zip("a zip that climbs out", "z.writestr('../x', 'a')", says: "'../x'"),
        zip("a zip with an absolute name", "z.writestr('/x', 'a')", says: "'/x'"),
        zip(
            "a zip of Windows that climbs out",
            "i = zipfile.ZipInfo('x'); i.create_system = 0; i.filename = chr(92).join(['a', '..', '..', 'x']); z.writestr(i, 'a')",
            says: "x.zip"
        ),
        zip("a zip with a file below a file", "z.writestr('x', 'a'); z.writestr('x/y', 'b')", says: "'x/y'"),
        zip(
            "a zip with a device",
            "i = zipfile.ZipInfo('l'); i.external_attr = 0o020644 << 16; z.writestr(i, '')",
            says: "'l'"
        ),
        zip("a zip with nothing in it", "pass", says: "x.zip"),
        zip("a zip with a bomb", "z.compression = 8; z.writestr('x', bytes(300000000))", says: "x"),
        BadInput(
            name: "a zip that is cut",
            shell: "zip -q x.zip meta-data.yaml && truncate -s -10 x.zip",
            arguments: ["@/x.zip"],
            says: "x.zip"
        ),
        BadInput(name: "a zip that is none", shell: "echo hello > x.zip", arguments: ["@/x.zip"], says: "x.zip"),
        BadInput(
            name: "a zip with a wrong CRC",
            shell: "zip -q -0 x.zip meta-data.yaml && sed -i 's/A test/A tset/' x.zip",
            arguments: ["@/x.zip"],
            says: "meta-data.yaml"
        ),
    ]

    static let options: [BadInput] = [
        BadInput(name: "no source", arguments: [], status: 64, says: "missing expected argument"),
        BadInput(name: "an option nobody knows", arguments: ["@", "--frobnicate"], status: 64, says: "--frobnicate"),
        BadInput(
            name: "a size that is none",
            arguments: ["@", "--size-limit", "much"],
            status: 64,
            says: "'much' is not a size"
        ),
        BadInput(
            name: "an output that is none",
            arguments: ["@", "--output", "tar:x"],
            status: 64,
            says: "'tar:x' is not a place"
        ),
        BadInput(
            name: "an output in a folder of other files",
            arguments: ["@", "--output", "oci:@"],
            status: 73,
            says: "is not an image layout"
        ),
        BadInput(
            name: "an output where nobody can write",
            arguments: ["@", "--output", "oci-archive:@/none/x.tar"],
            status: 73,
            says: "is no folder that can be written"
        ),
        BadInput(name: "a licence by option", arguments: ["@", "--licence", "MTI"], says: "--licence"),
        BadInput(
            name: "a mirror that is none",
            arguments: ["@", "--mirror", "ftp://example.org"],
            status: 64,
            says: "'ftp://example.org'"
        ),
    ]
}
