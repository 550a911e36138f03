/// What a careful reader should know of the lines that were derived.
enum LineFinding {
  /// Patients for whom other lines are possible within what is known of their dates.
  case openDates(patients: [String], of: Int)
  /// Rows of treatments that could not be placed.
  case leftOut(LineRule, table: String, count: Int, row: Int)
  /// Rows without an intent under rules that read intents.
  case noIntent(table: String, count: Int, of: Int)
}
