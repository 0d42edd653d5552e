package org.fluxtube.actors.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.fluxtube.actors.control.ControlClient;
import org.fluxtube.actors.database.CampaignDatabase;
import org.fluxtube.actors.database.ChainRow;
import org.fluxtube.actors.folder.RunFolder;
import org.fluxtube.actors.folder.RunLock;

/**
 * How far a run is, as the maps of its JSON: what the process that runs it says, otherwise what is
 * on disk.
 */
final class RunState {
  private static final long DOOR_NANOS = 10_000_000_000L;

  private RunState() {}

  /** The present state, from the process if one runs it and answers, otherwise from disk. */
  static Map<String, Object> of(RunFolder folder) throws IOException {
    Optional<ControlClient> client = client(folder);
    if (client.isPresent()) {
      try {
        return of(folder, client.get());
      } catch (ConnectException e) {
        return onDisk(folder); // it has just ended
      } catch (IOException e) {
        // a process that ends closes its door in the middle of an answer, then lets go of the run
        if (e.getCause() instanceof SocketTimeoutException || !ends(folder)) {
          throw e;
        }
      }
    }
    return onDisk(folder);
  }

  /** Whether the process that runs it ends within a moment. */
  private static boolean ends(RunFolder folder) {
    long start = System.nanoTime();
    while (RunLock.held(folder)) {
      if (System.nanoTime() - start > DOOR_NANOS) {
        return false;
      }
      LockSupport.parkNanos(20_000_000);
    }
    return true;
  }

  /**
   * What the process says.
   *
   * @throws ConnectException if it has just ended
   */
  @SuppressWarnings("unchecked") // the status is an object
  static Map<String, Object> of(RunFolder folder, ControlClient client) throws IOException {
    try {
      Map<String, Object> state = (Map<String, Object>) Json.parse(client.status());
      state.put("page", client.control().page());
      return state;
    } catch (SocketTimeoutException e) {
      throw new IOException(
          "the process "
              + client.control().pid()
              + " that runs "
              + folder.path()
              + " does not answer; is it suspended (kill -CONT wakes it) or the machine busy?",
          e);
    }
  }

  /**
   * Who to speak to; empty if no process runs it, whatever a killed one has left behind. A process
   * that has just started gets a moment to open its door.
   */
  static Optional<ControlClient> client(RunFolder folder) throws IOException {
    long start = System.nanoTime();
    while (RunLock.held(folder)) {
      Optional<ControlClient> client = ControlClient.of(folder.control());
      // one that is dead has left its file; the new process is about to write its own
      if (client.isPresent() && alive(client.get())) {
        return client;
      }
      if (System.nanoTime() - start > DOOR_NANOS) {
        throw new InputException(
            "the run "
                + folder.path()
                + " is running, but has no control channel (its first lines say why);"
                + " Ctrl-C in its terminal ends it with checkpoints");
      }
      LockSupport.parkNanos(20_000_000);
    }
    return Optional.empty();
  }

  private static boolean alive(ControlClient client) {
    return ProcessHandle.of(client.control().pid()).isPresent();
  }

  /** What is on disk. */
  static Map<String, Object> onDisk(RunFolder folder) throws IOException {
    boolean running = RunLock.held(folder);
    Map<String, Object> run = new LinkedHashMap<>();
    run.put("campaign", folder.name());
    List<Object> chains = new ArrayList<>();
    boolean unfinished = false;
    try (CampaignDatabase database = CampaignDatabase.openReadOnly(folder.database())) {
      Map<Integer, Long> last = database.reader().lastTrajectories();
      for (ChainRow row : database.reader().chains()) {
        Map<String, Object> chain = new LinkedHashMap<>();
        long total = row.thermalise() + row.learn() + row.measure();
        boolean dead = !running && row.state().equals("running");
        chain.put("id", row.chain());
        chain.put("label", row.label());
        chain.put("state", row.retired() ? "retired" : dead ? "interrupted" : row.state());
        chain.put("detail", row.reason());
        chain.put("trajectories", last.getOrDefault(row.chain(), 0L));
        chain.put("total", total);
        unfinished |= !row.retired() && !row.state().equals("finished");
        chains.add(chain);
      }
    }
    run.put("state", running ? "running" : unfinished ? "resumable" : "finished");
    run.put("chains", chains);
    return run;
  }

  /** The chains of a state, each its map. */
  static List<Map<?, ?>> chains(Map<String, Object> run) {
    List<Map<?, ?>> chains = new ArrayList<>();
    for (Object chain : (List<?>) run.get("chains")) {
      chains.add((Map<?, ?>) chain);
    }
    return chains;
  }

  /** One line for the run, one for each chain. */
  static void print(Map<String, Object> run, PrintWriter out) {
    String left =
        run.get("secondsLeft") instanceof Number n
            ? ", " + Progress.duration(n.doubleValue()) + " left"
            : "";
    out.println(run.get("campaign") + ": " + run.get("state") + left);
    if (run.get("page") != null) {
      out.println("  page: " + run.get("page"));
    }
    for (Map<?, ?> chain : chains(run)) {
      out.println("  " + line(chain));
    }
    if (run.get("learning") instanceof Map<?, ?> l) {
      out.println("  " + learning(l));
    }
    RunCosts.print(run, out);
  }

  private static String learning(Map<?, ?> l) {
    String running =
        l.get("running").equals(0L) ? "" : ", lesson " + l.get("running") + " is taken";
    return "model "
        + l.get("lessons")
        + " of "
        + l.get("total")
        + number(", loss %.3g", l.get("loss"))
        + number(", held out %.3g", l.get("heldOut"))
        + number(", predicted acceptance %.3f", l.get("overlap"))
        + running;
  }

  private static String number(String format, Object x) {
    return x instanceof Number n ? String.format(Locale.ROOT, format, n.doubleValue()) : "";
  }

  private static String line(Map<?, ?> chain) {
    Object detail = chain.get("detail");
    String why = detail == null || detail.equals("") ? "" : " (" + detail + ")";
    return "chain "
        + chain.get("id")
        + " ("
        + chain.get("label")
        + "): "
        + chain.get("state")
        + why
        + ", "
        + chain.get("trajectories")
        + " of "
        + chain.get("total")
        + " trajectories"
        + (chain.get("acceptance") instanceof Number a
            ? String.format(Locale.ROOT, ", acceptance %.3f", a.doubleValue())
            : "");
  }
}
