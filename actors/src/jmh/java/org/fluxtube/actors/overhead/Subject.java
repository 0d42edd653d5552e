package org.fluxtube.actors.overhead;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.fluxtube.actors.control.ControlFile;

/** The campaign that is watched: the program itself in a process of its own. Linux only. */
final class Subject implements AutoCloseable {
  /** A counter that the chain itself counts up; its state is as old as a tenth of a second. */
  private static final Pattern DONE =
      Pattern.compile("(?m)^fluxtube_trajectories_total\\{.*} ([0-9.eE]+)$");

  private static final Pattern TOTAL = Pattern.compile("Total +\\d+ +(\\d+)");
  private static final Pattern CHAIN = Pattern.compile("(?m)^\".*compute-\\d+\".* nid=(\\d+)");
  private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

  private final Path folder;
  private final Process process;
  private final ControlFile control;
  private final HttpClient client = HttpClient.newHttpClient();
  private Set<String> chainThreads = Set.of();

  /**
   * What the campaign did in some time.
   *
   * @param seconds the time
   * @param trajectories finished in it, by all chains
   * @param chains CPU seconds of the threads that make trajectories and measurements
   * @param others CPU seconds of all others but the compiler's: server, database, collector
   */
  record Span(double seconds, long trajectories, double chains, double others) {
    double wallOfOne() {
      return seconds / trajectories;
    }

    double chainCpuOfOne() {
      return chains / trajectories;
    }

    double othersPerSecond() {
      return others / seconds;
    }
  }

  private record Moment(long nanos, long trajectories, Map<String, Long> cpu) {}

  Subject(Path folder, Path file) throws IOException, InterruptedException {
    this.folder = folder;
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules=jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                "org.fluxtube.actors.Fluxtube",
                "run",
                file.toString()));
    for (String set : List.of("trajectories.thermalise=10", "trajectories.measure=1000000000")) {
      command.addAll(List.of("--set", set));
    }
    command.addAll(List.of("--runs", folder.toString(), "--name", "watched"));
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

  int port() {
    return URI.create(control.url()).getPort();
  }

  /** Lets it run for a while and says what it did. */
  Span span(double seconds) throws IOException, InterruptedException {
    if (chainThreads.isEmpty()) {
      chainThreads = findChainThreads();
    }
    Moment from = now();
    Thread.sleep((long) (1000 * seconds));
    Moment to = now();
    double chains = 0;
    double others = 0;
    for (Map.Entry<String, Long> thread : to.cpu().entrySet()) {
      long nanos = thread.getValue() - from.cpu().getOrDefault(thread.getKey(), 0L);
      if (chainThreads.contains(thread.getKey())) {
        chains += 1e-9 * nanos;
      } else {
        others += 1e-9 * nanos;
      }
    }
    long trajectories = to.trajectories() - from.trajectories();
    return new Span(1e-9 * (to.nanos() - from.nanos()), trajectories, chains, others);
  }

  /** How many threads make trajectories. */
  int chainThreads() {
    return chainThreads.size();
  }

  /** On a busy machine an answer takes a while: times are means of before and after. */
  private Moment now() throws IOException, InterruptedException {
    long begin = System.nanoTime();
    Map<String, Long> before = cpu();
    long trajectories = trajectories();
    Map<String, Long> cpu = cpu();
    cpu.replaceAll((thread, nanos) -> (nanos + before.getOrDefault(thread, nanos)) / 2);
    return new Moment((begin + System.nanoTime()) / 2, trajectories, cpu);
  }

  /** Nanoseconds on a CPU of each thread but those of the compiler. */
  private Map<String, Long> cpu() throws IOException {
    Map<String, Long> nanos = new HashMap<>();
    try (Stream<Path> tasks = Files.list(Path.of("/proc", Long.toString(process.pid()), "task"))) {
      for (Path task : tasks.toList()) {
        try {
          if (!Files.readString(task.resolve("comm")).contains("CompilerThre")) {
            String scheduled = Files.readString(task.resolve("schedstat"));
            nanos.put(task.getFileName().toString(), Long.valueOf(scheduled.split(" ")[0]));
          }
        } catch (NoSuchFileException e) {
          // the thread has ended
        }
      }
    }
    return nanos;
  }

  private long trajectories() throws IOException, InterruptedException {
    Matcher all =
        DONE.matcher(
            client
                .send(
                    HttpRequest.newBuilder(URI.create(control.url() + "/metrics")).build(),
                    HttpResponse.BodyHandlers.ofString())
                .body());
    long sum = 0;
    while (all.find()) {
      sum += Math.round(Double.parseDouble(all.group(1)));
    }
    return sum;
  }

  private Set<String> findChainThreads() throws IOException, InterruptedException {
    Set<String> found = new HashSet<>();
    Matcher threads = CHAIN.matcher(command("Thread.print"));
    while (threads.find()) {
      found.add(threads.group(1));
    }
    if (found.isEmpty()) {
      throw new IllegalStateException("no thread of the dispatcher compute");
    }
    return found;
  }

  /** Bytes of all living objects, after a full collection. */
  long heap() throws IOException, InterruptedException {
    Matcher total = TOTAL.matcher(command("GC.class_histogram"));
    if (!total.find()) {
      throw new IllegalStateException("no total in the histogram of classes");
    }
    return Long.parseLong(total.group(1));
  }

  /** Bytes of memory that the process holds, heap and all else. */
  long resident() throws IOException {
    Matcher found =
        RESIDENT.matcher(
            Files.readString(Path.of("/proc", Long.toString(process.pid()), "status")));
    if (!found.find()) {
      throw new IllegalStateException("no VmRSS");
    }
    return 1024 * Long.parseLong(found.group(1));
  }

  private String command(String what) throws IOException, InterruptedException {
    Path out = folder.resolve("jcmd.txt");
    new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
            Long.toString(process.pid()),
            what)
        .redirectErrorStream(true)
        .redirectOutput(out.toFile())
        .start()
        .waitFor();
    return Files.readString(out);
  }

  @Override
  public void close() throws InterruptedException {
    client.close();
    process.destroyForcibly().waitFor();
  }
}
