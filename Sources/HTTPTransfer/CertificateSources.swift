internal import Foundation

/// Where trusted certificates come from; libcurl's built-in place where neither is named.
public struct CertificateSources: Sendable, Hashable {
    /// A file of certificates (PEM).
    public var file: String?
    /// A folder of certificates by the hashes of their subjects (`openssl rehash`).
    public var folder: String?

    /// Certificates at known places.
    public init(file: String? = nil, folder: String? = nil) {
        self.file = file
        self.folder = folder
    }

    /// What an environment names, by the rules of the `curl` program.
    ///
    /// `CURL_CA_BUNDLE` alone, or `SSL_CERT_FILE` and `SSL_CERT_DIR`; libcurl itself reads none of these. An empty value
    /// counts as none.
    public init(environment: [String: String]) {
        let named = environment.filter { !$0.value.isEmpty }
        if let bundle = named["CURL_CA_BUNDLE"] {
            self.init(file: bundle)
        } else {
            self.init(file: named["SSL_CERT_FILE"], folder: named["SSL_CERT_DIR"])
        }
    }

    /// What this process's environment names.
    public static var processEnvironment: CertificateSources {
        CertificateSources(environment: ProcessInfo.processInfo.environment)
    }
}
