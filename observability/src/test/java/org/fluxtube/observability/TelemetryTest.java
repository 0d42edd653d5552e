package org.fluxtube.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.fluxtube.engine.run.Event;
import org.fluxtube.engine.run.Phase;
import org.junit.jupiter.api.Test;

/** Meters that come late have seen every event, and both formats say what they are. */
class TelemetryTest {
  private static String page(Telemetry telemetry, String accept) throws Exception {
    Exposition.Page page = telemetry.page(accept).toCompletableFuture().get(60, TimeUnit.SECONDS);
    return page.contentType() + "\n" + new String(page.body(), StandardCharsets.UTF_8);
  }

  @Test
  void eventsBeforeAndWhileTheMetersAreMadeAreCounted() throws Exception {
    CountDownLatch making = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    List<String> warnings = new ArrayList<>();
    try (Telemetry telemetry =
        new Telemetry(
            () -> {
              making.countDown();
              try {
                go.await();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
              return new Exposition("test", "reference", Map.of(0, "hmc", 1, "hmc"));
            },
            warnings::add)) {
      telemetry.accept(new Event.ChainStarted(0, 0, ""));
      assertThat(making.getCount()).as("nothing is made before a trajectory").isEqualTo(1);
      int each = 50_000;
      List<Thread> threads = new ArrayList<>();
      for (int chain = 0; chain < 2; chain++) {
        int mine = chain;
        threads.add(
            Thread.ofPlatform()
                .start(() -> {
                  for (int n = 1; n <= each; n++) {
                    telemetry.accept(MetersTest.finished(mine, n, Phase.MEASURE, 0.5));
                    if (n == each / 4) {
                      go.countDown();
                    }
                  }
                }));
      }
      for (Thread thread : threads) {
        thread.join();
      }
      assertThat(page(telemetry, ""))
          .startsWith("text/plain")
          .contains(
              "fluxtube_trajectories_total{backend=\"reference\",campaign=\"test\",chain=\"0\","
                  + "group=\"hmc\",phase=\"measure\"} 50000.0\n")
          .contains(
              "fluxtube_trajectories_total{backend=\"reference\",campaign=\"test\",chain=\"1\","
                  + "group=\"hmc\",phase=\"measure\"} 50000.0\n")
          .contains("jvm_memory_used_bytes{", "process_cpu_usage{");
      assertThat(page(telemetry, "application/openmetrics-text; version=1.0.0"))
          .startsWith("application/openmetrics-text")
          .endsWith("# EOF\n");
      assertThat(warnings).isEmpty();
    }
  }

  @Test
  void campaignGoesOnWithoutMeters() throws Exception {
    List<String> warnings = new ArrayList<>();
    Telemetry telemetry =
        new Telemetry(
            () -> {
              throw new IllegalStateException("no registry");
            },
            warnings::add);
    telemetry.accept(MetersTest.finished(0, 1, Phase.MEASURE, 0.5));
    assertThatThrownBy(() -> page(telemetry, "")).hasStackTraceContaining("no registry");
    telemetry.accept(MetersTest.finished(0, 2, Phase.MEASURE, 0.5));
    telemetry.close();
    assertThat(warnings).singleElement().asString().contains("no registry");
  }
}
