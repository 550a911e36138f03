/// The files that the simulation of myeloma is described by, which are part of the program.
public enum SimulationResources {
  /// The name by which messages call the parameters.
  public static let parametersName = "myeloma.yaml"
  /// The parameters as they are shipped: YAML with comments.
  public static var parameters: String {
    String(decoding: PackageResources.myeloma_yaml, as: UTF8.self)
  }
  /// The description of the registry: YAML with comments.
  public static var description: String {
    String(decoding: PackageResources.registry_yaml, as: UTF8.self)
  }
}
