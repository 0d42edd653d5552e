package org.fluxtube.config;

/**
 * One thing that is wrong with a campaign file.
 *
 * @param file the campaign file or an included one, or "command line"
 * @param line line in the file, from 1; 0 if there is none
 * @param path the key, for example chains[0].sampler.tau; empty for the whole file
 * @param message what was got, what is allowed, an example
 */
public record Problem(String file, int line, String path, String message) {
  /** {@code file:line: path: message}; what is absent is left out. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(file);
    if (line > 0) {
      text.append(':').append(line);
    }
    if (!path.isEmpty()) {
      text.append(": ").append(path);
    }
    return text.append(": ").append(message).toString();
  }
}
