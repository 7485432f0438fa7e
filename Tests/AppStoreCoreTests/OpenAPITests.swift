import AppStoreAPI
import AppStoreCore
import DatalabModel
import ExternalTools
import Foundation
import OCIModel
import SystemPackage
import Testing

@Suite("the API's document and values")
struct OpenAPITests {
    /// Checks with the schemas' own tools: the document by the schema of OpenAPI 3.1, values by the document.
    private static let script = """
        import json, sys
        import jsonschema
        given = json.load(sys.stdin)
        document = given["document"]
        jsonschema.Draft202012Validator.check_schema({"$defs": document["components"]["schemas"]})
        for path, item in document["paths"].items():
            for method, operation in item.items():
                if method == "parameters":
                    continue
                assert operation["operationId"] and operation["responses"], (path, method)
        def resolve(reference):
            node = document
            for part in reference.removeprefix("#/").split("/"):
                node = node[part.replace("~1", "/")]
            return node
        def walk(node):
            if isinstance(node, dict):
                if "$ref" in node:
                    resolve(node["$ref"])
                for value in node.values():
                    walk(value)
            elif isinstance(node, list):
                for value in node:
                    walk(value)
        walk(document)
        checker = jsonschema.FormatChecker()
        for name, value in given["values"]:
            schema = {"$ref": "#/components/schemas/" + name, "components": document["components"]}
            jsonschema.Draft202012Validator(schema, format_checker=checker).validate(value)
            wrong = dict(value, unknown=1)
            assert not jsonschema.Draft202012Validator(schema).is_valid(wrong), name
        print(len(given["values"]), "values")
        """

    private static func values() async throws -> [(schema: String, value: any Encodable & Sendable)] {
        let store = try TestStore()
        try await store.add("ann")
        var image = try SampleImage()
        image.metadata.description = "Longer."
        image.metadata.missions = ["Gaia"]
        try await image.push(to: store)
        var waiting = try SampleImage("ann/bare", tag: "latest")
        waiting.kind = nil
        waiting.metadata.licence = nil
        waiting.metadata.visibility = .restricted(users: ["lea"], groups: [])
        try await waiting.push(to: store, needsReview: true)
        let ann = Principal.user(name: "ann", role: .creator, scopes: nil)
        let (token, secret) = try await PersonalTokens(store.database).create(
            "ci",
            for: "ann",
            scopes: [try TokenScope(parsing: "ann/*:pull")],
            expires: TestStore.start + 60,
            by: "ann",
            at: TestStore.start
        )
        let user = try #require(try await store.users.find("ann"))
        return try await store.database.read { database in
            let page = try CatalogueSearch.page(CatalogueQuery(limit: 1), for: ann, in: database)
            #expect(page.next != nil)
            let details = try ["ann/lab", "ann/bare"].map { name in
                try #require(try DatalabDetail.find(name, for: ann, in: database))
            }
            let review = try #require(try Moderation.queue(in: database).first)
            let refusal = AppStoreError(.notFound, detail: "nothing", hint: "look again")
            let requests = #"{"visibility":"private","readers":["lea"]}"#
            let change = try APICoding.decode(VisibilityChange.self, from: Data(requests.utf8))
            let wanted = try APICoding.decode(TokenRequest.self, from: Data(#"{"name":"ci"}"#.utf8))
            let manifests = ManifestPage(
                manifests: [
                    ManifestSummary(
                        digest: review.digest,
                        mediaType: MediaType.manifest,
                        artifactType: "application/x-record",
                        subject: review.digest,
                        size: 1,
                        pushed: TestStore.start,
                        tags: ["v1"],
                        isKept: false,
                        looseSince: TestStore.start
                    )
                ],
                next: review.digest
            )
            let decision = #"{"digest":"\#(review.digest)","isApproved":false,"reason":"why"}"#
            return [
                ("DatalabPage", page), ("DatalabDetail", details[0]),
                ("DatalabDetail", details[1]), ("NewToken", NewToken(token, secret: secret)),
                ("StarCount", StarCount(stars: 1, isStarred: true)), ("Waiting", review),
                ("User", user), ("Errors", APIErrors(code: "NAME_UNKNOWN", refusal)),
                ("VisibilityChange", change), ("TokenRequest", wanted),
                ("ManifestPage", manifests),
                (
                    "PasswordChange",
                    try APICoding.decode(PasswordChange.self, from: Data(#"{"old":"a","new":"b"}"#.utf8))
                ),
                ("ReviewDecision", try APICoding.decode(ReviewDecision.self, from: Data(decision.utf8))),
            ]
        }
    }

    @Test("every value is as the document says, and the document holds together")
    func values() async throws {
        let values = try await Self.values().map { schema, value in
            #"["\#(schema)", \#(String(decoding: try APICoding.encode(value), as: UTF8.self))]"#
        }.joined(separator: ",")
        let document = String(decoding: OpenAPIDocument.content, as: UTF8.self)
        let input = #"{"document": \#(document), "values": [\#(values)]}"#
        let python = ExternalTool(name: "python3", path: "/usr/bin/python3")
        let output = try await python.run(["-c", Self.script], input: Array(input.utf8))
        #expect(String(decoding: output, as: UTF8.self) == "13 values\n")
    }

    /// The schemas of the document by name.
    private static func schemas() throws -> [String: [String: Any]] {
        let document = try #require(try JSONSerialization.jsonObject(with: OpenAPIDocument.content) as? [String: Any])
        let components = try #require(document["components"] as? [String: Any])
        return try #require(components["schemas"] as? [String: [String: Any]])
    }

    /// The properties of a value in JSON, and those of them that are always there.
    private static func properties(of value: Any) -> (all: Set<String>, required: Set<String>) {
        var all: Set<String> = [], required: Set<String> = []
        for child in Mirror(reflecting: value).children {
            guard let label = child.label else { continue }
            if child.value is DatalabFacts {
                all.formUnion(DatalabFacts.fields.compactMap(\.property))
                continue
            }
            all.insert(label)
            if Mirror(reflecting: child.value).displayStyle != .optional { required.insert(label) }
        }
        return (all, required)
    }

    @Test("every property of every value is in its schema, and the reverse")
    func properties() async throws {
        var samples = try await Self.values().map { ($0.schema, $0.value as Any) }
        let page = try #require(samples.first { $0.0 == "DatalabPage" }?.1 as? DatalabPage)
        let detail = try #require(samples.first { $0.0 == "DatalabDetail" }?.1 as? DatalabDetail)
        let token = try #require(samples.first { $0.0 == "NewToken" }?.1 as? NewToken)
        let manifests = try #require(samples.first { $0.0 == "ManifestPage" }?.1 as? ManifestPage)
        samples += [
            ("DatalabSummary", detail.summary), ("DatalabVersion", try #require(detail.versions.first)),
            ("Layer", try #require(detail.layers.first)), ("Package", DatalabPackage(name: "numpy", version: "2")),
            ("FacetCounts", try #require(page.facets.first)), ("TokenSummary", token.token),
            ("FacetPage", FacetPage(facet: .kind, values: [], total: 0, next: nil)),
            ("ManifestSummary", try #require(manifests.manifests.first)),
        ]
        let schemas = try Self.schemas()
        for (name, value) in samples {
            let schema = try #require(schemas[name], "there is no schema '\(name)'")
            let found = Self.properties(of: value)
            #expect(Set((schema["properties"] as? [String: Any] ?? [:]).keys) == found.all, "\(name)")
            #expect(Set(schema["required"] as? [String] ?? []) == found.required, "\(name)")
        }
        #expect(Set(samples.map(\.0)) == Set(schemas.keys))
        #expect(try Self.declared().subtracting(samples.map { "\(type(of: $0.1))" }).isEmpty)
    }

    /// The structs of the API's module that are written as JSON, but for those that are parts of another.
    private static func declared() throws -> Set<String> {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let folder = root.appending(path: "Sources/AppStoreAPI")
        var names: Set<String> = []
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) where name.hasSuffix(".swift") {
            let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
            for match in text.matches(of: /(?m)^(?:package struct|extension) (\w+): [^{\n]*Codable/) {
                names.insert(String(match.1))
            }
        }
        return names.subtracting(["DatalabFacts"])
    }
}
