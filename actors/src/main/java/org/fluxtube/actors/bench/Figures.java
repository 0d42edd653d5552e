package org.fluxtube.actors.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import org.fluxtube.engine.field.Precision;

/**
 * One row of the table; numbers are NaN where they say nothing or where the check failed.
 *
 * @param trial what was measured
 * @param gflops 1e9 operations a second
 * @param bytesPerSecond compulsory traffic a second
 * @param triadShare of the triad with as many threads
 * @param peakShare of the multiply-add peak in this precision with as many threads
 * @param microseconds median time of one call, or of one iteration of a solver
 * @param checked whether the result agreed with the reference
 * @param trouble why there is no figure, empty if there is one
 */
public record Figures(
    Trials.Trial trial,
    double gflops,
    double bytesPerSecond,
    double triadShare,
    double peakShare,
    double microseconds,
    boolean checked,
    String trouble) {

  static Figures of(
      Trials.Trial trial, double microseconds, int volume, double triad, double peak) {
    double seconds = 1e-6 * microseconds;
    BenchKernel kernel = trial.kernel();
    double operations = (double) kernel.operations() * volume;
    int size = trial.precision() == Precision.FLOAT ? 4 : 8;
    double bytes = (double) kernel.numbers() * volume * size;
    return new Figures(
        trial,
        operations > 0 ? 1e-9 * operations / seconds : Double.NaN,
        bytes > 0 ? bytes / seconds : Double.NaN,
        bytes > 0 ? bytes / seconds / triad : Double.NaN,
        operations > 0 ? operations / seconds / peak : Double.NaN,
        microseconds,
        true,
        "");
  }

  static Figures none(Trials.Trial trial, String trouble) {
    double no = Double.NaN;
    return new Figures(trial, no, no, no, no, no, false, trouble);
  }

  /** For JSON. */
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("kernel", trial.kernel().label());
    map.put("backend", trial.backend());
    map.put("lattice", trial.lattice());
    map.put("precision", Trials.name(trial.precision()));
    map.put("threads", trial.threads());
    map.put("gflops", gflops);
    map.put("bytesPerSecond", bytesPerSecond);
    map.put("triadShare", triadShare);
    map.put("microseconds", microseconds);
    map.put("checked", checked);
    return map;
  }
}
