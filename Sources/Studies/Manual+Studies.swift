public import Vocabulary

extension Manual {
  /// Every key and word of study files and of the files of definitions they name.
  public static var ofStudies: Manual {
    Manual(of: Study.sectionShape).adding(
      DefinitionsSection.sectionShape, under: "definitionsFile")
  }
}
