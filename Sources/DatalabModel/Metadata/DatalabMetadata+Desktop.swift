extension DatalabMetadata {
    /// What a datalab of the kind `vnc` has on its desktop.
    public struct Desktop: Sendable, Hashable, Codable {
        /// An entry of the desktop's menu.
        public struct Entry: Sendable, Hashable, Codable {
            /// What people read.
            public var name: String
            /// What is run: a line for the shell.
            public var command: String

            /// An entry.
            public init(name: String, command: String) {
                self.name = name
                self.command = command
            }
        }

        /// The command, a line for the shell, whose window is maximised when the desktop appears.
        public var start: String?
        /// The datalab's own entries of the menu, in their order.
        public var menu: [Entry]

        /// What is on a desktop.
        public init(start: String? = nil, menu: [Entry] = []) {
            self.start = start
            self.menu = menu
        }
    }
}
