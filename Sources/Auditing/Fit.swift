/// placeholder
public struct Fit: Sendable {}
