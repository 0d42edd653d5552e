package org.fluxtube.actors.metrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.fluxtube.actors.testing.Programs;

/** A program that a test starts and ends; its output is part of what a failure says. */
final class RunningProcess implements AutoCloseable {
  private final Process process;
  private final Path log;

  RunningProcess(Path log, List<String> command) throws IOException {
    this.log = log;
    this.process =
        Programs.builder(command).redirectOutput(ProcessBuilder.Redirect.to(log.toFile())).start();
  }

  boolean alive() {
    return process.isAlive();
  }

  String output() throws IOException {
    return Files.readString(log);
  }

  /** Runs a program to its end. */
  static String run(Path log, int expected, List<String> command)
      throws IOException, InterruptedException {
    try (RunningProcess running = new RunningProcess(log, command)) {
      if (!running.process.waitFor(60, TimeUnit.SECONDS)) {
        throw new IllegalStateException(command + " did not end: " + running.output());
      }
      if (running.process.exitValue() != expected) {
        throw new IllegalStateException(
            command + " ended with " + running.process.exitValue() + ": " + running.output());
      }
      return running.output();
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
