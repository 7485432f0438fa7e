import DatalabModel
import Foundation
import OCIModel
import Reporting
import Testing

/// Recipes of bases.
struct RecipeTests {
    private static let good = """
        kind: jupyterlab
        title: JupyterLab
        port: 10000
        probe: /api/status
        variants:
          - name: trixie
            suite: trixie
            python: "3.13"
            default: true
          - name: bookworm
            suite: bookworm
            python: "3.11"
            packages: [python3-venv, tini]
        packages: [python3, tini, ca-certificates]
        server:
          requirements: requirements.txt
          lock: pylock.{variant}.toml
          prefix: /opt/datalab/server
        user:
          prefix: /opt/datalab/env
          requirements: [ipykernel, pip]
        files: rootfs
        environment: { LANG: C.UTF-8 }
        entrypoint: [/usr/bin/tini, --, /opt/datalab/start.sh]
        """

    @Test("A recipe is read whole")
    func whole() throws {
        let reading = RecipeReader.read(Array(Self.good.utf8), file: "recipe.yaml")
        #expect(reading.problems.isEmpty)
        let recipe = try #require(reading.recipe)
        #expect(recipe.kind == .jupyterlab)
        #expect(recipe.title == "JupyterLab")
        let contract = try #require(recipe.contract)
        #expect(contract.page == Recipe.Page(port: 10000, probe: "/api/status"))
        #expect(contract.files.map(\.path) == ["rootfs"])
        #expect(contract.environment == ["LANG": "C.UTF-8"])
        #expect(contract.entrypoint == ["/usr/bin/tini", "--", "/opt/datalab/start.sh"])
        #expect(contract.user.prefix == "/opt/datalab/env")
        #expect(contract.user.requirements == ["ipykernel", "pip"])
        let server = try #require(recipe.server)
        #expect(server.requirements == "requirements.txt")
        #expect(server.lock == "pylock.{variant}.toml")
        #expect(server.prefix == "/opt/datalab/server")
        let bookworm = try #require(recipe.variant(named: "bookworm"))
        #expect(recipe.packages(of: bookworm) == ["python3", "tini", "ca-certificates", "python3-venv"])
        #expect(server.lockName(of: bookworm) == "pylock.bookworm.toml")
        #expect(recipe.defaultVariant?.name == "trixie")
        #expect(recipe.accepts == [.requirements, .systemPackages])
        #expect(recipe.buildPackages == Recipe.standardBuildPackages)
        let fortran = Self.good + "\nbuild-packages: [gcc, gfortran]"
        #expect(RecipeReader.read(Array(fortran.utf8), file: "r").recipe?.buildPackages == ["gcc", "gfortran"])
        let less = Self.good + "\naccepts: [requirements]"
        #expect(RecipeReader.read(Array(less.utf8), file: "r").recipe?.accepts == [.requirements])
    }

    @Test("A recipe without a server has no page, and is of a kind that opens none")
    func step() throws {
        let text = """
            kind: step
            title: Step
            server: none
            variants: [{name: trixie, suite: trixie, python: "3.13", default: true}]
            packages: [python3]
            user: {prefix: /opt/datalab/env}
            entrypoint: [/opt/datalab/start.sh]
            """
        let recipe = try #require(RecipeReader.read(Array(text.utf8), file: "r").recipe)
        #expect(recipe.server == nil && recipe.contract?.page == nil)
        #expect(recipe.contract?.user.prefix == "/opt/datalab/env")
        func problems(_ text: String) -> String {
            RecipeReader.read(Array(text.utf8), file: "r").problems.map(\.description).joined(separator: "\n")
        }
        #expect(
            problems(text + "\nport: 10000\nprobe: /ready") == """
                error: r:8:7: 'port' is of a page, and 'server: none' says that there is none
                hint: remove it
                error: r:9:8: 'probe' is of a page, and 'server: none' says that there is none
                hint: remove it
                """
        )
        #expect(
            problems(text.replacing("kind: step", with: "kind: vnc"))
                == "error: r:3:9: datalabs of the kind 'vnc' open a page\nhint: say which server serves it"
        )
        let served = text.replacing("server: none", with: "port: 10000\nprobe: /ready")
        #expect(
            problems(served) == "error: r:1:7: datalabs of the kind 'step' open no page\nhint: write 'server: none'"
        )
    }

    @Test(
        "The variant is chosen by the Python that is asked for",
        arguments: [
            (nil, "trixie"), ("3.13", "trixie"), ("3.11.4", "bookworm"), ("3.12", nil), ("3", "trixie"),
            ("<3.13", "bookworm"), (">=3.9", "trixie"), ("2.7", nil),
        ] as [(String?, String?)]
    )
    func variant(_ python: String?, _ name: String?) throws {
        let recipe = try #require(RecipeReader.read(Array(Self.good.utf8), file: "r").recipe)
        let request = try python.map { try PythonVersionRequest.parse($0) }
        #expect(recipe.variant(for: request)?.name == name)
    }

    @Test(
        "What is wrong is told at its place",
        arguments: [
            (
                "kind: jupyterlab", "kind: jupiter",
                "error: r:1:7: unknown kind 'jupiter'\nhint: use 'jupyterlab', 'vnc', 'theia' or 'step'"
            ),
            (
                "port: 10000", "port: 70000",
                "error: r:3:7: 'port' must be a number from 1 to 65535, found '70000'\nhint: write 'port: 10000'"
            ),
            ("title: JupyterLab\n", "", "error: r:1:1: the key 'title' is missing\nhint: add it"),
            (
                "title:", "titel:",
                "error: r:1:1: the key 'title' is missing\nhint: add it\nerror: r:2:1: unknown key 'titel'\nhint: did you mean 'title'?"
            ),
            (
                "probe: /api", "probe: api",
                "error: r:4:8: 'probe' must be a path that starts with '/', without '.' and '..', found 'api/status'\nhint: write an absolute path"
            ),
            (
                "default: true", "default: maybe",
                "error: r:6:3: no variant is the default\nhint: write 'default: true' in exactly one of them\nerror: r:9:14: 'default' must be 'true' or 'false', found 'maybe'\nhint: write 'default: true'"
            ),
            (
                "suite: bookworm\n", "suite: bookworm\n    default: true\n",
                "error: r:6:3: 2 variants are the default\nhint: write 'default: true' in exactly one of them"
            ),
            (
                "name: bookworm", "name: trixie",
                "error: r:10:5: there are two variants named 'trixie'\nhint: rename one"
            ),
            (
                "python: \"3.11\"", "python: 2.7",
                "error: r:12:13: Python 2.7 is not supported, Python 3 is\nhint: write a version such as '3.13'"
            ),
            (
                "packages: [python3,", "packages: ['$(x)',",
                "error: r:14:12: '$(x)' cannot be the name of a Debian package\nhint: names have lower case letters, digits, '+', '-' and '.'"
            ),
            (
                "lock: pylock", "lock: ../pylock",
                "error: r:17:9: 'lock' must be a path inside the recipe's folder, found '../pylock.{variant}.toml'\nhint: write a path without '..'"
            ),
            (
                "{ LANG: C.UTF-8 }", "{ LANG: [x], 1A: b }",
                "error: r:23:22: 'environment.LANG' must be text, found a list\nhint: write one text\nerror: r:23:27: '1A' cannot be the name of an environment variable\nhint: use letters, digits and '_'"
            ),
            (
                "entrypoint: [/usr/bin/tini, --, /opt/datalab/start.sh]", "entrypoint: []",
                "error: r:24:13: 'entrypoint' is empty\nhint: list at least one"
            ),
            (
                "files: rootfs", "accepts: [requirements, system-package, wine]\nfiles: rootfs",
                "error: r:22:25: 'system-package' is nothing a base can accept\nhint: did you mean 'system-packages'?\nerror: r:22:41: 'wine' is nothing a base can accept\nhint: write 'requirements' or 'system-packages'"
            ),
            (
                "files: rootfs", "files: { a: b }",
                "error: r:22:8: 'files' must be a folder or a list of folders, found a mapping\nhint: write 'files: rootfs', or 'files: [shared/contract, rootfs]'"
            ),
            ("files: rootfs", "files: []", "error: r:22:8: 'files' is empty\nhint: list at least one"),
            (
                "files: rootfs", "files: [[a], b, '', ../c, b]",
                """
                error: r:22:9: 'files' must be text, found a list
                hint: write one text
                error: r:22:17: 'files' is empty
                hint: write one text
                error: r:22:21: 'files' must be a path inside the recipe's folder, found '../c'
                hint: write a path without '..'
                error: r:22:27: 'files' names 'b' twice
                hint: remove one
                """
            ),
            (
                "user:\n", "user: x\nusers:\n",
                "error: r:19:7: 'user' must be a mapping, found text\nhint: write keys and values, indented\nerror: r:20:1: unknown key 'users'\nhint: did you mean 'user'?"
            ),
        ]
    )
    func faults(_ part: String, _ replacement: String, _ problems: String) {
        let text = Self.good.replacing(part, with: replacement, maxReplacements: 1)
        #expect(text != Self.good)
        let reading = RecipeReader.read(Array(text.utf8), file: "r")
        #expect(reading.recipe == nil)
        #expect(reading.problems.map(\.description).joined(separator: "\n") == problems)
    }

    @Test("What serves the page need not be Python")
    func withoutServer() throws {
        let text = Self.good.split(separator: "\n")
            .filter { line in
                !["server:", "  requirements: req", "  lock", "  prefix: /opt/datalab/server"].contains {
                    line.hasPrefix($0)
                }
            }
            .joined(separator: "\n")
        let recipe = try #require(RecipeReader.read(Array("\(text)\nunpacked: [novnc]\n".utf8), file: "r").recipe)
        #expect(recipe.server == nil)
        #expect(recipe.unpacked == ["novnc"])
        #expect(recipe.contract != nil)
    }

    @Test("Files come from the recipe's folder and from sets that recipes share")
    func fileSets() throws {
        let text = Self.good.replacing("files: rootfs", with: "files: [shared/contract, rootfs]")
        let files = try #require(RecipeReader.read(Array(text.utf8), file: "r").recipe?.contract?.files)
        #expect(files.map(\.path) == ["shared/contract", "rootfs"])
        #expect(files.map(\.isShared) == [true, false])
        #expect(files.map(\.place) == [Place(file: "r", line: 22, column: 9), Place(file: "r", line: 22, column: 26)])
    }

    private static let ofImages = """
        kind: theia
        title: Theia
        variants:
          - name: stable
            from: registry.example.org/theia/ide:1.60
            python: "3.11.2"
            interpreter: /usr/bin/python3.11
            glibc: "2.36"
            default: true
        port: 3000
        probe: /
        user: { prefix: /opt/datalab/env }
        entrypoint: [/opt/datalab/start.sh]
        """

    @Test("A recipe is made from images, with a contract on top or as they are")
    func images() throws {
        let recipe = try #require(RecipeReader.read(Array(Self.ofImages.utf8), file: "r").recipe)
        let variant = try #require(recipe.defaultVariant)
        #expect(variant.origin == .image(try ImageReference("registry.example.org/theia/ide:1.60"), suite: nil))
        #expect(variant.system?.interpreter == "/usr/bin/python3.11" && variant.system?.glibc == "2.36")
        #expect(recipe.contract?.page?.port == 3000)
        #expect(recipe.server == nil && recipe.accepts == [.requirements])
        let short = Self.ofImages.split(separator: "\n").filter { line in
            !["port", "probe", "user", "entry", "    inter", "    glibc"].contains { line.hasPrefix($0) }
        }
        .joined(separator: "\n")
        let reading = RecipeReader.read(Array(short.utf8), file: "r")
        #expect(reading.problems.isEmpty)
        #expect(reading.recipe?.contract == nil && reading.recipe?.defaultVariant?.system == nil)
    }

    @Test("Packages of Debian go on top of images that are made of it")
    func imagesWithPackages() throws {
        let text = Self.ofImages.replacing(
            "    interpreter: /usr/bin/python3.11\n    glibc: \"2.36\"\n",
            with: "    suite: bookworm\n"
        )
        let recipe = try #require(RecipeReader.read(Array("\(text)\npackages: [python3, less]".utf8), file: "r").recipe)
        let variant = try #require(recipe.defaultVariant)
        let image = try ImageReference("registry.example.org/theia/ide:1.60")
        #expect(variant.origin == .image(image, suite: "bookworm") && variant.suite == "bookworm" && variant.isOfImage)
        #expect(recipe.packages(of: variant) == ["python3", "less"] && recipe.accepts == [.requirements])
        // They alone are no base: nothing would start.
        let short = text.split(separator: "\n").filter { !$0.hasPrefix("entrypoint") }.joined(separator: "\n")
        #expect(
            RecipeReader.read(Array(short.utf8), file: "r").problems.map(\.description) == [
                "error: r:1:1: the key 'entrypoint' is missing\nhint: add it"
            ]
        )
    }

    @Test(
        "What is wrong with a recipe of images is told at its place",
        arguments: [
            (
                "from: registry.example.org/theia/ide:1.60", "from: theia-ide",
                "error: r:5:11: 'theia-ide' is no image in a registry: it does not begin with a registry, as 'registry.example.org/team/lab' does\nhint: write it as 'registry.example.org/bases/lab:tag'"
            ),
            (
                "glibc: \"2.36\"", "glibc: musl",
                "error: r:8:12: 'glibc' must be a version such as 2.36, found 'musl'\nhint: 'ldd --version' in the image tells it"
            ),
            (
                "    glibc: \"2.36\"\n", "",
                "error: r:4:5: the key 'variants.glibc' is missing\nhint: add it"
            ),
            (
                "    default: true", "    default: true\n    suite: trixie",
                "error: r:7:18: 'interpreter' and 'glibc' are those of the packages of 'suite'\nhint: remove them"
            ),
            (
                "port: 3000", "packages: [less]\nport: 3000",
                "error: r:10:11: 'packages' needs packages of Debian, and the variants are images\nhint: remove it, or write in the variants of which 'suite' their images are"
            ),
            (
                "    default: true", "    default: true\n    packages: [less]",
                "error: r:10:15: 'packages' needs to know of which release of Debian\nhint: write 'suite', the release of Debian that the image is made of, or remove it"
            ),
            (
                "port: 3000", "unpacked: [novnc]\nport: 3000",
                "error: r:10:11: 'unpacked' is for bases made of Debian, and the variants are images\nhint: remove it"
            ),
            (
                "    default: true",
                "    default: true\n  - {name: other, from: r.example.org/x, suite: trixie, python: '3.13'}",
                "error: r:4:3: some variants have a 'suite' whose packages go on top of their images, others have none\nhint: write a 'suite' in all of them, or in none"
            ),
            (
                "port: 3000", "accepts: [system-packages]\nport: 3000",
                "error: r:10:11: Debian packages cannot be added to an image\nhint: remove it"
            ),
            ("port: 3000\n", "", "error: r:1:1: the key 'port' is missing\nhint: add it"),
            (
                "    default: true", "    default: true\n  - {name: other, suite: trixie, python: '3.13'}",
                "error: r:4:3: some variants are made of Debian, others from images\nhint: make two recipes of them, in folders of their own"
            ),
        ]
    )
    func imageFaults(_ part: String, _ replacement: String, _ problems: String) {
        let text = Self.ofImages.replacing(part, with: replacement, maxReplacements: 1)
        #expect(text != Self.ofImages)
        let reading = RecipeReader.read(Array(text.utf8), file: "r")
        #expect(reading.recipe == nil)
        #expect(reading.problems.map(\.description).joined(separator: "\n") == problems)
    }

    @Test("Every key that is read is documented in docs/recipes.md, and no other")
    func documented() throws {
        let checkout = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let text = try String(contentsOf: checkout.appending(path: "docs/recipes.md"), encoding: .utf8)
        let rows = text.split(separator: "\n").filter { $0.hasPrefix("| `") }
        let documented = Set(rows.map { String($0.dropFirst(3).prefix { $0 != "`" }) })
        let read = [Self.good, Self.ofImages, Self.withArchive].map {
            RecipeReader.read(Array($0.utf8), file: "r").keys
        }
        #expect(documented == read[0].union(read[1]).union(read[2]))
    }

    @Test("A file that holds no recipe is refused", arguments: ["", "# x", "- a", "a: [", "hello"])
    func noRecipe(_ text: String) {
        let reading = RecipeReader.read(Array(text.utf8), file: "r")
        #expect(reading.recipe == nil)
        #expect(!reading.problems.isEmpty)
    }

    private static let digest = String(repeating: "0a", count: 32)

    /// A recipe with a third variant, whose Python Debian does not have.
    private static var withArchive: String {
        let variant = """
            packages: [python3-venv, tini]
              - name: python3.12
                suite: bookworm
                python: "3.12.14"
                archive:
                  url: https://example.org/1/cpython-{arch}.tar.gz
                  sha256: { x86_64: \(digest) }
                  licence: PSF-2.0
            """
        return good.replacing("packages: [python3-venv, tini]", with: variant).replacing("{variant}", with: "{suite}")
    }

    @Test("A Python from an archive is read, and the server's lock is the release's")
    func archive() throws {
        let (text, digest) = (Self.withArchive, Self.digest)
        let reading = RecipeReader.read(Array(text.utf8), file: "r")
        #expect(reading.problems.isEmpty, "\(reading.problems)")
        let recipe = try #require(reading.recipe)
        let variant = try #require(recipe.variant(named: "python3.12"))
        #expect(variant.archive?.url(for: "aarch64") == "https://example.org/1/cpython-aarch64.tar.gz")
        #expect(variant.archive?.sha256 == ["x86_64": digest] && variant.archive?.licence == "PSF-2.0")
        #expect(recipe.server?.lockName(of: variant) == "pylock.bookworm.toml")
        for (right, wrong, message) in [
            (
                "https://", "http://",
                "'url' must begin with 'https://', found 'http://example.org/1/cpython-{arch}.tar.gz'"
            ),
            ("sha256: { x86_64: \(digest) }", "sha256: {}", "the archive has no SHA-256"),
            (digest, "abc", "this is no SHA-256"),
            ("licence: PSF-2.0", "license: PSF-2.0", "the key 'variants.archive.licence' is missing"),
        ] {
            let reading = RecipeReader.read(Array(text.replacing(right, with: wrong).utf8), file: "r")
            #expect(reading.problems.map(\.message).contains(message), "\(reading.problems)")
            #expect(reading.problems.allSatisfy { $0.place?.line != nil && $0.hint != nil })
        }
    }
}
