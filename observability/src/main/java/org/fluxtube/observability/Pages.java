package org.fluxtube.observability;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The meters of a registry as pages for Prometheus. The first page of a format after a meter came
 * or went is written by the library and kept as a form; on those that follow only the numbers are
 * written, which costs a quarter: the library makes, checks and sorts thousands of objects for each
 * page. Safe for use by many threads.
 */
final class Pages {
  /** Valid as long as no meter came or went since. */
  private record Kept(long changes, PageForm form) {}

  private final PrometheusMeterRegistry registry;
  private final ExpositionFormats formats = ExpositionFormats.init();
  private final Samples samples;
  private final Map<String, Kept> kept = new ConcurrentHashMap<>();

  /** Before the first meter is registered. */
  Pages(PrometheusMeterRegistry registry) {
    this.registry = registry;
    samples = new Samples(registry);
  }

  /** See {@link Exposition#page}. */
  Exposition.Page page(String accept) {
    ExpositionFormatWriter writer = formats.findWriter(accept);
    String type = writer.getContentType();
    long changes = samples.changes();
    Kept last = kept.get(type);
    if (last != null && last.changes() == changes) {
      return new Exposition.Page(type, last.form().fill());
    }
    Exposition.Page page = written(writer);
    if (writer instanceof PrometheusTextFormatWriter
        || writer instanceof OpenMetricsTextFormatWriter) {
      PageForm.of(page.body(), samples).ifPresent(form -> kept.put(type, new Kept(changes, form)));
    }
    return page;
  }

  /** Whether the next page of this format is a form with numbers. */
  boolean hasForm(String accept) {
    Kept last = kept.get(formats.findWriter(accept).getContentType());
    return last != null && last.changes() == samples.changes();
  }

  /** The same page by the library, whatever it costs. */
  Exposition.Page written(String accept) {
    return written(formats.findWriter(accept));
  }

  private Exposition.Page written(ExpositionFormatWriter writer) {
    ByteArrayOutputStream body = new ByteArrayOutputStream(1 << 16);
    try {
      writer.write(body, registry.getPrometheusRegistry().scrape());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Exposition.Page(writer.getContentType(), body.toByteArray());
  }
}
