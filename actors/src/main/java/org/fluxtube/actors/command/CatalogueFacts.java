package org.fluxtube.actors.command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.fluxtube.engine.action.ActionSpec;
import org.fluxtube.engine.catalogue.Catalogue;
import org.fluxtube.engine.catalogue.Spec;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.field.ReferenceOps;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.sampler.Exactness;
import org.fluxtube.engine.sampler.Sampler;
import org.fluxtube.engine.sampler.SamplerSpec;

/** What the catalogue's entries say of themselves when they are tried on small lattices. */
final class CatalogueFacts {
  private static final List<FieldType> FIELDS =
      List.of(
          new FieldType.Gauge(Group.U1),
          new FieldType.Gauge(Group.SU2),
          new FieldType.Gauge(Group.SU3),
          new FieldType.Scalar(1),
          new FieldType.Scalar(2),
          new FieldType.Spin(3));

  private CatalogueFacts() {}

  private static Lattice lattice(int dimensions) {
    int[] extents = new int[dimensions];
    Arrays.fill(extents, 4);
    return new Lattice(extents);
  }

  private static boolean passes(Runnable check) {
    try {
      check.run();
      return true;
    } catch (IllegalArgumentException e) {
      return false; // it does not fit, which is the answer
    }
  }

  /**
   * {@code U(1) gauge field in 2 dimensions; ...}: where a specification fits; empty if nowhere.
   */
  static String fits(Spec spec) {
    Map<String, List<String>> byDimensions = new LinkedHashMap<>();
    for (FieldType type : FIELDS) {
      List<String> dimensions = new ArrayList<>();
      for (int d = 1; d <= 4; d++) {
        Lattice lattice = lattice(d);
        if (passes(() -> spec.requireFits(type, lattice))) {
          dimensions.add(Integer.toString(d));
        }
      }
      if (!dimensions.isEmpty()) {
        byDimensions
            .computeIfAbsent(String.join(", ", dimensions), key -> new ArrayList<>())
            .add(type.toString());
      }
    }
    return byDimensions.entrySet().stream()
        .map(e -> merged(e.getValue()) + " in " + e.getKey() + " dimensions")
        .collect(Collectors.joining("; "));
  }

  /** All groups, or all numbers of components, count as one. */
  private static String merged(List<String> types) {
    List<String> names = new ArrayList<>(types);
    merge(names, "gauge field", 3, "every gauge field");
    merge(names, "scalar field", 2, "every scalar field");
    merge(names, "spin field", 1, "every spin field");
    return String.join(", ", names);
  }

  private static void merge(List<String> names, String end, int all, String merged) {
    if (names.stream().filter(name -> name.endsWith(end)).count() == all) {
      int first = 0;
      while (!names.get(first).endsWith(end)) {
        first++;
      }
      names.removeIf(name -> name.endsWith(end));
      names.add(first, merged);
    }
  }

  /**
   * What a sampler's accept step proves, and for which actions of the catalogue it can be used.
   *
   * @param exactness empty if it fits none of them
   * @param actions names
   */
  record SamplerFacts(Optional<Exactness> exactness, List<String> actions) {}

  /** Binds the sampler to every action of the catalogue on a small lattice. */
  static SamplerFacts of(SamplerSpec sampler) {
    Optional<Exactness> exactness = Optional.empty();
    List<String> actions = new ArrayList<>();
    for (Map.Entry<String, Record> entry : Catalogue.entries(ActionSpec.class).entrySet()) {
      Optional<Exactness> found = exactness(sampler, (ActionSpec<?>) entry.getValue());
      if (found.isPresent()) {
        actions.add(entry.getKey());
        exactness = exactness.or(() -> found);
      }
    }
    return new SamplerFacts(exactness, List.copyOf(actions));
  }

  private static Optional<Exactness> exactness(SamplerSpec sampler, ActionSpec<?> action) {
    for (int d : new int[] {2, 4}) {
      Lattice lattice = lattice(d);
      for (FieldType type : FIELDS) {
        if (passes(() -> action.requireFits(type, lattice))
            && passes(() -> sampler.requireFits(action, type, lattice))) {
          try (ReferenceOps ops = new ReferenceOps(lattice);
              Field<?> field = Field.allocate(ops, type)) {
            return Optional.of(bound(sampler, action, field));
          } catch (IllegalArgumentException e) {
            continue; // what requireFits could not see
          }
        }
      }
    }
    return Optional.empty();
  }

  @SuppressWarnings("unchecked") // requireFits has checked that the action is for this field
  private static <F extends Field<F>> Exactness bound(
      SamplerSpec sampler, ActionSpec<F> action, Field<?> field) {
    try (Sampler<F> bound = sampler.bind(action, (F) field)) {
      return bound.exactness();
    }
  }
}
