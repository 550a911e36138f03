/// What is written beside a synthetic registry.
enum SimulationNotes {
  /// The README of the registry.
  static func registry(_ request: SimulationRequest) -> String {
    """
    # Synthetic registry of multiple myeloma

    **Nobody in these tables exists.** They were made up by `equipoise simulate myeloma` from the model in
    docs/simulation.md; no patient's data went into them. To keep that known wherever a row is copied, every id of
    a patient begins with `SYN`, and so do the names of centres and provinces.

    - patients: \(request.patients)
    - seed: \(request.seed)
    - effects of treatments: \(request.isNull ? "none at all" : "those of the parameters")
    - share of rows made dirty: \(request.dirty)

    `registry.yaml` describes the tables; a study names this folder as `data.registry`. `truth/` holds what no registry
    knows, and no table of `registry.yaml` reads it.

    """
  }

  /// The README of the truth.
  static let truth = """
    # The truth about patients who do not exist

    - `worlds.csv`: what becomes of each patient in each world, without an end of follow-up. `asDecided` is the world
      the registry saw; in `start` everybody who comes to the planned day of maintenance has lenalidomide, in `never`
      nobody has maintenance; `lenalidomideNext` and `otherNext` are second lines with and without lenalidomide.
    - `patient.csv`: what nobody measures, and the day on which maintenance was planned.
    - `dirty.csv`: every field that was made dirty, with what stood there. Rows are counted from 1 without the header.
    - `parameters.yaml`: the parameters of the model as they were used.

    All of it is synthetic.

    """
}
