import LocalRuns
import Testing

/// Which GPUs a datalab gets, and by which engine.
struct GPUTests {
    @Test(arguments: [
        ("all", ["--device", "nvidia.com/gpu=all"], ["--gpus", "all"]),
        ("0", ["--device", "nvidia.com/gpu=0"], ["--gpus", "\"device=0\""]),
        ("0,12", ["--device", "nvidia.com/gpu=0", "--device", "nvidia.com/gpu=12"], ["--gpus", "\"device=0,12\""]),
    ])
    func toldToEngines(_ text: String, _ podman: [String], _ docker: [String]) throws {
        let gpus = try GPUChoice(text)
        #expect(gpus.podmanOptions == podman)
        #expect(gpus.dockerOptions == docker)
    }

    @Test(arguments: ["", "none", "ALL", "1,", ",", "1,1", "-1", "256", "9999999999999999999999", "0;rm", "٣", "0, 1"])
    func refused(_ text: String) throws {
        let failure = #expect(throws: LocalRunFailure.self) { try GPUChoice(text) }
        #expect(failure?.description.contains("'\(text)' is neither 'all' nor a list") == true)
    }

    @Test func byEnginesThatCan() throws {
        var request = LocalRunRequest()
        #expect(try request.engines() == [.runc, .crun, .podman, .docker])
        request.gpus = .all
        #expect(try request.engines() == [.podman, .docker])
        request.engine = .docker
        #expect(try request.engines() == [.docker])
        request.engine = .runc
        let failure = #expect(throws: LocalRunFailure.self) { try request.engines() }
        #expect(failure?.description.contains("runc cannot give a datalab a GPU") == true)
    }
}
