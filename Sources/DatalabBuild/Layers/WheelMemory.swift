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
    private let read = Read()

    /// What was read already, by file, as several stages ask about every wheel and its facts never change.
    private final class Read: Sendable {
        let facts = Mutex<[String: WheelFacts]>([:])
    }

    /// The memory of a home for datalabs of a target.
    init(home: DatalabHome, target: PythonTarget) throws {
        machine = target.architecture == .aarch64 ? .aarch64 : .x86_64
        folder = home.wheelFacts
        try home.make(folder)
    }

    /// Whether something is known of a wheel.
    func knows(_ wheel: SelectedWheel) -> Bool { FileManager.default.fileExists(atPath: file(of: wheel).string) }

    /// What is known of a wheel; nil for one that was not opened yet.
    func facts(of wheel: SelectedWheel) -> WheelFacts? {
        let path = file(of: wheel).string
        if let known = read.facts.withLock({ $0[path] }) { return known }
        let found = FileManager.default.contents(atPath: path)
            .flatMap { WheelFacts(String(decoding: $0, as: UTF8.self)) }
        if let found { read.facts.withLock { $0[path] = found } }
        return found
    }

    /// Keeps what is known of a wheel.
    func remember(_ facts: WheelFacts, of wheel: SelectedWheel) throws {
        try WholeFile.write(facts.text, to: file(of: wheel), durability: .memory)
    }

    private func file(of wheel: SelectedWheel) -> FilePath {
        folder.appending("\(wheel.sha256.prefix(64))-\(machine)-\(WheelFacts.version)")
    }
}
