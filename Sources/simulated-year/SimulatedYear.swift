import SimulationCommand

/// The simulated year by itself, for tests: it builds without the server.
@main
struct SimulatedYear {
    static func main() async { await Simulate.main() }
}
