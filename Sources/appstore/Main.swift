internal import AppStoreCommands
internal import CommandLines
internal import Glibc

@main
struct Main {
    static func main() async {
        // What is made in an AppStore's folder is for its owner only.
        umask(0o077)
        await CommandRunner.main(AppStore.self)
    }
}
