package org.fluxtube.actors.overhead;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * The {@link Crowd} in a process of its own. Not of low priority: on a busy machine it would not
 * come to ask, and its CPU time is not counted anyway.
 */
final class Audience implements AutoCloseable {
  private final Process process;
  private final BufferedReader from;
  private final OutputStream to;

  /**
   * What the crowd got.
   *
   * @param answers answers with status 200
   * @param refusals anything else
   * @param bytes that the listeners heard
   */
  record Got(long answers, long refusals, long bytes) {}

  Audience() throws IOException {
    process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    Crowd.class.getName()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    from = process.inputReader(StandardCharsets.US_ASCII);
    to = process.getOutputStream();
  }

  /** Returns when all watch. */
  void watch(int port) throws IOException {
    say(Integer.toString(port));
  }

  /** Returns when all are told to go. */
  Got leave() throws IOException {
    long[] got = Arrays.stream(say("").split(" ")).mapToLong(Long::parseLong).toArray();
    return new Got(got[0], got[1], got[2]);
  }

  private String say(String line) throws IOException {
    to.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
    to.flush();
    String answer = from.readLine();
    if (answer == null) {
      throw new IOException("the crowd has gone");
    }
    return answer;
  }

  @Override
  public void close() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }
}
