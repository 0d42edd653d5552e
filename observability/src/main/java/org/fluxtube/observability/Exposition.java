package org.fluxtube.observability;

import com.sun.management.OperatingSystemMXBean;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;

/** The meters of a campaign, of the JVM and of the process as a page for Prometheus. */
public final class Exposition implements AutoCloseable {
  /**
   * What a scrape gets.
   *
   * @param contentType value of the header Content-Type
   * @param body the page; owned by the caller
   */
  public record Page(String contentType, byte[] body) {}

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Pages pages = new Pages(registry);
  private final JvmGcMetrics collector;
  private final Meters meters;

  /**
   * Registers all meters; takes a while for the first one of a process.
   *
   * @param campaign name of the campaign
   * @param backend name of the backend
   * @param groups label of the group of each chain
   */
  public Exposition(String campaign, String backend, Map<Integer, String> groups) {
    Tags tags = Tags.of("campaign", campaign);
    registry
        .config()
        .meterFilter(MeterFilter.deny(id -> id.getName().equals("process.cpu.time")))
        .meterFilter(
            new MeterFilter() {
              @Override
              public Meter.Id map(Meter.Id id) {
                // _count is what histograms end in
                return id.getName().equals("system.cpu.count") ? id.withName("system.cpus") : id;
              }
            });
    meters = new Meters(registry, campaign, backend, groups);
    if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean process) {
      // in place of Micrometer's process.cpu.time, which is in nanoseconds
      FunctionCounter.builder(
              "process.cpu.seconds", process, bean -> 1e-9 * bean.getProcessCpuTime())
          .baseUnit("seconds")
          .description("Processor time of all threads of the process.")
          .tags(tags)
          .register(registry);
    }
    collector = new JvmGcMetrics(tags);
    for (MeterBinder binder :
        List.of(
            collector,
            new JvmMemoryMetrics(tags),
            new JvmThreadMetrics(tags),
            new ClassLoaderMetrics(tags),
            new ProcessorMetrics(tags),
            new FileDescriptorMetrics(tags),
            new UptimeMetrics(tags))) {
      binder.bindTo(registry);
    }
  }

  /** What gets the events. */
  public Meters meters() {
    return meters;
  }

  /**
   * All meters as they are now.
   *
   * @param accept the header Accept, which asks for a format; empty for the Prometheus text format
   */
  public Page page(String accept) {
    return pages.page(accept);
  }

  @Override
  public void close() {
    collector.close();
    registry.close();
  }
}
