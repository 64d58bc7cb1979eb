/// Benchmarks of the tracking core: each prints rows of `name value unit`.
@main
enum TrackingBench {
    static func main() throws {
        try DeadlineBench().run()
        try RoutingBench().run()
    }
}
