internal import DatalabCommands

@main
struct Main {
    static func main() async {
        await CommandRunner.main()
    }
}
