@main
struct Equipoise {
  static func main() {}
}
