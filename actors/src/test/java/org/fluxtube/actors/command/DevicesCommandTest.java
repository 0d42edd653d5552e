package org.fluxtube.actors.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.fluxtube.actors.Fluxtube;
import org.fluxtube.engine.field.Backend;
import org.fluxtube.kernels.opencl.Devices;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevicesCommandTest {
  @Test
  void backendsAndDevicesAreThoseOfThisProcess() {
    Invocation cli = Invocation.run("devices", "--json");
    assertThat(cli.code()).isZero();
    JsonNode json = cli.json();
    assertThat(json.get("auto").asText()).isEqualTo(Backend.choose("auto").backend().name());
    assertThat(json.get("backends").findValuesAsText("name"))
        .containsExactlyInAnyOrderElementsOf(Backend.all().stream().map(Backend::name).toList())
        .contains("reference", "simd", "opencl");
    for (JsonNode backend : json.get("backends")) {
      assertThat(backend.get("usable").asBoolean())
          .isEqualTo(backend.get("why").asText().isEmpty());
    }
    int found = Devices.search() instanceof Devices.Search.Found(var devices) ? devices.size() : 0;
    assertThat(json.get("devices")).hasSize(found);
    for (JsonNode device : json.get("devices")) {
      assertThat(device.get("memory").asLong()).isPositive();
      assertThat(device.get("driver").asText()).isNotEmpty();
      assertThat(device.get("usable").asBoolean()).isEqualTo(device.get("why").asText().isEmpty());
    }
    assertThat(Invocation.run("devices").all()).contains("backends", "OpenCL devices", "reference");
  }

  /** A folder of drivers that is empty: what a machine without a driver prints. */
  @Test
  void withoutADriverTheRemedyIsNamed(@TempDir Path empty)
      throws IOException, InterruptedException {
    String text = inAnotherProcess(empty, "");
    assertThat(text).contains("not usable: ").contains("apt-get install").contains("none");
    assertThat(text).contains("reference").doesNotContain("Exception");
  }

  @Test
  void anUnknownDeviceIsRefusedWithThoseThereAre() throws IOException, InterruptedException {
    String text = inAnotherProcess(null, "-Dfluxtube.opencl.device=no-such-device");
    if (Devices.search() instanceof Devices.Search.Found(var devices)) {
      assertThat(text.replaceAll("\\s+", " "))
          .contains("no device matches fluxtube.opencl.device = \"no-such-device\"")
          .contains(devices.getFirst().name().split(" ")[0]);
    }
  }

  private static String inAnotherProcess(Path vendors, String property)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java",
                "--add-modules=jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                property.isEmpty() ? "-Xshare:auto" : property,
                "-classpath",
                System.getProperty("java.class.path"),
                Fluxtube.class.getName(),
                "devices")
            .redirectErrorStream(true);
    if (vendors != null) {
      builder.environment().put("OCL_ICD_VENDORS", vendors + "/");
    }
    Process process = builder.start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(text).isZero();
    return text;
  }
}
