import JifenCommand

// Nothing else: this target is linked in its own way, and what tests import must not be.
@main
enum JifenMain {
  static func main() { Program.run() }
}
