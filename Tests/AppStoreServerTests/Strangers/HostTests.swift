import Foundation
import Testing

@Suite("the host of a request", .timeLimit(.minutes(5)))
struct HostTests {
    @Test(
        "none, two, or one that is none is refused at every surface",
        arguments: [
            "", "Host: a\r\nHost: b\r\n", "Host: a\r\nhost: a\r\n", "Host: a b\r\n", "Host: a@b\r\n", "Host: \r\n",
        ]
    )
    func refused(headers: String) async throws {
        try await RunningAppStore.with { server, _ in
            for path in ["/v2/", "/", "/api/v1/datalabs", "/health", "/token", "/nothing"] {
                let connection = try RawConnection(to: server)
                connection.send(Data("GET \(path) HTTP/1.1\r\n\(headers)Connection: close\r\n\r\n".utf8))
                let answer = String(decoding: try #require(connection.received()), as: UTF8.self)
                #expect(answer.hasPrefix("HTTP/1.1 400 "), "\(path) \(headers): \(answer.prefix(200))")
            }
        }
    }
}
