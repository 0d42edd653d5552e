package org.fluxtube.actors.testing;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;

/** Programs that are not ours, for tests that read what they write. */
public final class Programs {
  private static final String FIRST = "LD_PRELOAD";

  static {
    // The JDK starts programs through one of its own, with the environment of this process and with
    // the output of the program.
    Linker linker = Linker.nativeLinker();
    linker
        .defaultLookup()
        .find("unsetenv")
        .map(at ->
            linker.downcallHandle(
                at, FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS)))
        .ifPresent(unsetenv -> {
          try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocateFrom(FIRST);
            int ignored = (int) unsetenv.invokeExact(name);
          } catch (Throwable e) {
            throw new ExceptionInInitializerError(e);
          }
        });
  }

  private Programs() {}

  /**
   * A program that is to be started as a user would: without the library that the JVM of the tests
   * loads first to keep its signal handlers, which writes a warning into the output of others.
   */
  public static ProcessBuilder builder(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().remove(FIRST);
    return builder;
  }
}
