internal import CommandLines
internal import DatalabBuild
internal import OCIModel

/// The end of a build in the lines a person wants to read.
enum BuildSummary {
    /// Name, digest, size, layers and times of a built image.
    static func lines(of result: BuildResult) -> [String] {
        let written = result.written
        let reused = result.reused
        return [
            "image     \(result.reference)",
            "digest    \(result.digest)",
            "size      \(Wording.bytes(result.size)) in \(Wording.count(result.layers.count, "layer"))",
            "reused    \(amount(reused))",
            "written   \(amount(written))",
            "time      \(times(result.stages))",
        ]
    }

    /// What somebody who has just watched the build still wants to know.
    static func short(of result: BuildResult) -> [String] {
        let total = result.stages.map(\.seconds).reduce(0, +)
        let layers = Wording.count(result.layers.count, "layer")
        return ["built \(result.reference) in \(Wording.seconds(total)): \(Wording.bytes(result.size)) in \(layers)"]
    }

    private static func amount(_ layers: [LayerReport]) -> String {
        "\(Wording.count(layers.count, "layer")), \(Wording.bytes(BoundedNumber.sum(layers.map(\.size))))"
    }

    private static func times(_ stages: [StageTime]) -> String {
        let total = stages.map(\.seconds).reduce(0, +)
        let parts = stages.filter { $0.seconds >= 0.005 }.map { "\($0.stage) \(Wording.seconds($0.seconds))" }
        return "\(Wording.seconds(total)) (\(parts.joined(separator: ", ")))"
    }
}
