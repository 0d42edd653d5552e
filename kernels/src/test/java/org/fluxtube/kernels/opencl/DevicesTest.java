package org.fluxtube.kernels.opencl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.fluxtube.engine.field.Backend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Finding a device, and the sentence where there is none; needs no device itself. */
class DevicesTest {
  private static Device device(String name, Device.Kind kind, boolean fp64, long memory) {
    return new Device(
        "Some Platform", name, kind, "OpenCL 1.2", "1.0", memory, memory / 4, 2, fp64, null);
  }

  private static final Device GPU = device("Big GPU", Device.Kind.GPU, true, 8L << 30);
  private static final Device CPU = device("Some CPU", Device.Kind.CPU, true, 8L << 30);
  private static final Device FLOAT = device("Float GPU", Device.Kind.GPU, false, 8L << 30);
  private static final Device SMALL = device("Small GPU", Device.Kind.GPU, true, 8L << 20);

  private static Devices.Search among(Device... devices) {
    return new Devices.Search.Found(List.of(devices));
  }

  private static String missing(Devices.Search search) {
    return ((Devices.Search.Missing) search).why();
  }

  @Test
  void unusableDevicesAreSkippedAndExplained() {
    assertThat(Devices.usable(among(FLOAT, SMALL, GPU, CPU), "")).isEqualTo(among(GPU, CPU));
    assertThat(missing(Devices.usable(among(FLOAT), "")))
        .isEqualTo(
            "Float GPU does not compute in double precision (cl_khr_fp64), which links,"
                + " momenta and H need; take another device or backend = simd");
    assertThat(missing(Devices.usable(among(SMALL), "")))
        .isEqualTo("Small GPU has 8 MiB of memory, at least 64 are needed; take another device");
  }

  @Test
  void aDeviceCanBeChosenByPartOfItsName() {
    assertThat(Devices.usable(among(GPU, CPU), "some cpu")).isEqualTo(among(CPU));
    assertThat(missing(Devices.usable(among(GPU, CPU), "radeon")))
        .contains("no device matches fluxtube.opencl.device = \"radeon\"")
        .contains("Big GPU")
        .contains("Some CPU");
    assertThat(missing(Devices.usable(among(FLOAT, CPU), "float"))).contains("double precision");
  }

  @Test
  void theBackendIsInThisBuild() {
    Backend opencl =
        Backend.all().stream().filter(b -> b.name().equals("opencl")).findFirst().orElseThrow();
    assertThat(opencl).isInstanceOf(OpenClBackend.class);
    assertThat(opencl.unavailable().isPresent())
        .isEqualTo(Devices.usable() instanceof Devices.Search.Missing);
  }

  /** What a machine without drivers prints: in a process of its own that is shown no driver. */
  @Test
  void withoutADriverTheReasonComesQuickly() throws IOException, InterruptedException {
    long start = System.nanoTime();
    String output = reason("OCL_ICD_VENDORS", "/nonexistent/");
    assertThat(output).containsPattern("opencl: .*(no driver|no OpenCL loader library)");
    assertThat(output).contains("apt-get install");
    assertThat(output).contains("the fastest available one; not available: opencl (");
    assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start)).isLessThan(30);
  }

  /** The loader library that is found first is no library. */
  @Test
  void withoutALoaderTheReasonIsAnother(@TempDir Path folder)
      throws IOException, InterruptedException {
    Files.writeString(folder.resolve("libOpenCL.so.1"), "not a library");
    Files.writeString(folder.resolve("libOpenCL.so"), "not a library");
    String output = reason("LD_LIBRARY_PATH", folder.toString());
    assertThat(output)
        .contains("opencl: there is no OpenCL loader library libOpenCL.so.1")
        .contains("apt-get install ocl-icd-libopencl1")
        .contains("backend \"opencl\" cannot be used here: there is no OpenCL loader");
  }

  /** What {@link Reason} prints in a process with another environment. */
  private static String reason(String variable, String value)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java",
                "-XX:TieredStopAtLevel=1",
                "--add-modules=jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "-classpath",
                System.getProperty("java.class.path"),
                Reason.class.getName())
            .redirectErrorStream(true);
    builder.environment().remove("OCL_ICD_FILENAMES"); // drivers that a machine names besides
    builder.environment().put(variable, value);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(output).isZero();
    return output;
  }

  /** Prints why. */
  static final class Reason {
    private Reason() {}

    public static void main(String[] args) {
      OpenClBackend backend = new OpenClBackend();
      System.out.println("opencl: " + backend.unavailable().orElse("available"));
      System.out.println(Backend.choose("auto").why());
      try {
        backend.open(new org.fluxtube.engine.lattice.Lattice(2)).close();
        System.exit(2);
      } catch (IllegalStateException e) {
        System.out.println(e.getMessage());
      }
    }
  }
}
