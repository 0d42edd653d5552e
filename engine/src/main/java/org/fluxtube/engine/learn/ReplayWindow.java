package org.fluxtube.engine.learn;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.rng.Purpose;
import org.fluxtube.engine.rng.RandomStream;
import org.fluxtube.engine.rng.SiteRandom;

/**
 * The samples that a lesson trains or judges on. Immutable: (window, samples) to window, so that a
 * lesson that fails leaves everything as it was.
 *
 * @param spec size and rule
 * @param samples oldest first; in a reservoir in the order of their places
 * @param seen samples that ever came
 */
record ReplayWindow(Window spec, List<Examined> samples, long seen) {
  ReplayWindow {
    samples = List.copyOf(samples);
  }

  static ReplayWindow empty(Window spec) {
    return new ReplayWindow(spec, List.of(), 0);
  }

  /** With the new samples, in their order; the random places of a reservoir are the lesson's. */
  ReplayWindow with(List<Examined> fresh, RandomStream rng) {
    List<Examined> next = new ArrayList<>(samples);
    long count = seen;
    SiteRandom random = rng.key(Purpose.LEARNING, 1, 0).at(0);
    for (int i = 0; i < fresh.size(); i++) {
      if (next.size() < spec.size()) {
        next.add(fresh.get(i));
      } else {
        switch (spec.keep()) {
          case LATEST -> {
            next.removeFirst();
            next.add(fresh.get(i));
          }
          case RESERVOIR -> {
            long place = (long) (random.moveTo(i).uniform() * (count + 1));
            if (place < spec.size()) {
              next.set((int) place, fresh.get(i));
            }
          }
        }
      }
      count++;
    }
    return new ReplayWindow(spec, next, count);
  }

  void save(String name, Map<String, double[]> out) {
    out.put(name, new double[] {samples.size(), seen});
    SampleArrays.putAll(name, samples.stream().map(Examined::sample).toList(), out);
  }

  static ReplayWindow restore(
      Window spec, String name, Map<String, double[]> saved, FieldType type, Lattice lattice) {
    double[] counters = SampleArrays.get(saved, name);
    List<Sample> samples = SampleArrays.takeAll(name, (int) counters[0], saved, type, lattice);
    return new ReplayWindow(spec, samples.stream().map(Examined::new).toList(), (long) counters[1]);
  }
}
