internal import DatalabModel

/// What comes after an answer.
enum StepResult: Sendable, Hashable {
    /// The question that follows.
    case next
    /// One question, and then the review again.
    case change(StepName)
    /// Another question; from there on as before.
    case again(StepName)
    /// Nothing more.
    case finished
}

/// The steps by name.
enum WizardSteps {
    /// Whether a question makes sense with the answers before it.
    static func applies(_ name: StepName, _ answers: WizardAnswers) -> Bool {
        switch name {
        // A folder that is a step already stays one.
        case .kind: answers.metadata.kind?.hasPage ?? true
        case .branch, .subdirectory: if case .git = answers.source { true } else { false }
        case .program: answers.metadata.kind == .vnc
        // Theia's base is an image that takes none.
        case .systemPackages: answers.metadata.kind != .theia
        case .users: answers.metadata.visibility.map { $0 != .everyone } ?? false
        default: true
        }
    }

    /// Asks a question, and puts its answer to the others.
    ///
    /// - Throws: `PromptEnd`; `CancellationError`; what no answer can mend.
    static func ask(_ name: StepName, _ answers: inout WizardAnswers, _ desk: inout WizardDesk) async throws
        -> StepResult
    {
        switch name {
        case .kind: try KindStep.ask(&answers, desk)
        case .source: try await SourceStep.ask(&answers, &desk)
        case .branch: try await BranchStep.ask(&answers, desk)
        case .subdirectory: try await BranchStep.askFolder(&answers, &desk)
        case .packages: try await PackagesStep.ask(&answers, desk)
        case .program: try await ProgramStep.ask(&answers, desk)
        case .systemPackages: try await SystemPackagesStep.ask(&answers, desk)
        case .title, .shortName, .abstract, .creator, .email, .version:
            try DescriptionStep.ask(name, &answers, desk)
        case .licence: try LicenceStep.ask(&answers, desk)
        case .visibility: try VisibilityStep.ask(&answers, desk)
        case .users: try VisibilityStep.askUsers(&answers, desk)
        case .review: return try await ReviewStep.ask(&answers, &desk)
        case .build: return try await BuildStep.run(&answers, desk)
        case .next: return try await NextStep.ask(&answers, desk)
        }
        return .next
    }
}
