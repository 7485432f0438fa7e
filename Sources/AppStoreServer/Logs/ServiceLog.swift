internal import Logging

/// How the service writes its log, to standard error.
package struct ServiceLog: Sendable {
    /// The form of a line.
    package enum Form: String, Sendable, CaseIterable {
        case text, json
    }

    /// What is left out: everything less important than this.
    package enum Level: String, Sendable, CaseIterable {
        case debug, info, notice, warning, error
    }

    /// The form of a line.
    package var form = Form.text
    /// The least important level that is written.
    package var level = Level.info

    /// Text, from `info` on.
    package init() {}

    var logger: Logger {
        let level = Logger.Level(rawValue: level.rawValue) ?? .info
        return Logger(label: "appstore") { [form] label in
            switch form {
            case .json: return JSONLogHandler(label: label, logLevel: level)
            case .text:
                var handler = StreamLogHandler.standardError(label: label)
                handler.logLevel = level
                return handler
            }
        }
    }
}
