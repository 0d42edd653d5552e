package org.fluxtube.actors.campaign;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.fluxtube.engine.learn.Epochs;
import org.fluxtube.engine.learn.Sample;

/**
 * The samples that wait for their lessons, and how far each chain that feeds has come. A sample
 * that comes again, as after a restart of its chain, is the same and is not kept twice.
 */
final class Lessons {
  private final Epochs epochs;
  private final Map<Integer, Long> reached = new TreeMap<>();
  private final Map<Integer, List<Sample>> waiting = new TreeMap<>();
  private int next;

  /**
   * @param feeding the chains whose samples are needed
   * @param done lessons that are over
   */
  Lessons(Epochs epochs, List<Integer> feeding, int done) {
    this.epochs = epochs;
    this.next = done + 1;
    feeding.forEach(chain -> reached.put(chain, epochs.lastSample(done)));
  }

  /** Goes on with samples that had come before a checkpoint. */
  void restore(List<Sample> saved) {
    saved.stream().sorted(Comparator.comparingLong(Sample::trajectory)).forEach(this::add);
  }

  /** The samples of these chains that wait for a lesson. */
  List<Sample> waiting(Set<Integer> chains) {
    return waiting.values().stream()
        .flatMap(List::stream)
        .filter(sample -> chains.contains(sample.chain()))
        .toList();
  }

  /** Up to which trajectory the samples of each chain have come. */
  Map<Integer, Long> reached() {
    return Map.copyOf(reached);
  }

  /** The next lesson; one more than there are if all are over. */
  int next() {
    return next;
  }

  boolean over() {
    return next > epochs.lessons();
  }

  void add(Sample sample) {
    long last = reached.getOrDefault(sample.chain(), Long.MAX_VALUE);
    int lesson = epochs.lessonOf(sample.trajectory());
    if (sample.trajectory() > last && lesson >= next) {
      waiting.computeIfAbsent(lesson, k -> new ArrayList<>()).add(sample);
      reached.put(sample.chain(), sample.trajectory());
    }
  }

  /** Whether every chain has given its samples for the next lesson. */
  boolean ready() {
    return !over() && missing().isEmpty();
  }

  /** The chains whose samples the next lesson still needs. */
  List<Integer> missing() {
    if (over()) {
      return List.of();
    }
    long border = epochs.lastSample(next);
    return reached.entrySet().stream()
        .filter(e -> e.getValue() < border)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The samples of the next lesson, which is over from now on. */
  List<Sample> take() {
    List<Sample> samples = waiting.remove(next);
    next++;
    return samples == null ? List.of() : samples;
  }
}
