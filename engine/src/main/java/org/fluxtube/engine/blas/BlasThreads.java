package org.fluxtube.engine.blas;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas;

/**
 * How many threads OpenBLAS takes for an operation; one setting of the whole process. The order of
 * its sums, so the last bits, depend on it.
 *
 * <p>OpenBLAS is asked itself. {@code openblas.blas_set_num_threads} of JavaCPP goes through all
 * libraries of the process at each call, which takes milliseconds, and opens each while the loader
 * of the system is locked: where another thread opens a library at that moment both wait for ever.
 */
public final class BlasThreads {
  private static final MethodHandle SET = find();

  private BlasThreads() {}

  private static MethodHandle find() {
    Loader.load(openblas.class);
    return SymbolLookup.loaderLookup()
        .find("openblas_set_num_threads")
        .map(at ->
            Linker.nativeLinker()
                .downcallHandle(at, FunctionDescriptor.ofVoid(ValueLayout.JAVA_INT)))
        .orElseThrow(() -> new UnsatisfiedLinkError("the BLAS that was loaded is not OpenBLAS"));
  }

  /**
   * Sets it.
   *
   * @param threads from 1
   * @throws LinkageError if OpenBLAS cannot be loaded
   */
  public static void set(int threads) {
    try {
      SET.invokeExact(threads);
    } catch (Throwable e) {
      throw new LinkageError("openblas_set_num_threads", e);
    }
  }
}
