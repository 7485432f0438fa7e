import Foundation
import PythonPackages
import Reporting
import SourceBuilds
import SystemPackage
import Testing

/// What a hostile backend may give back instead of the wheel that it was asked for.
struct FalseAnswer: Sendable, CustomTestStringConvertible {
    let name: String
    /// The statements of its `build_wheel`.
    let build: String
    /// Words of the error.
    let words: String

    var testDescription: String { name }

    init(_ name: String, _ words: String, _ build: String) {
        (self.name, self.words, self.build) = (name, words, build)
    }

    static let all = [
        FalseAnswer(
            "a wheel of another name",
            "a wheel of 'requests', expected 'demo'",
            "return wheel(out, name='requests')"
        ),
        FalseAnswer("another version", "gave back version '6.0', expected '1.0'", "return wheel(out, version='6.0')"),
        FalseAnswer(
            "METADATA of another name",
            "is of 'requests' '1.0', not of 'demo'",
            "return wheel(out, says='requests')"
        ),
        FalseAnswer("no wheel", "gave back no wheel", "return 'demo-1.0-py3-none-any.whl'"),
        FalseAnswer("two wheels", "gave back 2 wheels", "wheel(out, tag='py2-none-any'); return wheel(out)"),
        FalseAnswer("a name that is none", "not the file name of a wheel", "return wheel(out, file='demo.whl')"),
        FalseAnswer("for another system", "is not for Python", "return wheel(out, tag='py3-none-win_amd64')"),
        FalseAnswer("for another Python", "is not for Python", "return wheel(out, tag='cp27-cp27m-linux_x86_64')"),
        FalseAnswer(
            "a RECORD that lies",
            "RECORD",
            "return wheel(out, lie={'demo/__init__.py': 'answer = 43\\n'})"
        ),
        FalseAnswer(
            "a RECORD that hides a file",
            "RECORD",
            """
            path = os.path.join(out, wheel(out))
            zipfile.ZipFile(path, 'a').writestr('demo/hidden.py', 'x')
            return os.path.basename(path)
            """
        ),
        FalseAnswer(
            "a file outside",
            "..",
            "return wheel(out, extra={'../../../etc/cron.d/x': 'x'})"
        ),
        FalseAnswer("an absolute path", "/etc", "return wheel(out, extra={'/etc/cron.d/x': 'x'})"),
        FalseAnswer(
            "a link in the wheel",
            "link",
            """
            path = os.path.join(out, wheel(out))
            entry = zipfile.ZipInfo('demo/link'); entry.external_attr = 0o120777 << 16; entry.create_system = 3
            zipfile.ZipFile(path, 'a').writestr(entry, '/etc/shadow')
            return os.path.basename(path)
            """
        ),
        FalseAnswer(
            "no zip",
            "demo-1.0-py3-none-any.whl",
            "open(out + '/demo-1.0-py3-none-any.whl', 'w').write('PK no')"
        ),
        FalseAnswer("an empty file", "demo-1.0-py3-none-any.whl", "open(out + '/demo-1.0-py3-none-any.whl', 'w')"),
        FalseAnswer(
            "a symbolic link",
            "a symbolic link to '/etc/shadow'",
            "os.symlink('/etc/shadow', out + '/demo-1.0-py3-none-any.whl')"
        ),
        FalseAnswer("a pipe", "is a pipe", "os.mkfifo(out + '/demo-1.0-py3-none-any.whl')"),
        FalseAnswer(
            "a socket",
            "gave back no wheel",
            "server = socket.socket(socket.AF_UNIX); server.bind(out + '/demo-1.0-py3-none-any.whl')"
        ),
        FalseAnswer("a folder", "is a folder", "os.mkdir(out + '/demo-1.0-py3-none-any.whl')"),
        FalseAnswer(
            "a device",
            "ended with status 1",
            "os.mknod(out + '/demo-1.0-py3-none-any.whl', 0o60644, os.makedev(254, 0))"
        ),
        FalseAnswer(
            "a second name of a file that is read only",
            "ended with status 1",
            "os.link('/run/box/build.py', out + '/demo-1.0-py3-none-any.whl')"
        ),
        FalseAnswer(
            "its folder led elsewhere",
            "of the box",
            "os.rename(out, '/tmp/old'); os.symlink('/usr/share', out)"
        ),
        FalseAnswer(
            "a bomb",
            "over 200 times as much",
            """
            path = os.path.join(out, wheel(out))
            with zipfile.ZipFile(path, 'a', zipfile.ZIP_DEFLATED) as archive:
                with archive.open('demo/bomb', 'w', force_zip64=True) as file:
                    for piece in range(256): file.write(bytes(1 << 20))
            return os.path.basename(path)
            """
        ),
        FalseAnswer("other requirements each time", "each time", "return wheel(out)"),
        FalseAnswer(
            "a build that writes into what it was given",
            "ended with status 1",
            "open('/run/box/build.py', 'a').write('x')"
        ),
    ]
}

@Suite("what a hostile build gives back")
struct HostileWheelTests {
    @Test(arguments: FalseAnswer.all)
    func isRefused(_ answer: FalseAnswer) async throws {
        let lab = try BuildLab(limits: BoxLimits(seconds: 60, disk: 256 << 20, answer: 64 << 20))
        defer { lab.remove() }
        var files = Backend(answer.build).files
        if answer.name == "other requirements each time" {
            files["backend.py"]? +=
                "def get_requires_for_build_wheel(settings=None): return ['x' + str(time.time_ns())]\n"
        }
        if answer.name == "its folder led elsewhere" {
            // What is there is the box's own and harmless; it is just not a wheel.
            let error = await #expect(throws: (any Error).self) {
                try await lab.wheel(of: lab.source(files, version: "1.0"))
            }
            #expect("\(String(describing: error))".contains("demo-1.0.tar.gz"))
            return
        }
        let error = await #expect(throws: (any Error).self) {
            try await lab.wheel(of: lab.source(files, version: "1.0"))
        }
        let failure = try #require(error?.reported, "\(String(describing: error))")
        let text = failure.problems.map(\.description).joined(separator: "\n")
        #expect(text.contains(answer.words), "\(text)")
        // Nothing of it is kept, here or for the next build.
        let kept =
            (try? FileManager.default.subpathsOfDirectory(atPath: lab.box.folder.appending("built").string)) ?? []
        #expect(kept.isEmpty)
        let scratch = try FileManager.default.contentsOfDirectory(atPath: lab.box.folder.appending("scratch").string)
        #expect(scratch.isEmpty)
    }

    @Test("a tree whose links lead out, and whose pyproject.toml is one")
    func links() async throws {
        let lab = try BuildLab()
        defer { lab.remove() }
        let secret = lab.box.folder.appending("secret.toml")
        try Data("[build-system]\nrequires = []\n".utf8).write(to: URL(filePath: secret.string))
        let tree = try lab.source(["backend.py": "x = 1"])
        let link = tree.folder.appending("pyproject.toml").string
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: secret.string)
        let error = await #expect(throws: SourceBuildError.self) { try await lab.wheel(of: tree) }
        #expect(error?.description.contains("'pyproject.toml' of the source cannot be read") == true)
    }
}

@Suite("hints about failed builds")
struct BuildHintTests {
    @Test(arguments: [
        ("demo.c:1:10: fatal error: libpq-fe.h: No such file or directory", "'libpq-dev'"),
        ("src/x.cpp:3:10: fatal error: boost/python.hpp: No such file or directory", "'libboost-all-dev'"),
        ("x.c:2:10: fatal error: made_up.h: No such file or directory", "apt-file search made_up.h"),
        ("fatal error: numpy/arrayobject.h: No such file or directory", "imports 'numpy'"),
        ("Package cairo was not found in the pkg-config search path.", "'libcairo2-dev'"),
        ("../meson.build:31:12: ERROR: Dependency \"cairo\" not found, tried pkgconfig", "'libcairo2-dev'"),
        ("/usr/bin/ld: cannot find -lfftw3: No such file or directory", "'libfftw3-dev'"),
        ("Error: pg_config executable not found.", "'libpq-dev'"),
        ("OSError: Could not find GDAL: No such file or directory: 'gdal-config'", "'libgdal-dev'"),
        ("urllib.error.URLError: <urlopen error [Errno -3] Temporary failure in name resolution>", "network"),
        ("OSError: [Errno 28] No space left on device", "--box-disk"),
        ("MemoryError", "--box-memory"),
        ("BlockingIOError: [Errno 11] Resource temporarily unavailable", "--box-processes"),
        ("error: can't find Rust compiler", "Rust"),
        ("ModuleNotFoundError: No module named 'numpy'", "imports 'numpy'"),
        ("ModuleNotFoundError: No module named 'distutils.core'", "before 3.12"),
        ("LookupError: setuptools-scm was unable to detect version for /tmp/src.", "git's tags"),
        ("/bin/sh: 1: gfortran: not found", "'gfortran'"),
        ("../extern/region-4.19/meson.build:14:10: ERROR: Program 'byacc' not found or not executable", "'byacc'"),
        ("/bin/sh: 1: bison: not found", "'bison'"),
        ("make: ninja: command not found", "'ninja-build'"),
        ("FileNotFoundError: [Errno 2] No such file or directory: 'flex'", "'flex'"),
    ])
    func hint(line: String, words: String) {
        let hint = BuildHints.hint(for: ["running build_ext", line, "error: something failed"])
        #expect(hint?.contains(words) == true, "\(hint ?? "none")")
    }

    @Test("no hint for what is not known")
    func none() {
        #expect(BuildHints.hint(for: ["running build_ext", "error: command failed"]) == nil)
    }

    @Test(
        "settings that forbid boxes",
        arguments: [
            ("/proc/sys/user/max_user_namespaces", "0", "sysctl user.max_user_namespaces=10000"),
            ("/proc/sys/kernel/unprivileged_userns_clone", "0", "sysctl kernel.unprivileged_userns_clone=1"),
            ("/proc/sys/kernel/apparmor_restrict_unprivileged_userns", "1", "apparmor_restrict_unprivileged_userns=0"),
            ("/.dockerenv", "", "--security-opt seccomp=unconfined"),
        ]
    )
    func settings(file: String, value: String, words: String) {
        #expect(BoxDiagnosis.setting { $0 == file ? value : nil }?.contains(words) == true)
        #expect(BoxDiagnosis.setting { _ in nil } == nil)
    }
}
