package org.fluxtube.actors.overhead;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The time of one run, in seconds.
 *
 * @param wall from the first measurement of any chain to the last of all
 * @param own wall time less what the chain's thread spent runnable without a CPU: of other programs
 *     a busy machine has many. As {@code wall} where the kernel does not tell, or with many chains
 * @param cpu CPU time of the whole process in that time: all threads, compiler, garbage collector
 * @param whole wall time from nothing to everything closed
 */
record Took(double wall, double own, double cpu, double whole) {
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  /** Linux: nanoseconds on a CPU, nanoseconds runnable without one, time slices of this thread. */
  private static final Path SCHEDULED = Path.of("/proc/thread-self/schedstat");

  private record Moment(long nanos, long cpu, long queued, long thread) {
    static Moment now() {
      long queued = 0;
      if (Files.isReadable(SCHEDULED)) {
        try {
          queued = Long.parseLong(Files.readString(SCHEDULED).split(" ")[1]);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
      return new Moment(
          System.nanoTime(), SYSTEM.getProcessCpuTime(), queued, Thread.currentThread().threadId());
    }
  }

  /** A watch that runs from its creation on; safe for use by many threads. */
  static final class Watch {
    private final long begin = System.nanoTime();
    private Moment first;
    private Moment last;

    /** After the first measurement of a chain, in the thread that makes its trajectories. */
    synchronized void first() {
      if (first == null) {
        first = Moment.now();
      }
    }

    /** After the last measurement of a chain, likewise. */
    synchronized void last() {
      last = Moment.now();
    }

    synchronized Took stop(int chains) {
      double wall = 1e-9 * (last.nanos - first.nanos);
      boolean oneThread = chains == 1 && last.thread == first.thread;
      double queued = oneThread ? 1e-9 * (last.queued - first.queued) : 0;
      return new Took(
          wall, wall - queued, 1e-9 * (last.cpu - first.cpu), 1e-9 * (System.nanoTime() - begin));
    }
  }
}
