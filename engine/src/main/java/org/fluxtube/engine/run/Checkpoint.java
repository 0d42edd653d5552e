package org.fluxtube.engine.run;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fluxtube.engine.field.FieldData;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.lattice.Lattice;

/**
 * A chain at one cut: a header of texts and arrays of doubles, both by name, so that later parts of
 * a state (auxiliary fields, optimiser, replay window) need no other format. {@link CheckpointFile}
 * is the file.
 *
 * @param header texts by name; those that start with {@value #PHYSICS} say of which theory it is
 * @param arrays numbers by name, not copied; who reads them must not write
 */
public record Checkpoint(Map<String, String> header, Map<String, double[]> arrays) {
  /** Prefix of the entries of {@link CheckpointTheory}. */
  static final String PHYSICS = "physics.";

  private static final String FIELD = "field";
  private static final String TUNING = "tuning";
  private static final String STEP_SIZE = "stepSize";
  private static final String MODEL = "model";
  private static final String MEMORY = "memory";

  /** Sorts both by name. */
  public Checkpoint {
    header = Collections.unmodifiableMap(new TreeMap<>(header));
    arrays = Collections.unmodifiableMap(new TreeMap<>(arrays));
  }

  /**
   * The checkpoint of a chain.
   *
   * @param theory of which theory it is
   * @param epoch number of the cut; chains that are cut together have the same
   * @param backend where it was made, for a reader
   */
  public static Checkpoint of(
      ChainState state, CheckpointTheory theory, long epoch, String backend) {
    Map<String, String> header = new TreeMap<>();
    theory.parts().forEach((key, value) -> header.put(PHYSICS + key, value));
    header.put("fingerprint", theory.fingerprint());
    header.put("chain", Integer.toString(state.chain()));
    header.put("trajectory", Long.toString(state.trajectory()));
    header.put("epoch", Long.toString(epoch));
    header.put("backend", backend);
    Map<String, double[]> arrays = new TreeMap<>();
    arrays.put(FIELD, state.field().values());
    arrays.put(TUNING, state.tuning());
    arrays.put(STEP_SIZE, new double[] {state.stepSize()});
    if (state.memory().length > 0) {
      arrays.put(MEMORY, state.memory());
    }
    if (state.parameters().length > 0) {
      header.put("version", Integer.toString(state.version()));
      header.put("trusted", Boolean.toString(state.trusted()));
      arrays.put(MODEL, state.parameters());
    }
    return new Checkpoint(header, arrays);
  }

  /** Finished trajectories. */
  public long trajectory() {
    return number("trajectory");
  }

  /** The chain. */
  public int chain() {
    return (int) number("chain");
  }

  /** Whether it is of a chain; else of a part of a campaign that is none. */
  public boolean ofChain() {
    return header.containsKey("chain");
  }

  /** The cut. */
  public long epoch() {
    return number("epoch");
  }

  /**
   * The state that it holds.
   *
   * @throws CheckpointException if it is of another theory, saying what differs, or incomplete
   */
  public ChainState state(CheckpointTheory theory, FieldType type, Lattice lattice) {
    requireTheory(theory);
    double[] field = array(FIELD);
    if (field.length != type.size(lattice)) {
      throw new CheckpointException.Damaged(
          "its field has "
              + field.length
              + " numbers, a "
              + type
              + " on "
              + lattice
              + " has "
              + type.size(lattice));
    }
    double[] step = array(STEP_SIZE);
    if (step.length != 1) {
      throw new CheckpointException.Damaged("stepSize has " + step.length + " numbers, not 1");
    }
    boolean learnt = arrays.containsKey(MODEL);
    return new ChainState(
        chain(),
        trajectory(),
        step[0],
        array(TUNING),
        new FieldData(type, lattice, field),
        learnt ? (int) number("version") : 0,
        learnt ? array(MODEL) : new double[0],
        !"false".equals(header.get("trusted")),
        arrays.getOrDefault(MEMORY, new double[0]));
  }

  /**
   * Checks that it is of that theory.
   *
   * @throws CheckpointException if it is not, saying what differs
   */
  public void requireTheory(CheckpointTheory theory) {
    if (theory.fingerprint().equals(header.get("fingerprint"))) {
      return;
    }
    List<String> differences = new ArrayList<>();
    theory
        .parts()
        .forEach((key, mine) -> {
          String its = header.getOrDefault(PHYSICS + key, "absent");
          if (!mine.equals(its)) {
            differences.add(key + ": checkpoint " + its + ", campaign " + mine);
          }
        });
    throw new CheckpointException.OtherTheory(
        "it belongs to another theory ("
            + (differences.isEmpty() ? "other fingerprint" : String.join("; ", differences))
            + "); only what does not change the chain may differ: trajectories.measure,"
            + " measurements, checkpoint, archive, http, threads");
  }

  private double[] array(String name) {
    double[] found = arrays.get(name);
    if (found == null) {
      throw new CheckpointException.Damaged("it has no array \"" + name + "\"");
    }
    return found;
  }

  /**
   * Of a part of a campaign that is no chain.
   *
   * @param kind what it is
   * @param theory of which theory it is
   * @param epoch number of the cut
   */
  public static Checkpoint of(
      String kind, CheckpointTheory theory, long epoch, Map<String, double[]> arrays) {
    Map<String, String> header = new TreeMap<>();
    theory.parts().forEach((key, value) -> header.put(PHYSICS + key, value));
    header.put("fingerprint", theory.fingerprint());
    header.put("kind", kind);
    header.put("epoch", Long.toString(epoch));
    return new Checkpoint(header, arrays);
  }

  private long number(String key) {
    String text = header.get(key);
    try {
      return Long.parseLong(text == null ? "" : text);
    } catch (NumberFormatException e) {
      throw new CheckpointException.Damaged("its " + key + " is \"" + text + "\", not a number");
    }
  }
}
