internal import Reporting
internal import Synchronization

/// Adds up the bytes of parallel downloads and tells of them.
final class DownloadProgress: Sendable {
    private let total: UInt64?
    private let report: ProgressHandler
    private let done = Mutex(Int64(0))

    init(_ wheels: Set<WheelRequest>, _ report: @escaping ProgressHandler) {
        let sizes = wheels.compactMap(\.size)
        total = sizes.count == wheels.count ? sizes.reduce(0, +) : nil
        self.report = report
    }

    func add(_ wheel: WheelRequest, _ bytes: Int64) {
        guard bytes != 0 else { return }
        let sum = done.withLock { done in
            done += bytes
            return done
        }
        report(.amount(task: "downloading", done: UInt64(max(0, sum)), total: total, unit: .bytes))
    }

    func finish(_ wheel: WheelRequest) {
        report(.log("downloaded \(wheel.filename)"))
    }
}
