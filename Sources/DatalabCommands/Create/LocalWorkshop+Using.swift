internal import AppStoreClient
internal import CommandLines
internal import CreatorWizard
internal import DatalabBuild
internal import Foundation
internal import LocalRuns
internal import OCIModel
internal import RegistryClient
internal import Reporting
internal import SystemPackage

extension LocalWorkshop {
    func run(_ image: String, while isOpen: @Sendable (_ address: String) throws -> Void) async throws {
        let steps = StepDisplay(display())
        let started: StartedDatalab
        do {
            defer { steps.end() }
            started = try await StartedDatalab(
                LocalImages(site: site).obtain(image),
                runRequest,
                home: site.home,
                progress: steps.take
            )
        }
        do {
            try isOpen(started.run.address)
        } catch {
            await started.end()
            throw error
        }
        await started.end()
    }

    func test(_ image: String) async throws -> TestedDatalab {
        let display = display()
        defer { display.end() }
        display.take(.stageStarted("testing"))
        let report = try await DatalabTester(site: site).test(
            image,
            notebooks: [],
            runRequest,
            progress: { display.take(.work($0)) },
            onLine: { _ in }
        )
        return TestedDatalab(
            isPassed: report.isPassed,
            summary: "\(report.isPassed ? "passed" : "failed"): \(report.summary)",
            problems: report.problems,
            missingSystemPackages: report.missingSystemPackages
        )
    }

    private var runRequest: LocalRunRequest {
        var request = LocalRunRequest()
        request.tools = site.tools
        return request
    }

    func publish(_ image: String, to place: String?) async throws -> [String] {
        var host = appStore ?? ""
        do {
            if let place { host = try ImageReference(argument: place).registry }
            let target = try await PublishTarget([image] + (place.map { [$0] } ?? []), store, access, in: context)
            let display = display()
            defer { display.end() }
            display.take(.stageStarted("publishing"))
            let publisher = DatalabPublisher(
                home: context.home,
                credentials: access.credentials(in: context),
                options: try access.options(in: context) { display.take(.work($0)) }
            )
            let publication = try await publisher.publish(publisher.plan(target.image, to: target.place))
            display.end()
            let tags = publication.report.tags.joined(separator: ", ")
            return ["published \(publication.repository)  \(tags)"] + (target.page.map { ["its page: \($0)"] } ?? [])
        } catch let error as RegistryError where error.code == .unauthorized && !host.isEmpty {
            throw LoginNeeded(registry: host, problems: error.problems)
        }
    }

    func login(to registry: String, user: String, password: String) async throws {
        _ = try await RegistryLogin(registry: registry, access: access).perform(user: user, password: password, context)
    }
}
