import ExternalTools
import Foundation
import HTTPTransfer
import Testing

/// Certificates, and the step from `https` to `http`, against a server with a certificate made for the test.
@Suite(.timeLimit(.minutes(2)))
struct EncryptionTests {
    @Test func certificatesAreCheckedAndHTTPSIsNotLeft() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (certificate, key) = try await makeCertificate(in: folder)
        let server = TestServer(try ServerProcess(certificate: (certificate, key)))
        let request = try server.request("/echo")

        let error = await #expect(throws: TransferError.self) { try await quickSession().send(request) }
        #expect(error?.code == .certificate)
        #expect(error?.attempts == 1)

        let trusting = quickSession { $0.certificates = CertificateSources(file: certificate) }
        #expect(try await trusting.send(request).response.status == 200)

        let plain = try TestServer()
        let downgrade = try server.request("/redirect?to=\(plain.base)/echo")
        let refusal = await #expect(throws: TransferError.self) { try await trusting.send(downgrade) }
        #expect(refusal?.code == .redirect)
        #expect(refusal?.detail == "a redirect from 'https' to 'http' at '127.0.0.1'")
        #expect(try await plain.seen(trusting).isEmpty)
    }

    @Test(
        arguments: [
            ([:], nil, nil), (["SSL_CERT_FILE": "f"], "f", nil),
            (["SSL_CERT_FILE": "f", "SSL_CERT_DIR": "d"], "f", "d"),
            (["SSL_CERT_FILE": "f", "SSL_CERT_DIR": "d", "CURL_CA_BUNDLE": "b"], "b", nil),
            (["CURL_CA_BUNDLE": "", "SSL_CERT_FILE": ""], nil, nil),
        ] as [([String: String], String?, String?)]
    )
    func certificatesOfTheEnvironment(variables: [String: String], file: String?, folder: String?) {
        let sources = CertificateSources(environment: variables)
        #expect(sources.file == file)
        #expect(sources.folder == folder)
    }

    private func makeCertificate(in folder: URL) async throws -> (certificate: String, key: String) {
        let certificate = folder.appendingPathComponent("certificate.pem").path
        let key = folder.appendingPathComponent("key.pem").path
        let openssl = try ExternalTool.locate("openssl", installHint: "apt install openssl")
        try await openssl.run([
            "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1",
            "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", certificate,
        ])
        return (certificate, key)
    }
}
