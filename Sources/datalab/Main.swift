internal import CommandLines
internal import DatalabCommands

@main
struct Main {
    static func main() async {
        await CommandRunner.main(Datalab.self)
    }
}
