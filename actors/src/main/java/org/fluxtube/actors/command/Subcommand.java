package org.fluxtube.actors.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * What the commands of this package share: output, errors and exit codes.
 *
 * <p>Exit codes: 0 all is well, 1 a check found something wrong, 2 the input cannot be used (an
 * option, a missing file, a name), 3 an error of the program itself. No stack trace unless asked
 * for by {@code --debug} or the environment variable {@code FLUXTUBE_DEBUG}.
 */
abstract class Subcommand implements Callable<Integer> {
  static final int OK = 0;
  static final int WRONG = 1;
  static final int BAD_INPUT = 2;
  static final int BROKEN = 3;

  @Spec private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  private boolean help;

  @Option(names = "--debug", description = "Show stack traces (also: FLUXTUBE_DEBUG=1).")
  private boolean debug;

  /** Does the work and gives the exit code. */
  abstract int execute() throws Exception;

  @Override
  public final Integer call() {
    try {
      return execute();
    } catch (OutOfMemoryError e) {
      err()
          .println(
              "fluxtube "
                  + spec.name()
                  + ": not enough memory ("
                  + Runtime.getRuntime().maxMemory() / (1 << 20)
                  + " MiB); more with FLUXTUBE_JAVA_OPTS=-Xmx16g");
      return BAD_INPUT;
    } catch (Exception e) {
      return failed(e);
    } finally {
      out().flush();
      err().flush();
    }
  }

  final PrintWriter out() {
    return spec.commandLine().getOut();
  }

  final PrintWriter err() {
    return spec.commandLine().getErr();
  }

  /** Says on the error stream what was wrong, and where if asked to. */
  final void complain(String message, Exception e) {
    err().println("fluxtube " + spec.name() + ": " + message);
    if (debug || System.getenv("FLUXTUBE_DEBUG") != null) {
      e.printStackTrace(err());
    }
  }

  private int failed(Exception e) {
    if (expected(e)) {
      complain(message(e), e);
      return BAD_INPUT;
    }
    complain(
        "an error of the program itself, please report it: " + e + " (--debug shows where)", e);
    return BROKEN;
  }

  /** Whether the message says what the user can do, so that no one needs to know where. */
  private static boolean expected(Exception e) {
    return e instanceof InputException
        || e instanceof IOException
        || e instanceof IllegalArgumentException
        || e.getClass().getName().startsWith("org.fluxtube.");
  }

  /** The message; the bare file names of the JDK's exceptions get a verb. */
  static String message(Exception e) {
    return switch (e) {
      case NoSuchFileException missing -> missing.getFile() + ": there is no such file or folder";
      case AccessDeniedException denied ->
          denied.getFile() + ": access denied; check its owner and permissions";
      default -> e.getMessage() == null ? e.toString() : e.getMessage();
    };
  }
}
