internal import Reporting

/// Files that stand for content which Git LFS keeps elsewhere (git-lfs, docs/spec.md).
enum LFSPointer {
    /// The sizes pointer files have.
    static let sizes: ClosedRange<UInt64> = 100...1023

    /// The first line of each.
    static let signature = Array("version https://git-lfs.github.com/spec/v1\n".utf8)

    /// The warning for one pointer file.
    static func warning(_ path: String) -> Problem {
        .warning(
            at: Place(file: path),
            "a Git LFS pointer of a few bytes, not the content it stands for, will be in the datalab",
            hint: "clone the repository, run 'git lfs pull', and give the folder as the source",
        )
    }
}
