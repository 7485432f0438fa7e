package import Reporting

/// What a build tells a system that runs it unattended, whatever the form.
package struct CIReport: Sendable {
    /// A line of what came out: `digest`, `sha256:…`.
    package struct Fact: Sendable, Hashable {
        package var name: String
        package var value: String

        package init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    /// A stage that was begun.
    package struct Stage: Sendable, Hashable {
        package var name: String
        package var seconds: Double
        /// What it did; nil when it did not come to its end.
        package var summary: String?

        package init(name: String, seconds: Double, summary: String?) {
            self.name = name
            self.seconds = seconds
            self.summary = summary
        }
    }

    /// Something that was tried out.
    package struct Case: Sendable, Hashable {
        package var group: String
        package var name: String
        package var seconds: Double
        /// Why it failed; nil when it did not.
        package var failure: String?

        package init(group: String, name: String, seconds: Double = 0, failure: String? = nil) {
            self.group = group
            self.name = name
            self.seconds = seconds
            self.failure = failure
        }
    }

    /// What was done, such as `build of black-bodies 1.0.0-3`.
    package var title: String
    /// Whether all went well.
    package var isSuccess: Bool
    /// What came out.
    package var facts: [Fact] = []
    /// The stages in their order.
    package var stages: [Stage] = []
    /// Everything that is wrong or unwise.
    package var problems: [Problem] = []
    /// What was tried out.
    package var cases: [Case] = []

    package init(title: String, isSuccess: Bool) {
        self.title = title
        self.isSuccess = isSuccess
    }
}
