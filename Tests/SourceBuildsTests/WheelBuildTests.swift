import Foundation
import HTTPTransfer
import PythonPackages
import SourceBuilds
import SystemPackage
import Testing

@Suite("building a source into a wheel")
struct WheelBuildTests {
    @Test("a wheel with what it says of itself, remembered")
    func wheel() async throws {
        let lab = try BuildLab()
        defer { lab.remove() }
        let tree = try lab.source(Backend("print('at work in', os.getcwd())\nreturn wheel(out)").files, version: "1.0")
        let built = try await lab.wheel(of: tree)
        #expect((built.name, built.version) == ("demo", "1.0"))
        #expect(built.requiresDist == ["numpy>=1"] && built.requiresPython == ">=3.8" && built.extras == ["plots"])
        #expect(built.file.filename.text == "demo-1.0-py3-none-any.whl" && built.builtFrom == "demo-1.0.tar.gz")
        #expect(lab.log.lines.contains("box: at work in /tmp/src"))
        let known = try await lab.wheel(of: tree)
        #expect(known.file == built.file && known.key == built.key && known.seconds == 0)
        #expect(lab.log.lines.count { $0.hasPrefix("building") } == 1)
    }

    @Test("a project in a folder of the source")
    func subdirectory() async throws {
        let lab = try BuildLab()
        defer { lab.remove() }
        let files = Backend("return wheel(out)").files
        var tree = try lab.source(Dictionary(uniqueKeysWithValues: files.map { ("python/\($0.key)", $0.value) }))
        tree.subdirectory = "python"
        #expect(try await lab.wheel(of: tree).name == "demo")
        tree.subdirectory = "../python"
        await #expect(throws: SourceBuildError.self) { try await lab.wheel(of: tree) }
        tree.subdirectory = "none"
        await #expect(throws: SourceBuildError.self) { try await lab.wheel(of: tree) }
    }

    @Test("two builds are compared, and a difference is told")
    func rebuild() async throws {
        var lab = try BuildLab()
        defer { lab.remove() }
        lab.build.rebuilds = true
        let alike = try lab.source(Backend("return wheel(out)").files)
        #expect(try await lab.wheel(of: alike).isReproducible == true)
        let random = try lab.source(Backend("return wheel(out, extra={'demo/x': os.urandom(8).hex()})").files)
        #expect(try await lab.wheel(of: random).isReproducible == false)
        #expect(lab.log.lines.contains { $0.contains("gave different wheels") })
    }

    @Test("a C extension gets the same bytes twice, by setuptools from the index")
    func extensionModule() async throws {
        var lab = try BuildLab()
        defer { lab.remove() }
        let scratch = lab.box.folder.appending("scratch")
        let resolver = try PackageResolver.locate(variables: ProcessInfo.processInfo.environment)
        let cache = WheelCache(root: lab.box.folder.appending("wheels"), session: TransferSession())
        lab.build.requirements = BuildRequirements.wheelsOnly(resolver, cache, scratch: scratch)
        lab.build.rebuilds = true
        let tree = try lab.source(
            [
                "setup.py": """
                from setuptools import setup, Extension
                setup(name="demo", version="1.0", setup_requires=["setuptools-scm<9"], ext_modules=[Extension("demo", ["demo.c"])])
                """,
                "demo.c": """
                #include <Python.h>
                static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "demo", NULL, -1, NULL};
                PyMODINIT_FUNC PyInit_demo(void) { return PyModule_Create(&module); }
                """,
            ]
        )
        let built = try await lab.wheel(of: tree)
        #expect(built.isReproducible == true)
        #expect(
            built.facts.builtWith.contains { $0.hasPrefix("setuptools-scm==8") || $0.hasPrefix("setuptools_scm==8") },
            "\(built.facts.builtWith)"
        )
        #expect(built.file.filename.tags.allSatisfy { $0.platform.hasPrefix("linux_") })
    }
}
