package org.fluxtube.engine.learn;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.fluxtube.engine.field.FieldData;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.Parity;
import org.fluxtube.engine.field.Shape;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.run.Phase;

/** A {@link Sample} as arrays of doubles by name, for checkpoints. */
public final class SampleArrays {
  private SampleArrays() {}

  static double[] get(Map<String, double[]> saved, String name) {
    double[] found = saved.get(name);
    if (found == null) {
      throw new IllegalArgumentException("the saved trainer has no numbers \"" + name + "\"");
    }
    return found;
  }

  /** Puts samples into {@code out}, as {@code name.0}, {@code name.1} ... */
  public static void putAll(String name, List<Sample> samples, Map<String, double[]> out) {
    for (int i = 0; i < samples.size(); i++) {
      put(name + "." + i, samples.get(i), out);
    }
  }

  /**
   * The samples that {@link #putAll} has put there.
   *
   * @param count how many
   * @throws IllegalArgumentException if one is missing
   */
  public static List<Sample> takeAll(
      String name, int count, Map<String, double[]> saved, FieldType type, Lattice lattice) {
    return IntStream.range(0, count)
        .mapToObj(i -> take(name + "." + i, saved, type, lattice))
        .toList();
  }

  private static void put(String name, Sample sample, Map<String, double[]> out) {
    out.put(
        name,
        new double[] {
          sample.chain(), sample.trajectory(), sample.phase().ordinal(), sample.version()
        });
    sample
        .auxiliary()
        .forEach((field, host) -> {
          out.put(name + ".shape." + field, numbers(host.shape()));
          out.put(name + ".auxiliary." + field, host.values());
        });
    put(name + ".start", sample.start(), out);
    put(name + ".proposal", sample.proposal(), out);
  }

  /** Terms keep their order: S is their sum in that order, to the last bit. */
  private static void put(String name, Sample.End end, Map<String, double[]> out) {
    out.put(name, end.field().values());
    int order = 0;
    for (Map.Entry<String, Double> term : end.terms().entrySet()) {
      out.put(name + ".term." + term.getKey(), new double[] {term.getValue(), order++});
    }
  }

  private static Sample take(
      String name, Map<String, double[]> saved, FieldType type, Lattice lattice) {
    double[] head = get(saved, name);
    Map<String, HostVector> auxiliary = new TreeMap<>();
    String prefix = name + ".auxiliary.";
    saved.forEach((key, values) -> {
      if (key.startsWith(prefix)) {
        String field = key.substring(prefix.length());
        Shape shape = shape(get(saved, name + ".shape." + field));
        auxiliary.put(field, new HostVector(shape, values));
      }
    });
    return new Sample(
        (int) head[0],
        (long) head[1],
        Phase.values()[(int) head[2]],
        (int) head[3],
        auxiliary,
        end(name + ".start", saved, type, lattice),
        end(name + ".proposal", saved, type, lattice));
  }

  private static Sample.End end(
      String name, Map<String, double[]> saved, FieldType type, Lattice lattice) {
    String prefix = name + ".term.";
    Map<Integer, String> order = new TreeMap<>();
    saved.forEach((key, values) -> {
      if (key.startsWith(prefix)) {
        order.put((int) values[1], key.substring(prefix.length()));
      }
    });
    Map<String, Double> terms = new LinkedHashMap<>();
    order.values().forEach(term -> terms.put(term, saved.get(prefix + term)[0]));
    return new Sample.End(new FieldData(type, lattice, get(saved, name)), terms);
  }

  private static double[] numbers(Shape shape) {
    return switch (shape) {
      case Shape.Real(int reals) -> new double[] {0, reals};
      case Shape.Matrix(int n) -> new double[] {1, n};
      case Shape.Spinor(int spins, int n, Parity parity) ->
          new double[] {2, spins, n, parity.ordinal()};
    };
  }

  private static Shape shape(double[] numbers) {
    return switch ((int) numbers[0]) {
      case 0 -> new Shape.Real((int) numbers[1]);
      case 1 -> new Shape.Matrix((int) numbers[1]);
      default ->
          new Shape.Spinor((int) numbers[1], (int) numbers[2], Parity.values()[(int) numbers[3]]);
    };
  }
}
