internal import Files
internal import Foundation
internal import Hashing
internal import OCIModel
internal import PythonPackages
internal import Synchronization
internal import SystemPackage

/// What is remembered of every wheel that was ever opened: its modules, and the libraries it needs and brings.
struct WheelMemory: Sendable {
    /// The processor whose libraries count.
    let machine: SharedObject.Machine
    private let folder: FilePath
    /// Where what a cache says is, which counts where the home knows nothing.
    private let lent: FilePath?
    private let read = Read()

    /// What was read already, by file, as several stages ask about every wheel and its facts never change.
    private final class Read: Sendable {
        let facts = Mutex<[String: WheelFacts]>([:])
    }

    /// The memory of a home for datalabs of a target.
    init(home: DatalabHome, target: PythonTarget, lent: DatalabHome? = nil) throws {
        machine = target.architecture == .aarch64 ? .aarch64 : .x86_64
        folder = home.wheelFacts
        self.lent = lent?.wheelFacts
        for folder in [folder, self.lent].compactMap({ $0 }) { try home.make(folder) }
    }

    /// Whether something is known of a wheel.
    func knows(_ wheel: SelectedWheel) -> Bool {
        files(of: wheel).contains { FileManager.default.fileExists(atPath: $0) }
    }

    /// Whether this machine has found it out itself.
    func isOwn(_ wheel: SelectedWheel) -> Bool { FileManager.default.fileExists(atPath: file(of: wheel).string) }

    /// What is known of a wheel; nil for one that was not opened yet.
    func facts(of wheel: SelectedWheel) -> WheelFacts? {
        let files = files(of: wheel), path = files[0]
        if let known = read.facts.withLock({ $0[path] }) { return known }
        let found = files.lazy.compactMap { FileManager.default.contents(atPath: $0) }.first
            .flatMap { WheelFacts(String(decoding: $0, as: UTF8.self)) }
        if let found { read.facts.withLock { $0[path] = found } }
        return found
    }

    /// Keeps what is known of a wheel.
    func remember(_ facts: WheelFacts, of wheel: SelectedWheel) throws {
        try WholeFile.write(facts.text, to: file(of: wheel), durability: .memory)
    }

    /// Keeps for this build what a cache says of a wheel.
    func lend(_ facts: WheelFacts, of wheel: SelectedWheel) throws {
        guard let lent, !knows(wheel) else { return }
        try WholeFile.write(facts.text, to: lent.appending(name(of: wheel)), durability: .memory)
    }

    private func file(of wheel: SelectedWheel) -> FilePath { folder.appending(name(of: wheel)) }

    /// Where a wheel's facts may be, the home's own first.
    private func files(of wheel: SelectedWheel) -> [String] {
        [folder, lent].compactMap { $0?.appending(name(of: wheel)).string }
    }

    private func name(of wheel: SelectedWheel) -> String {
        "\(wheel.sha256.prefix(64))-\(machine)-\(WheelFacts.version)"
    }
}
