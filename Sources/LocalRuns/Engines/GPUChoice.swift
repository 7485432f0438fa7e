/// Which of this machine's GPUs a datalab gets.
///
/// The engines hand them over: docker by NVIDIA's container toolkit, podman by the devices of the Container Device Interface
/// (`nvidia-ctk cdi generate`). runc and crun know neither.
package enum GPUChoice: Sendable, Hashable {
    case all
    /// By their numbers, as `nvidia-smi` lists them.
    case some([Int])

    /// Reads `all`, or numbers with commas between them.
    ///
    /// - Parameter text: the notation.
    /// - Throws: `LocalRunFailure` with code `option`.
    package init(_ text: String) throws(LocalRunFailure) {
        if text == "all" {
            self = .all
            return
        }
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { $0.count <= 3 && $0.allSatisfy(\.isASCII) ? UInt8($0).map(Int.init) : nil }
        guard numbers.count == parts.count, Set(numbers).count == numbers.count else {
            throw LocalRunFailure(
                .option("--gpus"),
                "'\(text)' is neither 'all' nor a list of different numbers from 0 to 255, such as '0,1'",
                hint: "'nvidia-smi -L' lists the GPUs with their numbers"
            )
        }
        self = .some(numbers)
    }

    /// The engines that can hand over a GPU, in the order in which they are tried.
    static let engines: [EngineName] = [.podman, .docker]

    /// What podman's `run` is told.
    package var podmanOptions: [String] { devices.flatMap { ["--device", "nvidia.com/gpu=\($0)"] } }

    /// What docker's `run` is told; the quotes are for its reader of comma-separated values.
    package var dockerOptions: [String] {
        switch self {
        case .all: ["--gpus", "all"]
        case .some(let numbers): ["--gpus", "\"device=\(numbers.map(String.init).joined(separator: ","))\""]
        }
    }

    private var devices: [String] {
        switch self {
        case .all: ["all"]
        case .some(let numbers): numbers.map(String.init)
        }
    }
}
