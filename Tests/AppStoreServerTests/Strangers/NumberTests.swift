import AppStoreAPI
import AppStoreCore
import AppStoreServer
import DatalabModel
import Foundation
import OCIModel
import OddNumbers
import Testing

/// Every number of every route, header, query, form, JSON field and image, replaced by those that end careless programs.
@Suite("numbers of strangers", .timeLimit(.minutes(20)))
struct NumberTests {
    static let numbers = OddNumbers.texts

    /// The names that the server's sources read from queries and forms: a new one is found here without being told.
    private static func parameters() throws -> [String] {
        let patterns: [Regex<(Substring, Substring)>] = [
            /parameter\("([^"]+)"/, /parameter: "([^"]+)"/, /(?:query|parameters|form)\["([^"]+)"\]/,
            /values\("([^"]+)"\)/, /values: "([^"]+)"/, /var ([a-z_]+): String\?/,
        ]
        var names = Set(Facet.allCases.map(\.rawValue))
        for source in try serverSources() {
            for pattern in patterns { names.formUnion(source.matches(of: pattern).map { String($0.1) }) }
        }
        names.formUnion(["grant_type", "service", "account"])
        return names.sorted()
    }

    /// The headers that the server's sources name, in the form of requests.
    private static func headers() throws -> [String] {
        var names: Set<String> = ["x-forwarded-for", "x-forwarded-proto", "retry-after", "content-type", "accept"]
        for source in try serverSources() {
            for match in source.matches(of: /headers\[\.([a-zA-Z]+)\]/) {
                names.insert(match.1.map { $0.isUppercase ? "-\($0.lowercased())" : "\($0)" }.joined())
            }
        }
        return names.subtracting(["content-length", "authorization", "cookie", "host", "expect", "connection"]).sorted()
    }

    private static func serverSources() throws -> [String] {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(
            path: "../../../Sources/AppStoreServer"
        )
        let files = try #require(FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil))
        return try files.compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" }
            .map { try String(contentsOf: $0, encoding: .utf8) }
    }

    /// A server with a datalab, and how an administrator is known to it.
    private struct Target {
        let company: Company
        let login: String
        let references: [String]

        init(_ company: Company) async throws {
            self.company = company
            let session = try await company.session(.root)
            let basic = Data("root:\(try company.token(.root))".utf8).base64EncodedString()
            login = "Authorization: Basic \(basic)\r\nCookie: appstore_session=\(session.cookie)\r\n"
            formToken = session.formToken
            let blob = Data.random(100)
            let push = try await company.ask(
                "POST",
                "/v2/ann/open/blobs/uploads/?digest=\(blob.digest)",
                as: .ann,
                body: blob
            )
            try #require(push.status == 201)
            references = ["\(blob.digest)", "1.0.0-0"]
        }

        let formToken: String

        /// An upload that has begun.
        func upload() async throws -> String {
            let begun = try await company.ask("POST", "/v2/ann/open/blobs/uploads/", as: .root)
            return try #require(
                begun.headers["docker-upload-uuid"],
                "\(begun.status) \(String(decoding: begun.body.prefix(300), as: UTF8.self))"
            )
        }

        /// Sends a request, and requires an answer that is no failure of ours.
        func send(
            _ method: String,
            _ path: String,
            _ headers: String = "",
            body: Data = Data(),
            isComplete: Bool = true
        ) throws {
            let length = isComplete ? "Content-Length: \(body.count)\r\n" : ""
            let head =
                "\(method) \(path) HTTP/1.1\r\nHost: \(company.server.host)\r\nConnection: close\r\n\(login)\(length)\(headers)\r\n"
            let status = try company.server.status(of: head, body: body, endsSending: !isComplete)
            #expect(
                isComplete ? (200..<500).contains(status) : status < 500,
                "\(status): \(head)\(String(decoding: body.prefix(500), as: UTF8.self))"
            )
        }
    }

    private static func paths(_ route: RouteDescription, _ target: Target, _ number: String) async throws -> [String] {
        let pattern = route.pattern.replacing("{name}", with: "ann/open")
        guard let place = pattern.firstMatch(of: /\{[a-z]+\}/) else {
            // What is there must still be there for the next number.
            let isRemoval = route.method == "DELETE" && route.pattern.hasSuffix("{name}")
            return [
                isRemoval ? route.pattern.replacing("{name}", with: "ann/\(number.isEmpty ? "x" : number)") : pattern
            ]
        }
        var references = target.references + (number.isEmpty ? [] : [number])
        if route.pattern.hasSuffix("uploads/{reference}") {
            references = [number.isEmpty ? "x" : number, try await target.upload()]
        }
        // What is there must still be there for the next number.
        if route.method == "DELETE" { references = [number.isEmpty ? "x" : number] }
        return references.map { pattern.replacing(place.output, with: $0) }
    }

    @Test("every route answers every number in its path, query, form and headers")
    func routes() async throws {
        let names = try Self.parameters(), headers = try Self.headers()
        #expect(names.contains("n") && names.contains("days") && names.contains("refresh_token"))
        #expect(headers.contains("range") && headers.contains("content-range"))
        let isUpload = { (route: RouteDescription) in route.pattern.contains("/uploads/") }
        let routes = AccessTableTests.routes
        try await Self.routes(routes.filter { !isUpload($0) }, Self.numbers, names, headers)
        // A user has only so many uploads under way.
        for start in stride(from: 0, to: Self.numbers.count, by: 5) {
            let numbers = Array(Self.numbers[start..<min(start + 5, Self.numbers.count)])
            try await Self.routes(routes.filter(isUpload), numbers, names, headers)
        }
    }

    /// Sends numbers to routes of a server of their own.
    private static func routes(
        _ routes: [RouteDescription],
        _ numbers: [String],
        _ names: [String],
        _ headers: [String]
    ) async throws {
        try await Company.with { company in
            let target = try await Target(company)
            for route in routes {
                for number in numbers {
                    for path in try await paths(route, target, number) {
                        try send(number, to: route, path, target, names, headers)
                    }
                }
            }
        }
    }

    private static func send(
        _ number: String,
        to route: RouteDescription,
        _ path: String,
        _ target: Target,
        _ names: [String],
        _ headers: [String]
    ) throws {
        let query = "?" + names.map { "\($0)=\(number)" }.joined(separator: "&")
        try target.send(route.method, path + query)
        for name in ["n", "last", "limit", "cursor"] {
            try target.send(route.method, "\(path)?\(name)=\(number)")
        }
        try target.send(route.method, path, headers.map { "\($0): \(number)\r\n" }.joined())
        try target.send(route.method, path, "Range: bytes=\(number)-\(number)\r\n")
        try target.send(route.method, path, "Range: bytes=0-\(number)\r\n")
        try target.send(route.method, path, "Content-Range: 0-\(number)\r\n")
        try target.send(route.method, path, "Content-Range: \(number)-9223372036854775807\r\n")
        try target.send(route.method, path, "Content-Length: \(number)\r\n", isComplete: false)
        guard route.method == "POST" else { return }
        let fields =
            names.filter { $0 != "grant_type" }.map { "\($0)=\(number)" } + [
                "form_token=\(target.formToken)", "grant_type=refresh_token",
            ]
        let form = "Content-Type: application/x-www-form-urlencoded\r\n"
        try target.send("POST", path, form, body: Data(fields.joined(separator: "&").utf8))
    }

    @Test("every field of the API's bodies takes or refuses every number")
    func bodies() async throws {
        let document = try #require(
            try JSONSerialization.jsonObject(with: OpenAPIDocument.content) as? [String: Any]
        )
        let schemas = (document["components"] as? [String: Any])?["schemas"] as? [String: Any] ?? [:]
        var count = 0
        try await Company.with { company in
            let target = try await Target(company)
            for (path, item) in document["paths"] as? [String: [String: Any]] ?? [:] {
                for (method, operation) in item {
                    guard let body = (operation as? [String: Any])?["requestBody"] as? [String: Any],
                        let content = (body["content"] as? [String: Any])?["application/json"] as? [String: Any],
                        let reference = (content["schema"] as? [String: Any])?["$ref"] as? String,
                        let schema = schemas[String(reference.split(separator: "/").last ?? "")] as? [String: Any],
                        let properties = schema["properties"] as? [String: [String: Any]]
                    else { continue }
                    let sample = try JSONLeaves(
                        JSONSerialization.data(withJSONObject: properties.mapValues(Self.sample))
                    )
                    let address = path.replacing("{name}", with: "ann/open")
                    for place in sample.places {
                        for number in Self.numbers {
                            for text in [number, "\"\(number)\"", "[\(number)]"] {
                                let body = Data(try sample.text([place: text]).utf8)
                                try target.send(
                                    method.uppercased(),
                                    address,
                                    "Content-Type: application/json\r\n",
                                    body: body
                                )
                                count += 1
                            }
                        }
                    }
                }
            }
        }
        #expect(count > 100)
    }

    private static func sample(_ schema: [String: Any]) -> Any {
        if let words = schema["enum"] as? [Any], let first = words.first { return first }
        switch schema["type"] as? String {
        case "boolean": return true
        case "array": return ["ann/*:pull"]
        default: return schema["format"] as? String == "date-time" ? "2099-01-01T00:00:00Z" : "x"
        }
    }

    @Test("every number in an image is taken or refused, and what is taken can be looked at")
    func images() async throws {
        try await Company.with { company in
            let target = try await Target(company)
            let image = try company.datalab("open")
            for blob in image.blobs {
                let push = try await company.ask(
                    "POST",
                    "/v2/ann/open/blobs/uploads/?digest=\(blob.digest)",
                    as: .ann,
                    body: blob
                )
                try #require(push.status == 201)
            }
            var object = try #require(try JSONSerialization.jsonObject(with: image.manifest) as? [String: Any])
            let elsewhere: [String: Any] = [
                "mediaType": "application/vnd.oci.image.layer.nondistributable.v1.tar", "size": 5, "data": "eA==",
                "digest": "\(Data("x".utf8).digest)", "annotations": ["a": "b"],
                "platform": ["architecture": "amd64", "os": "linux"],
            ]
            var other = elsewhere
            other["digest"] = "\(Data("y".utf8).digest)"
            object["layers"] = (object["layers"] as? [Any] ?? []) + [elsewhere, other]
            object["subject"] = elsewhere
            object["annotations"] = (object["annotations"] as? [String: Any] ?? [:]).merging(
                [AnnotationKey.packages: #"{"numpy":"1"}"#, AnnotationKey.created: "2026-01-01T00:00:00Z"]
            ) { $1 }
            let leaves = try JSONLeaves(JSONSerialization.data(withJSONObject: object))
            let sizes = leaves.places.filter { $0.last == "size" && $0.first == "layers" }
            for number in Self.numbers + ["70368744177664"] {
                try Self.put(
                    try leaves.text(Dictionary(uniqueKeysWithValues: sizes.dropFirst().map { ($0, number) })),
                    target
                )
                for place in leaves.places {
                    for text in [number, "\"\(number)\""] { try Self.put(try leaves.text([place: text]), target) }
                }
            }
            let key = AnnotationKey.metadata
            let metadata = try #require((object["annotations"] as? [String: String])?[key])
            let fields = try JSONLeaves(Data(metadata.utf8))
            for place in fields.places {
                for number in Self.numbers {
                    let quoted = try JSONSerialization.data(
                        withJSONObject: fields.text([place: number]),
                        options: .fragmentsAllowed
                    )
                    try Self.put(
                        try leaves.text([["annotations", key]: String(decoding: quoted, as: UTF8.self)]),
                        target
                    )
                }
            }
        }
    }

    private static func put(_ manifest: String, _ target: Target) throws {
        let type = "Content-Type: \(MediaType.manifest)\r\n"
        try target.send("PUT", "/v2/ann/open/manifests/1.0.0-0", type, body: Data(manifest.utf8))
        try target.send("GET", "/datalabs/ann/open")
        try target.send("GET", "/api/v1/datalabs/ann/open")
    }
}
