package import DatalabModel
internal import PythonPackages
package import Reporting

/// Answers that options of the command line give: they are not asked for, and with `--yes` nothing is.
package struct GivenAnswers: Sendable, Hashable {
    /// The answers, as far as they are given.
    package private(set) var answers = WizardAnswers()
    /// The questions that they answer.
    package private(set) var steps: Set<StepName> = []

    /// Nothing is given.
    package init() {}

    /// Takes facts of the metadata.
    ///
    /// - Parameter options: the facts as they were typed.
    /// - Throws: `InputFailure` of class `usage` with everything that is wrong with them.
    package init(_ options: MetadataOptions) throws(InputFailure) {
        var problems: [Problem] = []
        var draft = MetadataDraft()
        func take(_ text: String?, _ step: StepName, _ option: String, fault: (String) -> String? = { _ in nil })
            -> String?
        {
            guard let text else { return nil }
            steps.insert(step)
            if let fault = fault(text) {
                problems.append(.error(at: Place(file: option), "'\(text)' is not taken: \(fault)"))
            }
            return text
        }
        draft.title = take(options.title, .title, "--title")
        draft.alternateName = take(
            options.alternateName,
            .shortName,
            "--alternate-name",
            fault: MetadataDraft.fault(inShortName:)
        )
        draft.abstract = take(options.abstract, .abstract, "--abstract")
        draft.creator = take(options.creatorName, .creator, "--creator")
        draft.email = take(options.email, .email, "--email", fault: MetadataDraft.fault(inEmail:))
        draft.version = take(options.version, .version, "--lab-version", fault: MetadataDraft.fault(inVersion:))
        if let kind = take(options.kind, .kind, "--kind", fault: Self.fault(inKind:)) {
            draft.kind = DatalabKind(named: kind)
        }
        if let licence = take(
            options.licence,
            .licence,
            "--licence",
            fault: { Self.licence($0) == nil ? Self.licences : nil }
        ) {
            draft.licence = Self.licence(licence)
        }
        let visibility = take(options.visibility, .visibility, "--visibility") { text in
            ["public", "private"].contains(text) ? nil : "expected 'public' or 'private'"
        }
        if visibility == "private" || !options.users.isEmpty || !options.groups.isEmpty {
            draft.visibility = .restricted(users: options.users, groups: options.groups)
            steps.formUnion([.visibility, .users])
            if visibility == "public" {
                problems.append(
                    .error(at: Place(file: "--visibility"), "'public' goes with neither '--user' nor '--group'")
                )
            }
        } else if visibility != nil {
            draft.visibility = .everyone
        }
        if let python = options.python { answers.files["runtime.txt"] = "python-\(python)\n" }
        guard problems.isEmpty else { throw InputFailure(problems, class: .usage) }
        answers.metadata = draft
    }

    /// Takes where the files are.
    package mutating func take(_ source: SourceAnswer) {
        answers.source = source
        steps.formUnion([.source, .branch, .subdirectory])
    }

    /// Takes Python packages, one or several in a text.
    ///
    /// - Throws: `InputFailure` of class `usage` that names each that was not understood.
    package mutating func take(packages: [String], option: String) throws(InputFailure) {
        let pasted = PastedRequirements(packages)
        guard pasted.faults.isEmpty else {
            let problems = pasted.faults.map { Problem.error(at: Place(file: option), "'\($0.text)': \($0.message)") }
            throw InputFailure(problems, class: .usage)
        }
        answers.requirements = RequirementLines.adding(pasted.lines, to: answers.requirements ?? "").text
        answers.add(systemPackages: pasted.systemPackages)
        steps.insert(.packages)
    }

    /// Takes Debian packages.
    ///
    /// - Throws: `InputFailure` of class `usage` for what cannot be a name.
    package mutating func take(systemPackages names: [String], option: String) throws(InputFailure) {
        let reading = SystemPackageFile.read(Array(names.joined(separator: "\n").utf8), file: option)
        let errors = reading.problems.filter { $0.severity == .error }
            .map { Problem.error(at: Place(file: option), $0.message, hint: $0.hint) }
        guard errors.isEmpty else { throw InputFailure(errors, class: .usage) }
        answers.add(systemPackages: reading.requests.map(\.name))
        steps.insert(.systemPackages)
    }

    /// Takes the program that a desktop opens with.
    ///
    /// - Parameters:
    ///   - package: its Debian package; nil where only the command is given.
    ///   - command: what starts it; nil for the package's own.
    package mutating func take(program package: String?, startedBy command: String?) {
        guard package != nil || command != nil else { return }
        if let package {
            answers.program = package
            answers.add(systemPackages: [package])
        }
        answers.metadata.start = command ?? package.map(ProgramStep.command(of:))
        steps.insert(.program)
    }

    private static func fault(inKind text: String) -> String? {
        guard let kind = DatalabKind(named: text) else {
            let known = DatalabKind.allCases.filter(\.hasPage).map { "'\($0.rawValue)'" }.joined(separator: ", ")
            return "the kinds are \(known)"
        }
        return kind.hasPage ? nil : "a step of a pipeline is begun with 'datalab new --template step'"
    }

    private static let licences =
        "expected an SPDX expression such as 'MIT' ('datalab licences' lists them), 'none' or 'reserved'"

    private static func licence(_ text: String) -> String? {
        if let own = LicenceStep.own(text) { return own }
        return LicenceResolver.resolve(text).expression?.description
    }
}

extension WizardAnswers {
    /// The answers, with those that are given in the place of their own.
    func replaced(by given: GivenAnswers) -> WizardAnswers {
        var result = self
        let other = given.answers
        result.metadata = other.metadata.completed(by: metadata)
        if let source = other.source { result.source = source }
        if let requirements = other.requirements { result.requirements = requirements }
        if let program = other.program { result.program = program }
        result.add(systemPackages: other.systemPackages)
        result.files.merge(other.files) { $1 }
        return result
    }
}
