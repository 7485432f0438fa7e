internal import DatalabModel
internal import Reporting
internal import TerminalPrompts

/// Looks for Debian's packages while somebody answers: by name, or by what they are for.
struct DebianPackages {
    let desk: WizardDesk
    let kind: DatalabKind

    /// What a look for a text gives.
    enum Answer {
        /// A package has just this name.
        case found(String)
        /// These are near it; empty for none.
        case near([FoundSystemPackage])
        /// Debian's lists cannot be had now.
        case unknown
    }

    /// Looks for a text.
    ///
    /// - Throws: `PromptEnd`; `CancellationError`.
    func find(_ text: String) async throws -> Answer {
        let (workshop, kind) = (desk.workshop, kind)
        guard let found = try await desk.attempt({ try await workshop.findSystemPackages(text, for: kind) }) else {
            desk.prompter.device.forgetTyped()
            desk.prompter.say(
                "Debian's packages cannot be looked through now: names are taken as they are, a build checks them",
                first: "  "
            )
            return .unknown
        }
        desk.prompter.device.forgetTyped()
        if let first = found.first, first.name == text.lowercased() { return .found(first.name) }
        return .near(found)
    }

    /// Tells what was found, numbered.
    func tell(_ found: [FoundSystemPackage]) {
        desk.prompter.list(found.map { Choice($0.name, $0.summary) })
    }
}

/// The program that a desktop opens with, and how it is started.
enum ProgramStep {
    private static let none = "none yet"

    static func ask(_ answers: inout WizardAnswers, _ desk: WizardDesk) async throws {
        let prompter = desk.prompter
        let debian = DebianPackages(desk: desk, kind: answers.metadata.kind ?? .vnc)
        let present = answers.metadata.start
        prompter.say(
            "Its name, or what it is for, such as ds9 or 'image viewer': looked for in Debian's packages.",
            first: "  "
        )
        var listed: [FoundSystemPackage] = []
        while true {
            let answer = try prompter.ask(Question("Program", standard: present ?? none, help: help))
            if answer == present { return }
            if [none, "none", "no"].contains(answer.lowercased()) { return set(nil, nil, &answers) }
            var chosen: String?
            if let number = Int(answer), number > 0, number <= listed.count {
                chosen = listed[number - 1].name
            } else {
                switch try await debian.find(answer) {
                case .found(let name): chosen = name
                case .unknown: chosen = SystemPackageRequest.fault(in: answer) == nil ? answer : nil
                case .near(let found):
                    listed = found
                    debian.tell(found)
                    let next = "type a number, or other words; Enter for \(present ?? none)"
                    prompter.say(
                        found.isEmpty ? "Debian has nothing like '\(answer)'; try other words" : next,
                        first: "  "
                    )
                }
            }
            guard let package = chosen else { continue }
            do {
                return set(package, try askCommand(of: package, desk), &answers)
            } catch PromptEnd.back {
                continue
            }
        }
    }

    private static func askCommand(of package: String, _ desk: WizardDesk) throws -> String {
        let help = "A line for the shell, run when the desktop appears; it may name files of yours: ds9 galaxy.fits."
        return try desk.prompter.ask(Question("Started by", standard: command(of: package), help: help))
    }

    /// What starts a package's program, as far as is known.
    static func command(of package: String) -> String { commands[package] ?? package }

    private static func set(_ package: String?, _ command: String?, _ answers: inout WizardAnswers) {
        if let old = answers.program { answers.systemPackages.removeAll { $0 == old } }
        answers.program = package
        if let package { answers.add(systemPackages: [package]) }
        answers.metadata.start = command
        answers.image = nil
    }

    /// The commands of packages that are not called like them.
    private static let commands = [
        "saods9": "ds9", "emacs-gtk": "emacs", "emacs-lucid": "emacs", "vim-gtk3": "gvim", "libreoffice-calc": "localc",
        "libreoffice-writer": "lowriter", "libreoffice-impress": "loimpress", "imagemagick": "display",
        "octave": "octave --gui",
        "python3-spyder": "spyder", "gnuplot-qt": "gnuplot --persist", "root-system": "root", "r-base": "xterm -e R",
        "firefox-esr": "firefox-esr", "dolphin": "dolphin", "idle": "idle", "xfce4-terminal": "xfce4-terminal",
    ]

    private static let help =
        "The program whose window is there when the desktop opens. Its Debian package goes into apt.txt, the command into meta-data.yaml "
        + "as 'desktop.start'. With 'none yet' the desktop opens with its menu, a terminal and a file manager."
}

/// Debian packages beside Python's: programs and libraries.
enum SystemPackagesStep {
    static func ask(_ answers: inout WizardAnswers, _ desk: WizardDesk) async throws {
        let prompter = desk.prompter
        let debian = DebianPackages(desk: desk, kind: answers.metadata.kind ?? .jupyterlab)
        let present = (desk.view?.systemPackages).map(names) ?? []
        if !present.isEmpty {
            let path = desk.view?.systemPackagesPath ?? "apt.txt"
            prompter.say("\(path): \(present.joined(separator: ", "))", first: "  ")
        }
        var listed: [FoundSystemPackage] = []
        while true {
            let chosen = answers.systemPackages
            let standard = !chosen.isEmpty ? chosen.joined(separator: " ") : present.isEmpty ? "none" : "no more"
            let answer = try prompter.ask(Question("Debian packages", standard: standard, help: help))
            if answer == standard { return }
            answers.image = nil
            if ["none", "no", "no more"].contains(answer.lowercased()) {
                answers.systemPackages = [answers.program].compactMap(\.self)
                return
            }
            if let number = Int(answer), number > 0, number <= listed.count {
                answers.add(systemPackages: [listed[number - 1].name])
                listed = []
                continue
            }
            let (taken, rest) = try await look(for: answer, debian)
            answers.add(systemPackages: taken)
            guard let rest else { return }
            listed = rest
        }
    }

    /// Takes an answer apart: what Debian has, and what is near the rest; nil when all of it was found.
    private static func look(for answer: String, _ debian: DebianPackages) async throws -> (
        [String], [FoundSystemPackage]?
    ) {
        let prompter = debian.desk.prompter
        let reading = SystemPackageFile.read(Array(answer.utf8), file: "apt.txt")
        var taken: [String] = []
        var unknown: [String] = []
        for request in reading.requests {
            switch try await debian.find(request.name) {
            case .found(let name): taken.append(name)
            case .near: unknown.append(request.name)
            // Nothing more can be found out about the others either.
            case .unknown: return (reading.requests.map(\.name), nil)
            }
        }
        for problem in reading.problems where problem.severity == .error { prompter.say(problem.spoken, first: "  ") }
        guard !unknown.isEmpty || reading.problems.contains(where: { $0.severity == .error }) else {
            return (taken, nil)
        }
        if !taken.isEmpty { prompter.say("taken: \(taken.joined(separator: ", "))", first: "  ") }
        // Words that are no names are what it is for.
        let words = taken.isEmpty ? answer : unknown.first ?? answer
        guard case .near(let found) = try await debian.find(words) else { return (taken, []) }
        let shown = unknown.isEmpty ? "'\(answer)'" : unknown.map { "'\($0)'" }.joined(separator: ", ")
        let next = found.isEmpty ? "look at packages.debian.org, or try other words" : "a number takes one of these"
        prompter.say("Debian has no package \(shown); \(next)", first: "  ")
        debian.tell(found)
        return (taken, found)
    }

    private static func names(_ text: String) -> [String] {
        SystemPackageFile.read(Array(text.utf8), file: "apt.txt").requests.map(\.name)
    }

    private static let help =
        "Programs and libraries of Debian that your work needs beside Python's packages, such as ffmpeg or texlive-latex-base: names with "
        + "spaces between them, or words to look for. They go into apt.txt. Libraries that your Python packages need are found without."
}
