package org.fluxtube.observability;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.fluxtube.engine.run.ChainCheck;
import org.fluxtube.engine.run.Event;

/** The meters of the production checks of one chain; only where there are some. */
final class CheckMeters {
  private record Found(MeterFamily.Level last, MeterFamily.Level share, Counter violations) {}

  private final MeterFamily family;
  private final Timer time;
  private final Map<String, Found> found = new TreeMap<>();
  private final Map<String, MeterFamily.Level> forces = new TreeMap<>();
  private MeterFamily.Level device;

  CheckMeters(MeterFamily family) {
    this.family = family;
    time = family.timer("fluxtube.check", "Time of the production checks after a trajectory.");
  }

  /** In the thread of the chain only. */
  void add(Event.ChainChecked event) {
    time.record(ChainMeters.nanos(event.seconds()), TimeUnit.NANOSECONDS);
    for (ChainCheck c : event.found()) {
      if (c.name().startsWith(ChainCheck.FORCE)) {
        String term = c.name().substring(ChainCheck.FORCE.length());
        forces.computeIfAbsent(term, this::force).set(c.value());
      } else if (c.name().equals(ChainCheck.DEVICE)) {
        device(c.value());
      } else {
        Found meters = found.computeIfAbsent(c.name(), this::found);
        meters.last.set(c.value());
        meters.share.set(c.value() / c.limit());
        meters.violations.increment(c.passed() ? 0 : 1);
      }
    }
  }

  private void device(double bytes) {
    if (device == null) {
      device =
          family.level(
              "fluxtube.device.memory.bytes",
              "bytes",
              "Memory of the device that the fields of the chain hold.");
    }
    device.set(bytes);
  }

  private Found found(String check) {
    MeterFamily of = family.with("check", check);
    return new Found(
        of.level(
            "fluxtube.check.last",
            "value",
            "Last number of a production check: what is left of a trajectory forward and back,"
                + " distance of the field from its group."),
        of.level(
            "fluxtube.check.limit.share",
            "share",
            "That number over the largest one that is right; above 1 something is wrong."),
        of.counter(
            "fluxtube.check.violations",
            "violations",
            "Production checks that found a number above its limit, or none."));
  }

  private MeterFamily.Level force(String term) {
    return family
        .with("term", term)
        .level(
            "fluxtube.force.rms",
            "rms",
            "Root mean square of a component of the force of a term of the driving action.");
  }
}
