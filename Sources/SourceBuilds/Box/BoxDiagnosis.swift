internal import Foundation

/// Finds out why a sealed box could not be made here, and what to change.
package enum BoxDiagnosis {
    /// The failure for what was said before the box had begun.
    static func failure(_ lines: [String], status: Int32) -> SourceBuildError {
        let said = lines.filter { !$0.isEmpty }.suffix(3).joined(separator: "\n")
        if lines.contains(where: { $0.hasPrefix("tar:") && ($0.contains("No space left") || $0.contains("Wrote only")) }
        ) {
            return SourceBuildError(
                .limit(.disk),
                "the source is larger than what a sealed box may hold",
                hint: "give it more with '--box-disk'"
            )
        }
        if lines.contains(where: { $0.hasPrefix("no overlay") }) {
            return SourceBuildError(
                .boxUnavailable,
                "this machine does not let this user make a sealed box whose root can be written, which 'postBuild' is run in: "
                    + said,
                hint:
                    "run 'datalab' as root, or on Linux 6.6 or later with overlay file systems; or leave '--post-build' out"
            )
        }
        let hint = setting(read) ?? "packages that have wheels need no box; '--sources none' refuses all others"
        return SourceBuildError(
            .boxUnavailable,
            "this machine does not let this user make a sealed box, which a package without a wheel is built in: "
                + (said.isEmpty ? "status \(status)" : said),
            hint: hint,
        )
    }

    /// The setting that forbids user namespaces, and how to change it.
    ///
    /// - Parameter value: gives a file's text, without white space at its ends; nil when there is none.
    /// - Returns: the next step; nil when no such setting is known.
    package static func setting(_ value: (String) -> String?) -> String? {
        if value("/proc/sys/user/max_user_namespaces") == "0" {
            return "allow user namespaces: 'sysctl user.max_user_namespaces=10000' (as root)"
        }
        if value("/proc/sys/kernel/unprivileged_userns_clone") == "0" {
            return "allow user namespaces: 'sysctl kernel.unprivileged_userns_clone=1' (as root)"
        }
        if value("/proc/sys/kernel/apparmor_restrict_unprivileged_userns") == "1" {
            return "AppArmor keeps user namespaces from programs without a profile: "
                + "'sysctl kernel.apparmor_restrict_unprivileged_userns=0' (as root)"
        }
        if value("/run/.containerenv") != nil || value("/.dockerenv") != nil {
            return "this is a container whose profile forbids namespaces: start it with "
                + "'--security-opt seccomp=unconfined --security-opt apparmor=unconfined --security-opt systempaths=unconfined'"
        }
        return nil
    }

    private static func read(_ path: String) -> String? {
        FileManager.default.contents(atPath: path).map {
            String(decoding: $0, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        }
    }
}
