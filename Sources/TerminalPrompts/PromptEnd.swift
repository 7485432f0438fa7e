/// Why a question got no answer.
package enum PromptEnd: Error, Sendable, Hashable {
    /// The question before it is wanted again.
    case back
    /// The person has left: Ctrl-C, Ctrl-D, or a terminal that is gone.
    case interrupted
}
