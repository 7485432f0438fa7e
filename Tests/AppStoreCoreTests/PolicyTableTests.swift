import AppStoreAPI
import AppStoreCore
import Testing

/// Every principal, action and resource with the outcome somebody thought about: written by hand, not computed.
@Suite("the policy, as a table")
struct PolicyTableTests {
    /// The columns: anonymous, a reader, a listed user, another creator, the owner, a moderator, an administrator, the owner by
    /// a token that pulls from bob/lab, a disabled user.
    private static let principals: [Principal] = [
        .anonymous,
        .user(name: "rex", role: .reader, scopes: nil),
        .user(name: "lea", role: .creator, scopes: nil),
        .user(name: "cat", role: .creator, scopes: nil),
        .user(name: "bob", role: .creator, scopes: nil),
        .user(name: "mo", role: .moderator, scopes: nil),
        .user(name: "ada", role: .administrator, scopes: nil),
        .user(name: "bob", role: .creator, scopes: [TokenScope(repository: "bob/lab", rights: [.pull])]),
        .disabled(name: "dis"),
    ]

    private static let outcomes: [Character: Decision] = [
        "A": .allow, "H": .hide, "C": .challenge, "d": .deny(.disabled), "o": .deny(.notOwner),
        "n": .deny(.foreignNamespace), "r": .deny(.readersPublishNothing), "x": .deny(.role), "t": .deny(.tokenScope),
        "p": .deny(.notApplicable),
    ]

    struct Case: Sendable, CustomStringConvertible {
        let description: String
        let resource: PolicyResource
        let rows: String
    }

    private static func repository(_ isPublic: Bool, _ isListed: Bool) -> PolicyResource {
        let access = RepositoryAccess(
            owner: "bob",
            isPublic: isPublic,
            readers: isPublic ? [] : ["lea"],
            isListed: isListed,
            awaitsReview: !isListed
        )
        return .repository("bob/lab", access)
    }

    private static let missingElsewhere = """
        pull C H H H H H H H d
        pullUnreviewed C H H H H H H H d
        listTags C H H H H H H H d
        listReferrers C H H H H H H H d
        mountFrom C H H H H H H H d
        delete C H H H H H H H d
        seeInCatalogue H H H H H H H H d
        changeVisibility C H H H H H H H d
        changeReaders C H H H H H H H d
        star C H H H H H H H d
        launch C H H H H H H H d
        moderate C H H H H H H H d
        """

    private static let serversActions = """
        useRegistry p p p p p p p p d
        search p p p p p p p p d
        manageOwnAccount p p p p p p p p d
        seeReviews p p p p p p p p d
        administerUsers p p p p p p p p d
        seeMetrics p p p p p p p p d
        seeAudit p p p p p p p p d
        maintain p p p p p p p p d
        """

    static let cases = [
        Case(
            description: "a repository that is not there, under bob's name",
            resource: .repository("bob/new", nil),
            rows: """
                push C r n n A n A t d
                \(missingElsewhere)
                \(serversActions)
                """
        ),
        Case(
            description: "a repository that is not there, under nobody's name",
            resource: .repository("library/new", nil),
            rows: """
                push C r n n n n A n d
                \(missingElsewhere)
                \(serversActions)
                """
        ),
        Case(
            description: "a public, listed one of bob's",
            resource: repository(true, true),
            rows: """
                pull A A A A A A A A d
                pullUnreviewed C x x x A A A A d
                listTags A A A A A A A A d
                listReferrers A A A A A A A A d
                mountFrom A A A A A A A A d
                push C r o o A o A t d
                delete C r o o A o A t d
                seeInCatalogue A A A A A A A A d
                changeVisibility C o o o A o A t d
                changeReaders C o o o A o A t d
                star C A A A A A A t d
                launch C A A A A A A t d
                moderate C x x x x A A x d
                \(serversActions)
                """
        ),
        Case(
            description: "a public one of bob's that waits for review",
            resource: repository(true, false),
            rows: """
                pull A A A A A A A A d
                pullUnreviewed C x x x A A A A d
                listTags A A A A A A A A d
                listReferrers A A A A A A A A d
                mountFrom A A A A A A A A d
                push C r o o A o A t d
                delete C r o o A o A t d
                seeInCatalogue H H H H A A A A d
                changeVisibility C o o o A o A t d
                changeReaders C o o o A o A t d
                star C H H H A A A t d
                launch C H H H A A A t d
                moderate C x x x x A A x d
                \(serversActions)
                """
        ),
        Case(
            description: "a private, listed one of bob's that lists lea",
            resource: repository(false, true),
            rows: """
                pull C H A H A H A A d
                pullUnreviewed C H x H A H A A d
                listTags C H A H A H A A d
                listReferrers C H A H A H A A d
                mountFrom C H A H A H A A d
                push C r o n A n A t d
                delete C H o H A H A H d
                seeInCatalogue H H A H A H A A d
                changeVisibility C H o H A H A H d
                changeReaders C H o H A H A H d
                star C H A H A H A H d
                launch C H A H A H A H d
                moderate C H x H x H A H d
                \(serversActions)
                """
        ),
        Case(
            description: "a private one of bob's that lists lea and waits for review",
            resource: repository(false, false),
            rows: """
                pull C H A H A A A A d
                pullUnreviewed C H x H A A A A d
                listTags C H A H A A A A d
                listReferrers C H A H A A A A d
                mountFrom C H A H A A A A d
                push C r o n A o A t d
                delete C H o H A o A H d
                seeInCatalogue H H H H A A A A d
                changeVisibility C H o H A o A H d
                changeReaders C H o H A o A H d
                star C H H H A A A H d
                launch C H H H A A A H d
                moderate C H x H x A A H d
                \(serversActions)
                """
        ),
        Case(
            description: "the AppStore",
            resource: .server,
            rows: """
                pull p p p p p p p p d
                pullUnreviewed p p p p p p p p d
                listTags p p p p p p p p d
                listReferrers p p p p p p p p d
                mountFrom p p p p p p p p d
                push p p p p p p p p d
                delete p p p p p p p p d
                seeInCatalogue p p p p p p p p d
                changeVisibility p p p p p p p p d
                changeReaders p p p p p p p p d
                star p p p p p p p p d
                launch p p p p p p p p d
                moderate p p p p p p p p d
                useRegistry C A A A A A A A d
                search A A A A A A A A d
                manageOwnAccount C A A A A A A t d
                seeReviews C x x x x A A x d
                administerUsers C x x x x x A x d
                seeMetrics C x x x x x A x d
                seeAudit C x x x x x A x d
                maintain C x x x x x A x d
                """
        ),
    ]

    @Test("what is answered", arguments: cases)
    func outcomes(of test: Case) throws {
        var actions: Set<PolicyAction> = []
        for row in test.rows.split(separator: "\n") {
            let cells = row.split(separator: " ")
            let action = try #require(PolicyAction(rawValue: String(cells[0])))
            #expect(actions.insert(action).inserted, "\(action) has two rows")
            #expect(cells.count == Self.principals.count + 1)
            for (principal, cell) in zip(Self.principals, cells.dropFirst()) {
                let expected = try #require(Self.outcomes[Character(String(cell))])
                let found = Policy.decide(principal, action, on: test.resource)
                #expect(found == expected, "\(principal) \(action): \(found), the table says \(expected)")
            }
        }
        #expect(actions == Set(PolicyAction.allCases), "an action has no row")
    }

    @Test("a private repository and a missing one answer alike to everybody it is not there for")
    func indistinguishable() {
        let strangers: [Principal] = [
            .anonymous, .user(name: "rex", role: .reader, scopes: nil), .user(name: "cat", role: .creator, scopes: nil),
            .user(name: "mo", role: .moderator, scopes: nil),
            .user(name: "lea", role: .creator, scopes: [TokenScope(repository: "lea/*", rights: [.pull, .push])]),
            .user(name: "ada", role: .administrator, scopes: [TokenScope(repository: "x", rights: [.pull])]),
        ]
        let secret = RepositoryAccess(owner: "bob", isPublic: false, readers: ["lea"])
        for principal in strangers {
            for action in PolicyAction.allCases {
                let found = Policy.decide(principal, action, on: .repository("bob/lab", secret))
                #expect(found == Policy.decide(principal, action, on: .repository("bob/lab", nil)), "\(action)")
            }
        }
    }

    @Test("a token for the metrics shows them where its user may see them, and gives nothing else")
    func metricsToken() {
        let scrape = Principal.user(name: "ada", role: .administrator, scopes: [.metrics])
        #expect(Policy.decide(scrape, .seeMetrics, on: .server) == .allow)
        let creator = Principal.user(name: "bob", role: .creator, scopes: [.metrics])
        #expect(Policy.decide(creator, .seeMetrics, on: .server) == .deny(.role))
        for isPublic in [true, false] {
            let access = RepositoryAccess(owner: "ada", isPublic: isPublic)
            for resource in [PolicyResource.server, .repository("ada/lab", access), .repository("ada/new", nil)] {
                for action in PolicyAction.allCases where action != .seeMetrics {
                    let isAllowed = Policy.decide(scrape, action, on: resource) == .allow
                    let isPublicAnyway = Policy.decide(.anonymous, action, on: resource) == .allow
                    #expect(isAllowed == isPublicAnyway, "\(action) on \(resource)")
                }
            }
        }
    }

    @Test("moderators do not review their own; an owner who became a reader publishes nothing; names are whole parts")
    func corners() {
        let own = RepositoryAccess(owner: "mo", isPublic: true)
        let mo = Principal.user(name: "mo", role: .moderator, scopes: nil)
        #expect(Policy.decide(mo, .moderate, on: .repository("mo/lab", own)) == .deny(.ownWork))
        let reader = Principal.user(name: "mo", role: .reader, scopes: nil)
        #expect(Policy.decide(reader, .push, on: .repository("mo/lab", own)) == .deny(.readersPublishNothing))
        #expect(Policy.decide(reader, .changeVisibility, on: .repository("mo/lab", own)) == .allow)
        let ann = Principal.user(name: "ann", role: .creator, scopes: nil)
        #expect(Policy.decide(ann, .push, on: .repository("anna/lab", nil)) == .deny(.foreignNamespace))
        #expect(Policy.decide(ann, .push, on: .repository("ann", nil)) == .deny(.foreignNamespace))
        // What an administrator made under somebody's name before there was that somebody is theirs too.
        let early = RepositoryAccess(owner: "ada", isPublic: false)
        #expect(Policy.decide(ann, .push, on: .repository("ann/lab", early)) == .allow)
    }
}
