import Glibc

/// Where trusted certificates come from, named as the `curl` program names it; libcurl itself reads none of these.
struct CertificateSources: Sendable {
    /// A file of certificates (PEM).
    let file: String?
    /// A folder of hashed certificates.
    let folder: String?

    /// The environment's: `CURL_CA_BUNDLE` alone, or `SSL_CERT_DIR` and `SSL_CERT_FILE`; libcurl's built-in place without them.
    static let environment = CertificateSources { name in
        guard let value = unsafe getenv(name) else { return nil }
        return unsafe String(cString: value)
    }

    init(_ variable: (String) -> String?) {
        func named(_ name: String) -> String? { variable(name).flatMap { $0.isEmpty ? nil : $0 } }
        if let bundle = named("CURL_CA_BUNDLE") {
            (file, folder) = (bundle, nil)
        } else {
            (file, folder) = (named("SSL_CERT_FILE"), named("SSL_CERT_DIR"))
        }
    }
}
