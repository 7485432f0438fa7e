internal import CIReports
internal import CommandLines
internal import Foundation
internal import Reporting

/// The system a command runs on unattended, as its variables tell.
enum CISystem {
    case gitHub
    case gitLab
    case other

    /// The system of an environment.
    init(_ environment: [String: String]) {
        if environment["GITHUB_ACTIONS"] == "true" {
            self = .gitHub
        } else if environment["GITLAB_CI"] == "true" {
            self = .gitLab
        } else {
            self = .other
        }
    }

    /// The folder that the paths of annotations are relative to.
    func repository(_ environment: [String: String]) -> String {
        let named =
            switch self {
            case .gitHub: environment["GITHUB_WORKSPACE"]
            case .gitLab: environment["CI_PROJECT_DIR"]
            case .other: nil as String?
            }
        return named ?? FileManager.default.currentDirectoryPath
    }

    /// The file that the system's page of a run is appended to.
    func jobSummary(_ environment: [String: String]) -> String? {
        self == .gitHub ? environment["GITHUB_STEP_SUMMARY"].flatMap { $0.isEmpty ? nil : $0 } : nil
    }

    /// The line that begins a stage.
    func start(of stage: String) -> String {
        switch self {
        case .gitHub: GitHubCommands.group(stage)
        case .gitLab: GitLabSections.start(stage, time: Int(Date().timeIntervalSince1970))
        case .other: "\(stage) …"
        }
    }

    /// The line that ends a stage; nil where none is needed.
    func end(of stage: String) -> String? {
        switch self {
        case .gitHub: GitHubCommands.endGroup
        case .gitLab: GitLabSections.end(stage, time: Int(Date().timeIntervalSince1970))
        case .other: nil
        }
    }

    /// The lines that tell a problem.
    func lines(of problem: Problem, path: String?) -> [String] {
        if self == .gitHub { return [GitHubCommands.annotation(problem, path: path)] }
        return LogText.lines(of: problem.description)
    }
}
