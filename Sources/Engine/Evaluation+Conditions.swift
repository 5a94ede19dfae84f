import Diagnostics
import Exact
import Semantics

extension Evaluation {
  mutating func compare(_ comparison: Comparison, _ left: NodeID, _ right: NodeID, _ grain: Grain) -> Column {
    let first = operand(left, at: grain)
    let second = operand(right, at: grain)
    switch (first.values, second.values) {
    case (.numbers(let first), .numbers(let second)):
      return Column(.truths(Numbers.compare(comparison, first, second)), count: size(grain))
    case (.truths, _):
      let result = FixedArithmetic.compare(comparison, first.truths, second.truths)
      return Column(
        .truths(
          Numbers.masked(
            result, zip(first.truths, second.truths).map { $0 == Column.unknown || $1 == Column.unknown })),
        count: first.count)
    case (.texts, _):
      let result = FixedArithmetic.compare(
        comparison, first.texts.map { $0 ?? "" }, second.texts.map { $0 ?? "" })
      return Column(
        .truths(Numbers.masked(result, zip(first.texts, second.texts).map { $0 == nil || $1 == nil })),
        count: first.count)
    case (.codes, _), (.numbers, _):
      let one = first.codes
      let other = second.codes
      let result = FixedArithmetic.compare(comparison, one, other)
      return Column(
        .truths(Numbers.masked(result, zip(one, other).map { $0 == Column.none || $1 == Column.none })),
        count: first.count)
    }
  }

  /// Codes of one space into another by text; codes without a twin become `Int32.max`.
  func translation(from source: NodeID, to target: NodeID) -> [Int32]? {
    guard plan.nodes[source].kind != plan.nodes[target].kind else { return nil }
    let known = book(of: target)
    return book(of: source).texts.map { known.code(of: $0) ?? Int32.max }
  }

  mutating func sameCode(_ left: NodeID, _ right: NodeID, _ grain: Grain) -> Column {
    let first = operand(left, at: grain).codes
    var second = operand(right, at: grain).codes
    if let translation = translation(from: right, to: left) {
      second = second.map { translation.indices.contains(Int($0)) ? translation[Int($0)] : $0 }
    }
    let result = zip(first, second).map { one, other -> UInt8 in
      if one == Column.none || other == Column.none { return Column.unknown }
      return one == other ? 1 : 0
    }
    return Column(.truths(result), count: result.count)
  }

  mutating func isOneOf(_ value: NodeID, _ texts: [String], _ grain: Grain) -> Column {
    let operand = operand(value, at: grain)
    if case .texts(let stored) = operand.values {
      let wanted = Set(texts)
      let result = stored.map { text -> UInt8 in
        guard let text else { return Column.unknown }
        return wanted.contains(text) ? 1 : 0
      }
      return Column(.truths(result), count: operand.count)
    }
    let known = book(of: value)
    var holds = [UInt8](repeating: 0, count: known.count)
    let isUnit = plan.nodes[value].kind == .code(.units)
    for text in texts {
      if let code = isUnit ? dataset.unit(named: text) : known.code(of: text) { holds[Int(code)] = 1 }
    }
    guard case .codes(let stored) = operand.values else {
      return Column(.truths([Column.unknown]), count: operand.count)
    }
    let result = stored.map { code -> UInt8 in
      if code == Column.none { return Column.unknown }
      return code >= 0 && Int(code) < holds.count ? holds[Int(code)] : 0
    }
    return Column(.truths(result), count: operand.count)
  }

  mutating func both(_ left: NodeID, _ right: NodeID, _ grain: Grain) -> Column {
    let first = operand(left, at: grain).truths
    let second = operand(right, at: grain).truths
    let result = zip(first, second).map { one, other -> UInt8 in
      if one == 0 || other == 0 { return 0 }
      return one == 1 && other == 1 ? 1 : Column.unknown
    }
    return Column(.truths(result), count: result.count)
  }

  mutating func either(_ left: NodeID, _ right: NodeID, _ grain: Grain) -> Column {
    let first = operand(left, at: grain).truths
    let second = operand(right, at: grain).truths
    let result = zip(first, second).map { one, other -> UInt8 in
      if one == 1 || other == 1 { return 1 }
      return one == 0 && other == 0 ? 0 : Column.unknown
    }
    return Column(.truths(result), count: result.count)
  }

  mutating func absence(_ value: NodeID, _ grain: Grain) -> Column {
    let operand = operand(value, at: grain)
    let result: [UInt8]
    switch operand.values {
    case .numbers(let numbers):
      result = numbers.absent.isEmpty ? [0] : numbers.absent.map { $0 ? 1 : 0 }
    case .truths(let truths): result = truths.map { $0 == Column.unknown ? 1 : 0 }
    case .codes(let codes): result = codes.map { $0 == Column.none ? 1 : 0 }
    case .texts(let texts): result = texts.map { $0 == nil ? 1 : 0 }
    }
    return Column(.truths(result), count: operand.count)
  }

  mutating func choose(_ condition: NodeID, _ then: NodeID, _ otherwise: NodeID, _ grain: Grain) -> Column {
    let truths = operand(condition, at: grain).truths
    let first = operand(then, at: grain)
    let second = operand(otherwise, at: grain)
    switch first.values {
    case .numbers(let numbers):
      return Column(.numbers(Numbers.chosen(truths, numbers, second.numbers)), count: truths.count)
    case .truths:
      return Column(
        .truths(picked(truths, first.truths, second.truths, absent: Column.unknown)), count: truths.count)
    case .codes:
      var others = second.codes
      if case .code = plan.nodes[then].kind, let translation = translation(from: otherwise, to: then) {
        others = others.map { translation.indices.contains(Int($0)) ? translation[Int($0)] : $0 }
      }
      return Column(.codes(picked(truths, first.codes, others, absent: Column.none)), count: truths.count)
    case .texts:
      return Column(.texts(picked(truths, first.texts, second.texts, absent: nil)), count: truths.count)
    }
  }

  private func picked<Element>(
    _ truths: [UInt8], _ first: [Element], _ second: [Element], absent: Element
  ) -> [Element] {
    truths.indices.map { index in
      switch truths[index] {
      case 1: first[index]
      case 0: second[index]
      default: absent
      }
    }
  }

  mutating func guarded(_ node: NodeID, _ mask: NodeID, _ amount: NodeID, _ grain: Grain) -> Column {
    let masks = operand(mask, at: grain)
    let amounts = operand(amount, at: grain)
    // A line without a condition gives its amounts as they are.
    if case .truths(let stored) = masks.values, stored == [1], case .numbers(let numbers) = amounts.values,
      numbers.absent.isEmpty
    {
      return Column(amounts.values, count: masks.count)
    }
    let truths = masks.truths
    var (result, absentAt) = amounts.numbers.guarded(by: truths)
    // An amount that waits for an open figure is not known, which is no fault of the data.
    if !absentAt.isEmpty, let waits = waiting(amount, at: grain) {
      absentAt.removeAll { waits.waits(at: $0) != 0 }
    }
    if !absentAt.isEmpty { reportAbsent(amount, under: node, at: absentAt, grain) }
    return Column(.numbers(result), count: truths.count)
  }
}
