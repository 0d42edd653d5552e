package org.fluxtube.engine.learn;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.fluxtube.engine.action.EffectiveSpec;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.run.Campaign;
import org.fluxtube.engine.run.Checkpoint;
import org.fluxtube.engine.run.CheckpointException;

/**
 * The parameters of an effective action after a lesson. Version k is what lesson k made, also where
 * that lesson was rolled back and its parameters are those of an earlier one; version 0 is where
 * learning starts.
 *
 * @param version number of the lesson
 * @param parameters theta, in the order of the effective action's labels; copied
 * @param fingerprint what they belong to: text of the effective action, kind of field, lattice
 * @param history one line: how this version came about
 * @param trusted whether it is good enough to drive; else a chain falls back to its target, where
 *     its sampler can
 */
public record Model(
    int version, double[] parameters, String fingerprint, String history, boolean trusted) {
  private static final String PARAMETERS = "parameters";

  /** A model that may drive. */
  public Model(int version, double[] parameters, String fingerprint, String history) {
    this(version, parameters, fingerprint, history, true);
  }

  /** The same, trusted or not. */
  public Model trusted(boolean enough) {
    return new Model(version, parameters, fingerprint, history, enough);
  }

  /** Copies the parameters. */
  public Model {
    parameters = parameters.clone();
  }

  /** A copy of the parameters. */
  @Override
  public double[] parameters() {
    return parameters.clone();
  }

  /** The fingerprint of an effective action on fields of that kind. */
  public static String fingerprint(EffectiveSpec<?> spec, FieldType type, Lattice lattice) {
    return of(spec, type) + lattice;
  }

  /**
   * The lattice of a fingerprint.
   *
   * @return empty if it is not of that effective action on fields of that kind
   */
  static Optional<Lattice> lattice(String fingerprint, EffectiveSpec<?> spec, FieldType type) {
    String before = of(spec, type);
    if (!fingerprint.startsWith(before)) {
      return Optional.empty();
    }
    String extents = fingerprint.substring(before.length());
    if (!extents.matches("\\d{1,6}(x\\d{1,6}){0,3}")) {
      return Optional.empty();
    }
    return Optional.of(
        new Lattice(Arrays.stream(extents.split("x")).mapToInt(Integer::parseInt).toArray()));
  }

  private static String of(EffectiveSpec<?> spec, FieldType type) {
    return spec.architecture() + " for a " + type + " on ";
  }

  /** The fingerprint of what a campaign learns: at several temperatures a model for each. */
  public static String fingerprint(Campaign campaign) {
    Learning learning = campaign.learning().orElseThrow();
    String one = fingerprint(learning.effective(), campaign.field(), campaign.geometry());
    return campaign.temperatures().map(t -> one + " at each of beta = " + t.beta()).orElse(one);
  }

  /**
   * The part of this model that drives chains of one temperature.
   *
   * @param rank which of the temperatures, from 0
   * @param ranks how many there are; 1: the whole
   */
  public Model part(int rank, int ranks) {
    int each = parameters.length / ranks;
    double[] some = Arrays.copyOfRange(parameters, rank * each, (rank + 1) * each);
    return ranks == 1 ? this : new Model(version, some, fingerprint, history, trusted);
  }

  /** This model as a file's contents, see {@link org.fluxtube.engine.run.CheckpointFile}. */
  public Checkpoint toCheckpoint() {
    Map<String, String> header = new TreeMap<>();
    header.put("kind", "model");
    header.put("version", Integer.toString(version));
    header.put("model", fingerprint);
    header.put("history", history);
    header.put("trusted", Boolean.toString(trusted));
    return new Checkpoint(header, Map.of(PARAMETERS, parameters));
  }

  /**
   * The model of a file.
   *
   * @param needed fingerprint of the effective action that it is for
   * @throws CheckpointException if the file holds no model, or one of another architecture, group
   *     or lattice
   */
  public static Model of(Checkpoint file, String needed) {
    if (!"model".equals(file.header().get("kind")) || !file.arrays().containsKey(PARAMETERS)) {
      throw new CheckpointException.Damaged("it holds no model of an effective action");
    }
    String got = file.header().getOrDefault("model", "");
    if (!got.equals(needed)) {
      throw new CheckpointException.OtherTheory(
          "the model is of " + got + ", but the campaign's is of " + needed);
    }
    String version = file.header().getOrDefault("version", "");
    if (!version.matches("\\d{1,9}")) {
      throw new CheckpointException.Damaged("its version is \"" + version + "\", not a number");
    }
    return new Model(
        Integer.parseInt(version),
        file.arrays().get(PARAMETERS),
        got,
        file.header().getOrDefault("history", ""),
        !"false".equals(file.header().get("trusted")));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Model m
        && version == m.version
        && Arrays.equals(parameters, m.parameters)
        && fingerprint.equals(m.fingerprint)
        && history.equals(m.history)
        && trusted == m.trusted;
  }

  @Override
  public int hashCode() {
    return 31 * version + Arrays.hashCode(parameters);
  }

  @Override
  public String toString() {
    return "version " + version + " " + Arrays.toString(parameters) + ", " + history;
  }
}
