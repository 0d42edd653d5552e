package org.fluxtube.actors.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.fluxtube.actors.Fluxtube;
import picocli.CommandLine;

/**
 * One command, run in this process.
 *
 * @param code exit code
 * @param out what it printed
 * @param err what it printed on the error stream
 */
record Invocation(int code, String out, String err) {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  static Invocation run(Object... arguments) {
    String[] words = new String[arguments.length];
    for (int i = 0; i < words.length; i++) {
      words[i] = arguments[i].toString();
    }
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        new CommandLine(new Fluxtube())
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(words);
    return new Invocation(code, out.toString(), err.toString());
  }

  /** The whole output as one JSON value. */
  JsonNode json() {
    try {
      return MAPPER.readTree(out);
    } catch (JsonProcessingException e) {
      throw new AssertionError("not JSON: " + out, e);
    }
  }

  /** Both streams, in which no line is of a stack trace. */
  String all() {
    String all = out + err;
    if (all.contains("\tat ") || all.contains("Exception:")) {
      throw new AssertionError("a stack trace: " + all);
    }
    return all;
  }
}
