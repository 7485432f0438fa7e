internal import CIReports
internal import CommandLines
internal import DatalabBuild
internal import LocalRuns
internal import OCIModel

extension CIReport {
    /// What is told of a build that made an image.
    init(_ record: BuildRecord) {
        self.init(title: "build of \(record.datalab ?? record.source) \(record.label)", isSuccess: true)
        if let result = record.result {
            facts = [
                Fact("image", result.reference), Fact("digest", "\(result.digest)"),
                Fact("size", "\(Wording.bytes(result.size)) in \(Wording.count(result.layers.count, "layer"))"),
                Fact("written", Wording.bytes(BoundedNumber.sum(result.written.map(\.size)))),
            ]
        }
        if let inputs = record.inputs {
            if let commit = inputs.commit { facts.append(Fact("commit", commit)) }
            facts += [Fact("base", "\(inputs.base) \(inputs.baseDigest)"), Fact("lock", "\(inputs.lock)")]
        }
        cases = record.trial.map(Self.cases) ?? []
    }

    /// What is told of a check.
    init(_ plan: BuildPlan) {
        self.init(title: "check of \(plan.datalab) \(plan.version)", isSuccess: true)
        facts = [
            Fact("base", plan.base), Fact("python", "\(plan.python.version), \(plan.python.explanation)"),
            Fact("packages", "\(plan.packages.count) from \(plan.requirements)"),
            Fact("files", "\(plan.files.count), \(Wording.bytes(plan.files.size))"),
        ]
    }

    /// What is told of a build that failed, as far as it came.
    init(failed record: BuildRecord?, source: String) {
        let name = record?.datalab.map { "\($0) \(record?.label ?? "")" } ?? source
        self.init(title: "build of \(name)", isSuccess: false)
        cases = record?.trial.map(Self.cases) ?? []
    }

    /// A case for the start, each package and each notebook.
    private static func cases(of trial: TrialReport) -> [Case] {
        let start = Case(
            group: "start",
            name: "the page opens",
            seconds: trial.readySeconds ?? 0,
            failure: trial.startFailure
        )
        let packages = trial.packages.map { package in
            let errors = package.modules.compactMap { module in module.error.map { "\(module.name): \($0)" } }
            let failure = errors.isEmpty ? nil : errors.joined(separator: "\n")
            return Case(group: "packages", name: "\(package.name) \(package.version)", failure: failure)
        }
        let notebooks = trial.notebooks.map { notebook in
            let cell = notebook.cell.map { "cell \($0): " } ?? ""
            return Case(
                group: "notebooks",
                name: notebook.path,
                seconds: notebook.seconds,
                failure: notebook.error.map { cell + $0 }
            )
        }
        return [start] + packages + notebooks
    }
}
