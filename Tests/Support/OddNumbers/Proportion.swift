import Glibc

/// Whether a reader's work stays in proportion to what it is given: measured as the thread's own time of a processor, which
/// another's work on the machine does not lengthen.
public enum Proportion {
    /// Far more than any sample takes, and far less than a loop or an allocation as long as one of the numbers.
    public static let seconds = 5.0

    /// Does work, and tells how much of a processor it took, in seconds.
    ///
    /// - Parameter work: what a reader does with one sample; it does not wait.
    /// - Returns: the seconds.
    public static func cost(of work: () -> Void) -> Double {
        let start = now()
        work()
        return now() - start
    }

    private static func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
