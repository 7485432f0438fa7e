import DatalabBuild
import DatalabModel
import PythonPackages
import Reporting
import Testing

@Suite("which Python a datalab gets")
struct PythonChoiceTests {
    /// A recipe with the Pythons of the project's own.
    private static let recipe: Recipe = {
        let digest = String(repeating: "0a", count: 32)
        let text = """
            kind: jupyterlab
            title: JupyterLab
            port: 10000
            probe: /
            variants:
              - { name: trixie, suite: trixie, python: "3.13", default: true }
              - { name: bullseye, suite: bullseye, python: "3.9" }
              - { name: bookworm, suite: bookworm, python: "3.11" }
              - { name: forky, suite: forky, python: "3.14" }
              - name: python3.10
                suite: trixie
                python: "3.10.21"
                archive: { url: "https://a.org/1/b.tar.gz", sha256: { x86_64: \(digest) }, licence: PSF-2.0 }
              - name: python3.12
                suite: trixie
                python: "3.12.14"
                archive: { url: "https://a.org/1/b.tar.gz", sha256: { x86_64: \(digest) }, licence: PSF-2.0 }
            user: { prefix: /opt/datalab/env, requirements: [] }
            files: rootfs
            entrypoint: [/bin/true]
            """
        let reading = RecipeReader.read(Array(text.utf8), file: "recipe.yaml")
        guard let recipe = reading.recipe else { preconditionFailure("\(reading.problems)") }
        return recipe
    }()

    private func request(_ text: String?, isBinding: Bool) throws -> PythonVersionRequest? {
        guard let text else { return nil }
        var request = try PythonVersionRequest.parse(
            text,
            at: Place(file: isBinding ? "--python" : "runtime.txt", line: 1)
        )
        request.isBinding = isBinding
        return request
    }

    private func candidates(_ text: String?, isBinding: Bool = false, condition: String = "") throws -> PythonCandidates
    {
        let conditions = try #require(VersionSpecifier.list(condition))
        return PythonCandidates(Self.recipe, request: try request(text, isBinding: isBinding), conditions: conditions)
    }

    private static let orders:
        [(wish: String?, isBinding: Bool, condition: String, series: String, reason: PythonChoice.Reason?)] = [
            (nil, false, "", "3.13 3.14 3.11 3.9 3.12 3.10", .standard),
            ("3", false, "", "3.13 3.14 3.11 3.9 3.12 3.10", .standard),
            ("3", true, "", "3.13 3.14 3.11 3.9 3.12 3.10", .standard),
            (nil, false, ">=3.10,<3.13", "3.11 3.12 3.10", .condition),
            (nil, false, ">=3.11.3", "3.13 3.14 3.12", .standard),
            (nil, false, ">=3.14.1", "3.14", .condition),
            (nil, false, ">=3.15", "", nil),
            ("3.11", false, "", "3.11", .asked),
            ("3.11.4", true, "", "3.11", .asked),
            // Other tools have every Python: the nearest will do, newer ones first.
            ("3.7", false, "", "3.9 3.10 3.11 3.12 3.13 3.14", .nearest),
            ("3.15", false, "", "3.14 3.13 3.12 3.11 3.10 3.9", .nearest),
            ("3.8", false, "<3.11", "3.9 3.10", .nearest),
            // An archive may be out of reach.
            ("3.12", false, "", "3.12 3.13 3.14 3.11 3.10 3.9", .asked),
            ("3.10", false, "", "3.10 3.11 3.12 3.13 3.14 3.9", .asked),
            ("3.12", true, "", "3.12", .asked),
            ("3.7", true, "", "", nil),
            ("2.7", false, "", "", nil),
            ("2.7", true, "", "", nil),
            // The project's own condition wins over such a file.
            ("3.13", false, "<3.13", "3.12 3.11 3.10 3.9", .nearest),
            (">=3.10,<3.13", false, "", "3.11 3.12 3.10", .condition),
            ("<3.9", true, "", "", nil),
            ("~=3.12.0", true, "", "3.12", .condition),
        ]

    @Test("the candidates come in the order of the rules", arguments: orders.indices)
    func order(_ index: Int) throws {
        let (wish, isBinding, condition, series, reason) = Self.orders[index]
        let candidates = try candidates(wish, isBinding: isBinding, condition: condition)
        let found = candidates.all.map(\.variant.python.series)
        #expect(found.joined(separator: " ") == series)
        #expect(candidates.all.first?.reason == reason)
    }

    /// Whether each Python has all packages, as a pretended resolver says.
    private func search(_ candidates: PythonCandidates, having: Set<String>, unreachable: Set<String> = []) async throws
        -> (
            found: PythonChoice?, tried: [String], explained: [String]
        )
    {
        var (tried, explained): ([String], [String]) = ([], [])
        let outcome = try await PythonSearch<String>.run(candidates) { variant, isFirst in
            let series = variant.python.series
            tried.append(series)
            if isFirst { explained.append(series) }
            if unreachable.contains(series) { throw PackagesError(.download, "its archive cannot be had: no network") }
            guard having.contains(series) else {
                throw PackagesError(
                    .noMatchingWheel,
                    "'numpy==1.0' has no wheel for Python \(series): it has only source"
                )
            }
            return series
        }
        guard case .found(let variant, let value, let choice) = outcome else { return (nil, tried, explained) }
        #expect(value == variant.python.series && choice.version == value && choice.variant == variant.name)
        return (choice, tried, explained)
    }

    @Test("the default is asked once when it has everything")
    func usual() async throws {
        let result = try await search(try candidates(nil), having: ["3.13", "3.11"])
        #expect(result.tried == ["3.13"])
        #expect(result.found?.reason == .standard && result.found?.rejected == [])
        #expect(result.found?.explanation == "the default")
        #expect(
            PythonAdvice(request: nil).warning(on: try #require(result.found), PythonVersion(major: 3, minor: 13))
                == nil
        )
    }

    @Test("the first within reach counts as the first: its sources are built, its failure is explained")
    func firstWithinReach() async throws {
        let result = try await search(try candidates("3.12"), having: [], unreachable: ["3.12"])
        #expect(result.tried.first == "3.12" && result.explained == Array(result.tried.prefix(2)))
    }

    @Test("the next that has everything is taken, and it is said why; the first failure alone is explained")
    func older() async throws {
        let result = try await search(try candidates(nil), having: ["3.11", "3.9"])
        #expect(result.tried == ["3.13", "3.14", "3.11"] && result.explained == ["3.13"])
        let choice = try #require(result.found)
        #expect(choice.reason == .packages)
        #expect(choice.explanation == "since 'numpy==1.0' has no wheel for Python 3.13")
        let warning = PythonAdvice(request: nil).warning(on: choice, PythonVersion(major: 3, minor: 11, patch: 2))
        #expect(
            warning?.description
                == "warning: Python 3.11 is used, since 'numpy==1.0' has no wheel for Python 3.13\n"
                + "hint: write 'python-3.11' in a file 'runtime.txt' to keep it so"
        )
    }

    @Test(
        "where all would have to build, the Python for which the releases were written comes first, else the preferred",
        arguments: [(8, "3.9"), (10, "3.11"), (12, "3.13"), (15, "3.14"), (nil, "3.13")] as [(Int?, String)]
    )
    func buildable(_ minor: Int?, _ series: String) throws {
        let candidates = try candidates(nil)
        let having = candidates.all.filter { $0.variant.archive == nil }.map {
            ($0.variant.name, $0.variant.python.series)
        }
        let near = minor.map { PythonVersion(major: 3, minor: $0) }
        let values = Dictionary(uniqueKeysWithValues: having)
        let best = try #require(
            PythonSearch<String>.best(of: candidates, near: near, in: values, lacking: { $0.count }, after: [])
        )
        #expect(best.value == series && best.choice.version == series)
        #expect(best.choice.reason == (series == "3.13" ? .standard : .packages))
    }

    @Test("where the preferred is out of the question, the one that has to build least is taken; of equals the first")
    func easiest() throws {
        let candidates = try candidates(nil)
        let lacks = ["trixie": 0, "forky": 3, "bookworm": 2, "bullseye": 2]
        let values = lacks.filter { $0.key != candidates.all.first?.variant.name }
        let best = PythonSearch<Int>.best(of: candidates, near: nil, in: values, lacking: { $0 }, after: [])
        #expect(best?.choice.version == "3.11" && best?.choice.reason == .packages)
    }

    @Test("an archive out of reach gives way to the nearest where another tool's file asks, and only there")
    func unreachable() async throws {
        let result = try await search(try candidates("3.12"), having: ["3.12", "3.13"], unreachable: ["3.12", "3.10"])
        let choice = try #require(result.found)
        #expect(choice.version == "3.13" && choice.reason == .nearest)
        let warning = PythonAdvice(request: try request("3.12", isBinding: false))
            .warning(on: choice, PythonVersion(major: 3, minor: 13, patch: 5))
        #expect(
            warning?.description
                == "warning: runtime.txt:1: Python 3.12 was asked for, and its archive cannot be had: the nearest, 3.13, is used\n"
                + "hint: write 'python-3.13' to keep it so"
        )
        let bound = try await search(try candidates("3.12", isBinding: true), having: ["3.13"], unreachable: ["3.12"])
        #expect(bound.found == nil && bound.tried == ["3.12"])
    }

    @Test("no Python but that of an archive is passed over for a network that fails")
    func network() async throws {
        await #expect(throws: PackagesError.self) {
            try await PythonSearch<String>.run(try candidates(nil)) { _, _ in
                throw PackagesError(.download, "no network")
            }
        }
        await #expect(throws: PackagesError.self) {
            try await PythonSearch<String>.run(try candidates(nil)) { _, _ in
                throw PackagesError(.resolver, "uv failed")
            }
        }
    }

    @Test("a patch that differs is a warning")
    func patch() throws {
        let candidate = try #require(try candidates("3.11.4").all.first)
        let choice = PythonChoice.asked(candidate.variant)
        let advice = PythonAdvice(request: try request("3.11.4", isBinding: false))
        #expect(
            advice.warning(on: choice, PythonVersion(major: 3, minor: 11, patch: 2))?.description
                == "warning: runtime.txt:1: Python 3.11.4 was asked for, the base has 3.11.2\n"
                + "hint: write 'python-3.11' to have whichever patch there is"
        )
        #expect(advice.warning(on: choice, PythonVersion(major: 3, minor: 11, patch: 4)) == nil)
        #expect(advice.warning(on: choice, PythonVersion(major: 3, minor: 11)) == nil)
    }

    @Test("what cannot be had says what is nearest, and what would have to give")
    func refusal() throws {
        let pythons = Self.recipe.variants.map(\.python).sorted()
        let two = PythonAdvice(request: try request("2.7", isBinding: false))
        let lacks = [Problem.error("'numpy==1.16' has no wheel for Python 3.9")]
        #expect(two.nearest(Self.recipe.variants)?.name == "bullseye")
        #expect(
            two.refusal(of: pythons, condition: "", in: nil, nearest: pythons[0], lacks: lacks).map(\.description) == [
                "error: runtime.txt:1: Python 2.7 was asked for, and the bases have 3.9, 3.10, 3.11, 3.12, 3.13, 3.14\n"
                    + "hint: the nearest is 3.9: write 'python-3.9', and bring code that was written for Python 2 to Python 3",
                "error: 'numpy==1.16' has no wheel for Python 3.9",
            ]
        )
        let seven = PythonAdvice(request: try request("3.7", isBinding: true))
        #expect(
            seven.refusal(of: pythons, condition: "", in: nil, nearest: pythons[0], lacks: lacks).first?.hint
                == "the nearest is 3.9: give '--python 3.9', and let these requirements give"
        )
        let project = PythonAdvice(request: nil)
            .refusal(of: pythons, condition: ">=3.15", in: "pyproject.toml", nearest: nil, lacks: [])
        #expect(
            project.map(\.description) == [
                "error: pyproject.toml: the project requires Python >=3.15, and the bases have "
                    + "3.9, 3.10, 3.11, 3.12, 3.13, 3.14\n"
                    + "hint: relax that condition where the project runs on another; the newest is 3.14"
            ]
        )
    }

    @Test(
        "what the advice says to write is accepted where it is written",
        arguments: ["runtime.txt", ".python-version"]
    )
    func followed(_ file: String) throws {
        var request = try PythonVersionRequest.parse("3.7", at: Place(file: file, line: 1))
        request.isBinding = false
        let candidate = try #require(PythonCandidates(Self.recipe, request: request).all.first)
        let choice = PythonChoice.nearest(candidate.variant)
        let hint = try #require(PythonAdvice(request: request).warning(on: choice, candidate.variant.python)?.hint)
        let line = try #require(hint.split(separator: "'").dropFirst().first)
        let reading = try #require(PythonVersionFile(rawValue: file)).read(Array(line.utf8), file: file)
        #expect(reading.problems.isEmpty)
        let found = PythonCandidates(Self.recipe, request: reading.request)
        #expect(found.all.map(\.variant.name) == [candidate.variant.name] && found.all.first?.reason == .asked)
    }
}

extension PythonChoice {
    /// A Python that was asked for and is there.
    fileprivate static func asked(_ variant: Recipe.Variant) -> PythonChoice {
        PythonChoice(version: variant.python.series, variant: variant.name, reason: .asked, request: nil, rejected: [])
    }

    /// The nearest to one that was asked for.
    fileprivate static func nearest(_ variant: Recipe.Variant) -> PythonChoice {
        PythonChoice(
            version: variant.python.series,
            variant: variant.name,
            reason: .nearest,
            request: nil,
            rejected: []
        )
    }
}
