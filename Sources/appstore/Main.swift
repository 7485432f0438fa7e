internal import AppStoreCommands
internal import CommandLines

@main
struct Main {
    static func main() async {
        await CommandRunner.main(AppStore.self)
    }
}
