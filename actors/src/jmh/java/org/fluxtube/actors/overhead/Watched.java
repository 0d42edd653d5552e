package org.fluxtube.actors.overhead;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fluxtube.actors.control.ControlFile;

/**
 * What watching costs a campaign: the program itself runs one in a process of its own; in windows
 * of some seconds, in turn, nobody looks at it, or 200 requests a second ask for its status and 20
 * listen to its events, one of whom never reads. Printed are medians over the pairs of watched /
 * alone: time of a trajectory, and CPU time of the campaign's process for a trajectory; and its
 * live heap after a full collection, after each window.
 *
 * <pre>Watched FILE SECONDS PAIRS [LIMIT]</pre>
 *
 * <p>LIMIT, for example 1.02, bounds the first ratio; exit code 1 if it is above, 3 if the error is
 * larger than (LIMIT - 1)/3, and 1 if requests were refused.
 */
public final class Watched {
  private static final Pattern DONE = Pattern.compile("\"trajectories\":(\\d+)");
  private static final Pattern TOTAL = Pattern.compile("Total +\\d+ +(\\d+)");

  private final Path folder;
  private final Process process;
  private final ControlFile control;
  private final HttpClient client = HttpClient.newHttpClient();

  private record Window(double seconds, long trajectories, double cpu) {
    double wallOfOne() {
      return seconds / trajectories;
    }

    double cpuOfOne() {
      return cpu / trajectories;
    }
  }

  private Watched(Path folder, Path file) throws IOException, InterruptedException {
    this.folder = folder;
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "--add-modules=jdk.incubator.vector",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            System.getProperty("java.class.path"),
            "org.fluxtube.actors.Fluxtube",
            "run",
            file.toString(),
            "--runs",
            folder.toString(),
            "--name",
            "watched",
            "--set",
            "trajectories.thermalise=10",
            "--set",
            "trajectories.measure=1000000000"));
    process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log.txt").toFile())
            .start();
    Path door = folder.resolve("watched").resolve("control.json");
    while (!Files.exists(door)) {
      if (!process.isAlive()) {
        throw new IllegalStateException(Files.readString(folder.resolve("log.txt")));
      }
      Thread.sleep(50);
    }
    control = ControlFile.read(door);
  }

  /** See the class. */
  public static void main(String[] args) throws IOException, InterruptedException {
    if (args.length < 3) {
      System.err.println("Watched FILE SECONDS PAIRS [LIMIT]");
      System.exit(2);
    }
    Path folder = Files.createTempDirectory("fluxtube-watched");
    Watched watched = new Watched(folder, Path.of(args[0]));
    int exit;
    try {
      exit =
          watched.compare(
              Double.parseDouble(args[1]),
              Integer.parseInt(args[2]),
              args.length > 3 ? Double.parseDouble(args[3]) : Double.NaN);
    } finally {
      watched.process.destroyForcibly().waitFor();
      Overhead.remove(folder);
    }
    System.exit(exit);
  }

  private int compare(double seconds, int pairs, double limit)
      throws IOException, InterruptedException {
    window(seconds); // for the compiler
    try (Crowd crowd = new Crowd(port())) {
      window(seconds);
    }
    List<Window> alone = new ArrayList<>();
    List<Window> looked = new ArrayList<>();
    long refused = 0;
    System.out.printf(Locale.ROOT, "live heap before: %d bytes%n", heap());
    for (int pair = 0; pair < pairs; pair++) {
      if (pair % 2 == 0) {
        alone.add(window(seconds));
      }
      try (Crowd crowd = new Crowd(port())) {
        long answers = crowd.answers();
        looked.add(window(seconds));
        double rate = (crowd.answers() - answers) / looked.getLast().seconds();
        refused += crowd.refusals();
        long heap = heap();
        System.out.printf(Locale.ROOT, "%.0f/s, %s; live heap %d bytes%n", rate, crowd, heap);
      }
      if (pair % 2 == 1) {
        alone.add(window(seconds));
      }
    }
    System.out.printf(Locale.ROOT, "live heap after: %d bytes%n", heap());
    Median wall = ratio("time of a trajectory", alone, looked, Window::wallOfOne);
    ratio("CPU time of a trajectory", alone, looked, Window::cpuOfOne);
    if (refused > 0) {
      System.out.println(refused + " requests were refused");
      return 1;
    }
    if (Double.isNaN(limit)) {
      return 0;
    }
    boolean sharp = wall.error() <= (limit - 1) / 3;
    return !sharp ? 3 : wall.value() <= limit ? 0 : 1;
  }

  private static Median ratio(
      String what,
      List<Window> alone,
      List<Window> looked,
      java.util.function.ToDoubleFunction<Window> of) {
    double[] ratios = new double[alone.size()];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = of.applyAsDouble(looked.get(i)) / of.applyAsDouble(alone.get(i));
    }
    Median m = Median.of(ratios);
    System.out.printf(Locale.ROOT, "watched/alone, %s: %.4f +- %.4f%n", what, m.value(), m.error());
    return m;
  }

  private Window window(double seconds) throws IOException, InterruptedException {
    long begin = System.nanoTime();
    long from = trajectories();
    double cpu = cpu();
    Thread.sleep((long) (1000 * seconds));
    double cpuAfter = cpu();
    long to = trajectories();
    return new Window(1e-9 * (System.nanoTime() - begin), to - from, cpuAfter - cpu);
  }

  private int port() {
    return URI.create(control.url()).getPort();
  }

  private long trajectories() throws IOException, InterruptedException {
    String state =
        client
            .send(
                HttpRequest.newBuilder(URI.create(control.url() + "/api/campaign")).build(),
                HttpResponse.BodyHandlers.ofString())
            .body();
    Matcher all = DONE.matcher(state);
    long sum = 0;
    while (all.find()) {
      sum += Long.parseLong(all.group(1));
    }
    return sum;
  }

  private double cpu() {
    return 1e-9 * process.toHandle().info().totalCpuDuration().orElseThrow().toNanos();
  }

  /** Bytes of all living objects, after a full collection. */
  private long heap() throws IOException, InterruptedException {
    Path out = folder.resolve("histogram.txt");
    new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
            Long.toString(process.pid()),
            "GC.class_histogram")
        .redirectErrorStream(true)
        .redirectOutput(out.toFile())
        .start()
        .waitFor();
    Matcher total = TOTAL.matcher(Files.readString(out));
    if (!total.find()) {
      throw new IllegalStateException(Files.readString(out));
    }
    return Long.parseLong(total.group(1));
  }
}
