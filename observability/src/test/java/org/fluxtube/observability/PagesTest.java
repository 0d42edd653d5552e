package org.fluxtube.observability;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.LongTaskTimer;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A page with filled blanks is, byte by byte, the one that the library writes. */
class PagesTest {
  private static final String TEXT = "text/plain";
  private static final String OPEN = "application/openmetrics-text; version=1.0.0";

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Pages pages = new Pages(registry);
  private final AtomicReference<Double> odd = new AtomicReference<>(0.0);

  @AfterEach
  void close() {
    registry.close();
  }

  private static String text(Exposition.Page page) {
    return new String(page.body(), StandardCharsets.UTF_8);
  }

  /** Two of every kind, with labels that must be escaped and sorted. */
  private void everyKind() {
    for (String label : List.of("b \"quoted\" \\ back\nnew line", "a ü→ß")) {
      String[] tags = {"z.key", "last", "a.key", label, "chain", "0"};
      Counter.builder("some.counts")
          .baseUnit("rows")
          .description("A \\ sentence\nof two lines.")
          .tags(tags)
          .register(registry);
      FunctionCounter.builder("other.counts", odd, v -> Math.abs(v.get()))
          .tags(tags)
          .register(registry);
      Gauge.builder("a.level", odd, AtomicReference::get)
          .baseUnit("sigma")
          .tags(tags)
          .register(registry);
      TimeGauge.builder("an.age", () -> odd.get(), TimeUnit.MILLISECONDS)
          .tags(tags)
          .register(registry);
      Timer.builder("a.time").tags(tags).register(registry);
      DistributionSummary.builder("a.size").baseUnit("nats").tags(tags).register(registry);
    }
    Gauge.builder("without.tags", () -> 1e22).register(registry);
  }

  private void change(double value) {
    odd.set(value);
    registry.get("some.counts").counters().forEach(Counter::increment);
    registry.get("a.time").timers().forEach(t -> t.record(12_345_678_901L, TimeUnit.NANOSECONDS));
    registry.get("a.size").summaries().forEach(s -> s.record(Math.abs(value)));
  }

  @ParameterizedTest
  @ValueSource(strings = {TEXT, OPEN, ""})
  void everyKindOfMeterAndNumber(String accept) {
    everyKind();
    pages.page(accept);
    assertThat(pages.hasForm(accept)).isTrue();
    Random random = new Random(1);
    List<Double> numbers =
        new ArrayList<>(
            List.of(0.0, -0.0, 1.0, 1e7, 123456789.0, 1e-3, 9.99e-4, 1e300, 5e-324, 2e-308));
    numbers.addAll(
        List.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0.1 + 0.2));
    for (int i = 0; i < 100; i++) {
      numbers.add(Double.longBitsToDouble(random.nextLong()));
    }
    for (double number : numbers) {
      change(number);
      Exposition.Page filled = pages.page(accept);
      assertThat(text(filled)).isEqualTo(text(pages.written(accept)));
      assertThat(filled.contentType()).isEqualTo(pages.written(accept).contentType());
    }
    assertThat(text(pages.page(accept)))
        .contains("a_key=\"b \\\"quoted\\\" \\\\ back\\nnew line\"", "a ü→ß");
  }

  @Test
  void aNewMeterIsOnTheNextPageAndARemovedOneIsNot() {
    everyKind();
    pages.page(TEXT);
    Counter late = Counter.builder("late").register(registry);
    assertThat(pages.hasForm(TEXT)).isFalse();
    assertThat(text(pages.page(TEXT))).contains("\nlate_total 0.0\n");
    late.increment();
    assertThat(pages.hasForm(TEXT)).isTrue();
    assertThat(text(pages.page(TEXT))).contains("\nlate_total 1.0\n");
    registry.remove(late);
    assertThat(text(pages.page(TEXT))).doesNotContain("late_total").contains("some_counts");
    assertThat(text(pages.page(TEXT))).isEqualTo(text(pages.written(TEXT)));
  }

  @Test
  void aKindWithoutAFormIsWrittenByTheLibrary() {
    everyKind();
    LongTaskTimer.builder("long.task").register(registry);
    pages.page(TEXT);
    assertThat(pages.hasForm(TEXT)).isFalse();
    assertThat(text(pages.page(TEXT))).contains("long_task").contains("some_counts");
  }

  @Test
  void theMetersOfACampaignHaveAForm() {
    Meters meters = new Meters(registry, "a \"name\"", "reference", Map.of(0, "hmc"));
    for (int n = 1; n <= 40; n++) { // the first round makes meters
      MetersTest.all().forEach(meters);
      String before = text(pages.written(TEXT));
      assertThat(text(pages.page(TEXT))).isEqualTo(before);
      assertThat(text(pages.page(OPEN))).isEqualTo(text(pages.written(OPEN)));
      assertThat(pages.hasForm(TEXT)).isTrue();
      assertThat(pages.hasForm(OPEN)).isTrue();
    }
  }

  @Test
  void pagesAreWholeWhileMetersCome() throws InterruptedException {
    everyKind();
    AtomicBoolean ended = new AtomicBoolean();
    List<String> torn = new ArrayList<>();
    Thread scraper =
        Thread.ofPlatform()
            .start(() -> {
              long least = 0;
              while (!ended.get()) {
                String page = text(pages.page(TEXT));
                long lines = page.lines().count();
                if (!page.endsWith("\n") || lines < least) {
                  torn.add(page);
                }
                least = lines;
              }
            });
    for (int i = 0; i < 500; i++) {
      Counter.builder("many").tag("n", Integer.toString(i)).register(registry).increment(i);
    }
    ended.set(true);
    scraper.join();
    assertThat(torn).isEmpty();
    String page = text(pages.page(TEXT));
    assertThat(page).isEqualTo(text(pages.written(TEXT)));
    assertThat(page.lines().filter(l -> l.startsWith("many_total{")).count()).isEqualTo(500);
  }
}
