/// Why a column has its type.
public enum TypeReason: Sendable, Equatable {
  /// It is declared.
  case declared
  /// There are no values to tell it from.
  case noValues
  /// All values are of the type.
  case allValues(Int)
  /// There are few distinct texts, and they repeat.
  case fewTexts(Int)
  /// There are too many distinct texts for a category.
  case manyTexts(Int)
  /// No text occurs twice.
  case distinctTexts
  /// Most values are of another type, but the one on this line is not.
  case mixed(ColumnType, others: Int, example: String, line: Int)

  /// The reason for an inferred type.
  init(_ column: Column, mixed: TypeReason?) {
    let present = column.count - column.missing.count
    self =
      switch column.values {
      case _ where present == 0: .noValues
      case _ where mixed != nil: mixed ?? .noValues
      case .category(let values): .fewTexts(values.levels.count)
      case .text(let texts):
        texts.count > TypeInference.mostLevels
          ? .manyTexts(TypeInference.mostLevels) : .distinctTexts
      default: .allValues(present)
      }
  }
}
