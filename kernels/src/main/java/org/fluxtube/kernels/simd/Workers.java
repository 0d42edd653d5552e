package org.fluxtube.kernels.simd;

import java.util.concurrent.locks.LockSupport;

/**
 * Threads that share the blocks of an operation with the one that calls it. They spin for a while
 * between operations, then park. The work of a block depends on the block alone, and sums are taken
 * of fixed chunks: results do not depend on the number of threads.
 */
final class Workers implements AutoCloseable {
  /** Below so many numbers one thread is faster. */
  private static final int WORTH = 1 << 13;

  /** Looks at the clock before a waiting thread parks: some 50 microseconds. */
  private static final int SPINS = 2000;

  /** Part of an operation. */
  @FunctionalInterface
  interface Part {
    /** Does the items {@code from} to {@code to} as worker {@code worker}. */
    void run(int worker, int from, int to);
  }

  private final Thread[] threads;
  private final boolean[] parked;
  private volatile int round;
  private volatile boolean closed;
  private final java.util.concurrent.atomic.AtomicInteger busy =
      new java.util.concurrent.atomic.AtomicInteger();
  private Part part;
  private int items;
  private volatile Throwable failure;

  /** For {@code count} workers, of which the caller is one; the others start when first needed. */
  Workers(int count) {
    this.threads = new Thread[count - 1];
    this.parked = new boolean[count];
  }

  /** Workers: the caller is number 0. */
  int count() {
    return threads.length + 1;
  }

  /**
   * Runs all items, in contiguous shares.
   *
   * @param numbers how many numbers are read and written, for the decision whether to share
   */
  void run(int items, long numbers, Part part) {
    if (threads.length == 0 || items < 2 || numbers < WORTH) {
      part.run(0, 0, items);
      return;
    }
    start();
    this.part = part;
    this.items = items;
    busy.set(threads.length);
    round++;
    for (int i = 0; i < threads.length; i++) {
      if (isParked(i)) {
        LockSupport.unpark(threads[i]);
      }
    }
    try {
      part.run(0, 0, share(1));
    } finally {
      for (int spin = 0; busy.get() > 0; spin++) {
        if (spin < 20 * SPINS) {
          Thread.onSpinWait();
        } else {
          Thread.yield();
        }
      }
      this.part = null;
    }
    if (failure != null) {
      Throwable cause = failure;
      failure = null;
      throw new IllegalStateException("a thread of the simd backend failed: " + cause, cause);
    }
  }

  private synchronized boolean isParked(int thread) {
    return parked[thread];
  }

  private synchronized void setParked(int thread, boolean value) {
    parked[thread] = value;
  }

  private int share(int worker) {
    return (int) ((long) items * worker / count());
  }

  private void start() {
    for (int i = 0; i < threads.length; i++) {
      if (threads[i] == null) {
        int index = i;
        int seen = round;
        threads[i] = new Thread(() -> serve(index, seen), "simd-" + (i + 1));
        threads[i].setDaemon(true);
        threads[i].start();
      }
    }
  }

  private void serve(int index, int first) {
    int seen = first;
    while (true) {
      await(index, seen);
      if (closed) {
        return;
      }
      seen = round;
      try {
        part.run(index + 1, share(index + 1), share(index + 2));
      } catch (Throwable t) {
        failure = t;
      } finally {
        busy.decrementAndGet();
      }
    }
  }

  private void await(int index, int seen) {
    for (int spin = 0; spin < SPINS; spin++) {
      if (round != seen || closed) {
        return;
      }
      Thread.onSpinWait();
    }
    setParked(index, true);
    while (round == seen && !closed) {
      LockSupport.park(this);
    }
    setParked(index, false);
  }

  @Override
  public void close() {
    closed = true;
    for (Thread thread : threads) {
      LockSupport.unpark(thread);
    }
  }
}
