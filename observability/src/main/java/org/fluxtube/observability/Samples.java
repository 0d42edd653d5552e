package org.fluxtube.observability;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.config.NamingConvention;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleSupplier;
import java.util.stream.Collectors;

/**
 * The numbers of the meters of a registry by what stands before them on a page for Prometheus,
 * {@code name{label="value"}}; follows the registry as meters come and go. Safe for use by many
 * threads.
 */
final class Samples {
  private static final TimeUnit UNIT = TimeUnit.SECONDS;

  /**
   * One number of a meter.
   *
   * @param whole whether it is a count, written without a point
   * @param value the number now
   */
  record Sample(boolean whole, DoubleSupplier value) {
    /** As the formats of Prometheus want it. */
    String text() {
      double now = value.getAsDouble();
      if (whole) {
        return Long.toString((long) now);
      }
      if (Double.isInfinite(now)) {
        return now > 0 ? "+Inf" : "-Inf";
      }
      return Double.toString(now);
    }
  }

  private final Map<String, Sample> known = new ConcurrentHashMap<>();
  private final AtomicLong changes = new AtomicLong();
  private final NamingConvention convention;

  /** Before the first meter is registered. */
  Samples(PrometheusMeterRegistry registry) {
    convention = registry.config().namingConvention();
    registry.config().onMeterAdded(this::add).onMeterRemoved(this::remove);
  }

  /** How often a meter came or went. */
  long changes() {
    return changes.get();
  }

  /** Null where no meter is known that writes such a line. */
  Sample find(String nameAndLabels) {
    return known.get(nameAndLabels);
  }

  private void add(Meter meter) {
    of(meter, known::put);
    changes.incrementAndGet();
  }

  private void remove(Meter meter) {
    of(meter, (line, sample) -> known.remove(line));
    changes.incrementAndGet();
  }

  private interface Sink {
    void line(String nameAndLabels, Sample sample);
  }

  /**
   * Lines of other kinds of meters, of which there are none here, stay unknown: a function timer,
   * for example, has a line less while its sum is not a number.
   */
  private void of(Meter meter, Sink sink) {
    String name = meter.getId().getConventionName(convention);
    String labels = labels(meter.getId());
    switch (meter) {
      case Counter c -> sink.line(total(name) + labels, new Sample(false, c::count));
      case FunctionCounter c -> sink.line(total(name) + labels, new Sample(false, c::count));
      case TimeGauge g -> sink.line(name + labels, new Sample(false, () -> g.value(UNIT)));
      case Gauge g -> sink.line(name + labels, new Sample(false, g::value));
      case Timer t -> {
        sink.line(name + "_count" + labels, new Sample(true, t::count));
        sink.line(name + "_sum" + labels, new Sample(false, () -> t.totalTime(UNIT)));
        sink.line(name + "_max" + labels, new Sample(false, () -> t.max(UNIT)));
      }
      case DistributionSummary s -> {
        sink.line(name + "_count" + labels, new Sample(true, s::count));
        sink.line(name + "_sum" + labels, new Sample(false, s::totalAmount));
        sink.line(name + "_max" + labels, new Sample(false, s::max));
      }
      default -> {}
    }
  }

  private static String total(String name) {
    return name.endsWith("_total") ? name : name + "_total";
  }

  private String labels(Meter.Id id) {
    return id.getTags().isEmpty()
        ? ""
        : id.getConventionTags(convention).stream()
            .sorted()
            .map(Samples::label)
            .collect(Collectors.joining(",", "{", "}"));
  }

  private static String label(Tag tag) {
    String value = tag.getValue().replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    return tag.getKey() + "=\"" + value + "\"";
  }
}
