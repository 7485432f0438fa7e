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

    private static func json(_ value: some Encodable) throws -> String {
        String(decoding: try APICoding.encode(value), as: UTF8.self)
    }

    private static func values() async throws -> [(schema: String, json: String)] {
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
                ("DatalabPage", try json(page)), ("DatalabDetail", try json(details[0])),
                ("DatalabDetail", try json(details[1])), ("NewToken", try json(NewToken(token, secret: secret))),
                ("StarCount", try json(StarCount(stars: 1, isStarred: true))), ("Waiting", try json(review)),
                ("User", try json(user)), ("Errors", try json(APIErrors(code: "NAME_UNKNOWN", refusal))),
                ("VisibilityChange", try json(change)), ("TokenRequest", try json(wanted)),
                ("ManifestPage", try json(manifests)),
                ("PasswordChange", #"{"old":"a","new":"b"}"#),
                ("ReviewDecision", try json(try APICoding.decode(ReviewDecision.self, from: Data(decision.utf8)))),
            ]
        }
    }

    @Test("every value is as the document says, and the document holds together")
    func values() async throws {
        let values = try await Self.values().map { #"["\#($0.schema)", \#($0.json)]"# }.joined(separator: ",")
        let input = #"{"document": \#(OpenAPIDocument.text), "values": [\#(values)]}"#
        let python = ExternalTool(name: "python3", path: "/usr/bin/python3")
        let output = try await python.run(["-c", Self.script], input: Array(input.utf8))
        #expect(String(decoding: output, as: UTF8.self) == "13 values\n")
    }
}
