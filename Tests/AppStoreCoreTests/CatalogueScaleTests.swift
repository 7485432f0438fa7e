import AppStoreAPI
import AppStoreCore
import DatalabModel
import Foundation
import GRDB
import SystemPackage
import Testing

/// A synthetic catalogue of many datalabs with 5 versions each: 500, or as many as `CATALOGUE_DATALABS` says.
///
/// What is found in it must be right; how long it takes is printed as a line of JSON. `Benchmarks/catalogue` makes it 10,000 and
/// holds the times against the goals on a quiet machine.
@Suite("many datalabs")
struct CatalogueScaleTests {
    private static let count = Int(ProcessInfo.processInfo.environment["CATALOGUE_DATALABS"] ?? "") ?? 500
    private static let publicOnes = count - (count + 9) / 10
    private static let versions = 5
    private static let words = """
        aurora baryon comet dust ejecta flare galaxy halo ionosphere jet kinematics lensing magnetar nebula orbit parallax
        quasar redshift supernova transit umbra variability wind xray zodiacal spectrum survey photometry catalogue
        simulation calibration mosaic astrometry interferometry polarimetry cluster filament planet asteroid meteor
        """.split(whereSeparator: \.isWhitespace).map(String.init)
    private static let packages = (0..<60).map { "package-\($0)" }

    /// Numbers that are the same in every run.
    private struct Dice: RandomNumberGenerator {
        var state: UInt64 = 42
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (state >> 32) | (state << 32)
        }
    }

    private static func image(_ number: Int, _ version: Int, _ dice: inout Dice) throws -> SampleImage {
        let name = "\(words[number % words.count])-\(words[number / words.count % words.count])-\(number)"
        var image = try SampleImage("user\(number % 300)/\(name)", tag: "1.\(version).0-0")
        let some = { (count: Int, dice: inout Dice) in (0..<count).compactMap { _ in words.randomElement(using: &dice) }
        }
        image.metadata.title = some(4, &dice).joined(separator: " ")
        image.metadata.abstract = some(30, &dice).joined(separator: " ")
        image.metadata.keywords = Array(Set(some(4, &dice))).sorted()
        image.metadata.missions = ["mission \(number % 20)"]
        image.metadata.instruments = ["instrument \(number % 50)"]
        image.metadata.domains = ["https://example.org/domain/\(number % 30)"]
        image.metadata.creator = .init(name: "Author \(number % 300)")
        image.metadata.licence = try LicenceExpression.parse(["MIT", "Apache-2.0", "GPL-3.0-or-later"][number % 3])
        image.metadata.visibility = number % 10 == 0 ? .restricted(users: ["user1"], groups: []) : .everyone
        image.kind = ["jupyterlab", "jupyterlab", "vnc", "theia"][number % 4]
        image.packages = Dictionary(packages.filter { _ in Bool.random(using: &dice) }.map { ($0, "1.0") }) { $1 }
        image.publisher = "user\(number % 300)"
        image.time += Double(number * versions + version)
        return image
    }

    private static func filled() async throws -> TestStore {
        let store = try TestStore()
        var dice = Dice()
        for start in stride(from: 0, to: count, by: 100) {
            let seed = dice
            dice = try await store.database.write { database in
                var dice = seed
                for number in start..<min(start + 100, count) {
                    for version in 0..<versions { try image(number, version, &dice).push(to: database) }
                }
                return dice
            }
        }
        return store
    }

    /// What people ask for, with what each must find as anonymous where that is known without searching.
    private static let queries: [(query: CatalogueQuery, total: Int?)] = [
        (CatalogueQuery(), publicOnes),
        (CatalogueQuery(sort: .name), publicOnes),
        (CatalogueQuery(sort: .popularity), publicOnes),
        (CatalogueQuery(filters: [.kind: ["vnc"]]), nil),
        (CatalogueQuery(filters: [.mission: ["mission 3"], .licence: ["MIT"]]), nil),
        (CatalogueQuery(filters: [.kind: ["jupyterlab", "vnc"], .keyword: ["quasar"]]), nil),
        (CatalogueQuery(text: "galaxy"), nil),
        (CatalogueQuery(text: "gal"), nil),
        (CatalogueQuery(text: "a"), nil),
        (CatalogueQuery(text: "quasar redshift"), nil),
        (CatalogueQuery(text: "comet-dust"), nil),
        (CatalogueQuery(text: "package-7"), nil),
        (CatalogueQuery(text: "nebula", filters: [.kind: ["theia"]], sort: .modified), nil),
        (CatalogueQuery(text: "nothinghasthis"), 0),
    ]

    @Test("searches find the right ones, and facets count them", .timeLimit(.minutes(30)))
    func scale() async throws {
        let store = try await Self.filled()
        let reader = Principal.user(name: "user1", role: .creator, scopes: nil)
        var times: [Double] = []
        var slowest: [String: Double] = [:]
        for _ in 0..<10 {
            for (number, (query, total)) in Self.queries.enumerated() {
                for principal in [Principal.anonymous, reader] {
                    let start = ContinuousClock.now
                    let page = try await store.database.read { try CatalogueSearch.page(query, for: principal, in: $0) }
                    let time = (ContinuousClock.now - start) / .milliseconds(1)
                    times.append(time)
                    let name = "\(number) '\(query.text)' \(page.total)"
                    slowest[name] = min(slowest[name] ?? .infinity, time)
                    if let total { #expect(page.total == (principal == reader && total > 0 ? Self.count : total)) }
                    // Everything found has one visibility.
                    let counts = page.facets.first { $0.facet == .visibility }?.values.map(\.count) ?? []
                    if query.filters.isEmpty { #expect(counts.reduce(0, +) == page.total) }
                }
            }
        }
        let openStart = ContinuousClock.now
        let again = try AppStoreDatabase(path: store.folder.appending("appstore.sqlite"))
        let opened = (ContinuousClock.now - openStart) / .milliseconds(1)
        _ = try await again.read { try CatalogueSearch.page(CatalogueQuery(), for: .anonymous, in: $0) }
        times.sort()
        let report: [String: Double] = [
            "p50": times[times.count / 2], "p95": times[times.count * 95 / 100], "max": times[times.count - 1],
            "open": opened,
        ].merging(slowest) { first, _ in first }
        let json = try JSONSerialization.data(withJSONObject: report, options: [.sortedKeys])
        print("catalogue-times \(String(decoding: json, as: UTF8.self))")
    }
}
