internal import CoreMetrics
internal import Foundation
internal import Synchronization

/// Keeps what swift-metrics measures, and writes it in Prometheus' text form (version 0.0.4).
///
/// Counters, gauges, sums with counts for recorders, and histograms for timers: what a scraper needs to make rates and means of.
final class PrometheusFactory: MetricsFactory {
    private let series = Mutex<[String: PrometheusSeries]>([:])

    /// All that was measured so far, in the order of the names.
    func text() -> String {
        let all = series.withLock { Array($0.values) }.sorted { ($0.name, $0.labels) < ($1.name, $1.labels) }
        var lines: [String] = []
        var last = ""
        for one in all {
            if one.name != last { lines.append("# TYPE \(one.name) \(one.kind.rawValue)") }
            last = one.name
            lines += one.lines()
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func one(_ kind: PrometheusSeries.Kind, _ label: String, _ dimensions: [(String, String)])
        -> PrometheusSeries
    {
        let labels = dimensions.map { "\($0)=\"\(Self.escaped($1))\"" }.joined(separator: ",")
        return series.withLock { series in
            let key = "\(label){\(labels)}"
            if let found = series[key] { return found }
            let made = PrometheusSeries(kind, name: label, labels: labels)
            series[key] = made
            return made
        }
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    }

    func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        one(.counter, label, dimensions)
    }

    func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        one(.gauge, label, dimensions)
    }

    func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
        one(aggregate ? .summary : .gauge, label, dimensions)
    }

    func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        one(.histogram, label, dimensions)
    }

    /// Sets a counter to what was counted elsewhere.
    func setTotal(_ label: String, _ value: Double) { one(.counter, label, []).set(total: value) }

    func destroyCounter(_ handler: any CounterHandler) {}
    func destroyMeter(_ handler: any MeterHandler) {}
    func destroyRecorder(_ handler: any RecorderHandler) {}
    func destroyTimer(_ handler: any TimerHandler) {}
}

/// One measured series: a name with its labels.
final class PrometheusSeries: CounterHandler, MeterHandler, RecorderHandler, TimerHandler {
    enum Kind: String {
        case counter, gauge, summary, histogram
    }

    let kind: Kind
    let name: String
    let labels: String
    /// The upper ends of a histogram's parts, in seconds; above the last there is no end.
    static let bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60]

    private struct Value {
        var sum = 0.0
        var count = 0
        /// How many were in each part of a histogram.
        var parts: [Int]
    }

    private let value: Mutex<Value>

    init(_ kind: Kind, name: String, labels: String) {
        self.kind = kind
        self.name = name
        self.labels = labels
        value = Mutex(Value(parts: kind == .histogram ? Array(repeating: 0, count: Self.bounds.count) : []))
    }

    func lines() -> [String] {
        let found = value.withLock { $0 }
        let (sum, count) = (found.sum, found.count)
        let suffix = labels.isEmpty ? "" : "{\(labels)}"
        guard kind == .summary || kind == .histogram else { return ["\(name)\(suffix) \(Self.number(sum))"] }
        return buckets(found) + ["\(name)_sum\(suffix) \(Self.number(sum))", "\(name)_count\(suffix) \(count)"]
    }

    /// The lines of a histogram: how many took no longer than each bound.
    private func buckets(_ found: Value) -> [String] {
        guard kind == .histogram else { return [] }
        let start = labels.isEmpty ? "" : "\(labels),"
        var sum = 0
        let lines = zip(Self.bounds, found.parts).map { bound, count in
            sum += count
            return "\(name)_bucket{\(start)le=\"\(Self.number(bound))\"} \(sum)"
        }
        return lines + ["\(name)_bucket{\(start)le=\"+Inf\"} \(found.count)"]
    }

    private static func number(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e15 ? "\(Int64(value))" : "\(value)"
    }

    private func add(_ amount: Double) {
        value.withLock { value in
            value.sum = kind == .gauge ? amount : value.sum + amount
            value.count += 1
            guard kind == .histogram, let part = Self.bounds.firstIndex(where: { amount <= $0 }) else { return }
            value.parts[part] += 1
        }
    }

    func increment(by amount: Int64) { add(Double(amount)) }
    func increment(by amount: Double) { value.withLock { $0.sum += amount } }
    func decrement(by amount: Double) { value.withLock { $0.sum -= amount } }
    func set(_ value: Int64) { add(Double(value)) }
    func set(_ value: Double) { add(value) }
    func record(_ value: Int64) { add(Double(value)) }
    func record(_ value: Double) { add(value) }
    func recordNanoseconds(_ duration: Int64) { add(Double(duration) / 1e9) }
    func set(total: Double) { value.withLock { $0.sum = total } }
    func reset() { value.withLock { $0 = Value(parts: $0.parts.map { _ in 0 }) } }
}
