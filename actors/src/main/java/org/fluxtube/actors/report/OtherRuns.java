package org.fluxtube.actors.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a report says of its run beside others.
 *
 * @param comparisons observable by observable
 * @param models what all of them have learnt; no rows where that is not shown
 * @param training what learning the flows of all of them has cost
 * @param scan all against a key of the campaign file
 */
public record OtherRuns(
    List<RunComparison> comparisons,
    ModelComparison models,
    TrainingCurves training,
    Optional<Scan> scan) {
  /** Copies the list. */
  public OtherRuns {
    comparisons = List.copyOf(comparisons);
  }

  /** The figures that are files beside the page, by their names. */
  Map<String, Html.Figure> files() {
    Map<String, Html.Figure> files = new LinkedHashMap<>();
    scan.ifPresent(s -> files.putAll(s.files()));
    files.putAll(training.files());
    return files;
  }
}
