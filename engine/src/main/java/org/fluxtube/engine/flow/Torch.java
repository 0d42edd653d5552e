package org.fluxtube.engine.flow;

import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.openblas.global.openblas;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.fluxtube.engine.blas.BlasThreads;

/** libtorch: loaded by the first flow that computes, never by anything else. */
final class Torch {
  private static final Optional<String> UNAVAILABLE =
      unavailable(() -> {
        ownParts();
        // the first call loads and, once on a machine, unpacks the rest of the native library
        torch.set_num_threads(1);
        BlasThreads.set(1);
      });

  private Torch() {}

  /**
   * Loads the parts that others ask for by name alone, from our own files and in their order. Else
   * libtorch.so, which is unpacked and loaded before libtorch_cpu.so, finds the libtorch_cpu.so of
   * an installed PyTorch, and two of them end the JVM.
   */
  private static void ownParts() {
    Loader.load(openblas.class);
    for (String part : List.of("libgomp.so.1", "libc10.so", "libtorch_cpu.so")) {
      try {
        File file =
            Loader.cacheResource(
                torch.class, "/org/bytedeco/pytorch/" + Loader.getPlatform() + "/" + part);
        if (file != null) {
          System.load(file.getAbsolutePath());
        }
      } catch (IOException e) {
        throw (LinkageError) new UnsatisfiedLinkError(part + ": " + e.getMessage()).initCause(e);
      }
    }
  }

  /** Why it cannot be used here, with what to do about it; empty if it can. */
  static Optional<String> unavailable() {
    return UNAVAILABLE;
  }

  /** Why a library cannot be used, with what to do about it; empty if it can. */
  static Optional<String> unavailable(Runnable firstCall) {
    try {
      firstCall.run();
      return Optional.empty();
    } catch (LinkageError e) {
      String why = e.getMessage() == null ? e.toString() : e.getMessage();
      return Optional.of(
          "flows need libtorch, which cannot be loaded on "
              + System.getProperty("os.name")
              + " "
              + System.getProperty("os.arch")
              + ": "
              + why.lines().findFirst().orElse("no reason")
              + ". It comes with org.bytedeco:pytorch (its classifier linux-x86_64 is built in; add"
              + " that of another system to the POM of the engine) and unpacks 445 MB into"
              + " ~/.javacpp/cache, or where the property org.bytedeco.javacpp.cachedir says."
              + " Campaigns without type = flow and type = learned-leapfrog run without it, for"
              + " example config/campaigns/quickstart.conf");
    }
  }

  /**
   * Room for the tensors of one computation, freed when it is closed.
   *
   * @param threads of libtorch inside an operation; the last bits depend on it
   * @throws IllegalStateException if libtorch cannot be loaded, saying what to do
   */
  static PointerScope scope(int threads) {
    if (UNAVAILABLE.isPresent()) {
      throw new IllegalStateException(UNAVAILABLE.get());
    }
    // a setting of the calling thread, as far as OpenMP is concerned
    torch.set_num_threads(threads);
    BlasThreads.set(threads);
    return new PointerScope();
  }

  /**
   * Numbers as a tensor of one dimension.
   *
   * @param differentiated whether gradients with respect to them are wanted
   */
  static Tensor leaf(double[] numbers, boolean differentiated) {
    Tensor t = Tensor.create(numbers, numbers.length);
    t.set_requires_grad(differentiated);
    return t;
  }

  /** Configurations of that many numbers, one after the other, as a matrix [numbers, batch]. */
  static Tensor columns(Tensor host, int size) {
    return host.view(-1, size).t().contiguous();
  }

  /** The inverse of {@link #columns}. */
  static double[] rows(Tensor columns) {
    return host(columns.t());
  }

  /** The numbers of a tensor in row-major order. */
  static double[] host(Tensor t) {
    double[] out = new double[(int) t.numel()];
    t.contiguous().data_ptr_double().get(out);
    return out;
  }
}
