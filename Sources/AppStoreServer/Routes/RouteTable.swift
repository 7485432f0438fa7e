package import AppStoreCore
internal import Hummingbird

/// A route as it stands in its table, for tests that hold all of them against what is expected.
package struct RouteDescription: Sendable, Hashable {
    /// The method.
    package let method: String
    /// The form of the path.
    package let pattern: String
    /// What the policy is asked for; nil for what is for everybody.
    package let action: PolicyAction?
}

/// Every route there is: what is in no table is not answered.
package enum RouteTable {
    /// The registry's.
    package static var registry: [RouteDescription] {
        RegistryRoute.all.map { describe($0.method, $0.pattern.description, $0.action) }
    }

    /// The JSON API's.
    package static var api: [RouteDescription] {
        APIRoute.all.map { describe($0.method, $0.pattern.description, $0.action) }
    }

    /// The rest.
    package static var operations: [RouteDescription] {
        OperationRoute.all.map { describe($0.method, $0.path, $0.action) }
    }

    private static func describe(_ method: HTTPRequest.Method, _ pattern: String, _ action: PolicyAction?)
        -> RouteDescription
    {
        RouteDescription(method: method.rawValue, pattern: pattern, action: action)
    }
}
