package org.fluxtube.observability;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.function.Supplier;

/** Registers meters with the same tags; none without a unit and a sentence. */
record MeterFamily(MeterRegistry registry, Tags tags) {
  MeterFamily with(String key, String value) {
    return new MeterFamily(registry, tags.and(key, value));
  }

  Counter counter(String name, String unit, String sentence) {
    return Counter.builder(name).baseUnit(unit).description(sentence).tags(tags).register(registry);
  }

  /** A gauge of the value that was set last; NaN before. */
  Level level(String name, String unit, String sentence) {
    Level level = new Level();
    gauge(name, unit, sentence, level::get);
    return level;
  }

  void gauge(String name, String unit, String sentence, Supplier<Number> value) {
    Gauge.builder(name, value)
        .strongReference(true)
        .baseUnit(unit)
        .description(sentence)
        .tags(tags)
        .register(registry);
  }

  /** Its unit is that of the registry: seconds. */
  Timer timer(String name, String sentence) {
    return Timer.builder(name).description(sentence).tags(tags).register(registry);
  }

  DistributionSummary summary(String name, String unit, String sentence) {
    return DistributionSummary.builder(name)
        .baseUnit(unit)
        .description(sentence)
        .tags(tags)
        .register(registry);
  }

  /** One number, set in one thread and read in another. */
  static final class Level {
    private volatile double value = Double.NaN;

    void set(double next) {
      value = next;
    }

    double get() {
      return value;
    }
  }
}
