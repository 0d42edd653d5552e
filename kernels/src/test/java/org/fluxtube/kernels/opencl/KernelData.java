package org.fluxtube.kernels.opencl;

import static org.fluxtube.kernels.opencl.Data.normal;

import com.aparapi.Kernel;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.fluxtube.engine.lattice.Lattice;

/** Random arguments of kernels, on a lattice and for one factor of what was there before. */
abstract class KernelData {
  final Lattice lattice;
  final double beta;
  final int volume;
  private long seed = 17;

  /** Old contents of outputs are not numbers where {@code beta} = 0 must discard them. */
  KernelData(Lattice lattice, double beta) {
    this.lattice = lattice;
    this.beta = beta;
    this.volume = lattice.volume();
  }

  /** So many normal numbers, others at each call. */
  final double[] drawn(int count) {
    return normal(seed++, count);
  }

  final double[] field(int reals) {
    return drawn(reals * volume);
  }

  final double[] old(int reals) {
    double[] x = field(reals);
    if (beta == 0) {
      Arrays.fill(x, Double.NaN);
    }
    return x;
  }

  final int[] hop() {
    int d = lattice.dimensions();
    return IntStream.range(0, 2 * d)
        .boxed()
        .flatMapToInt(
            h -> Arrays.stream(h < d ? lattice.forwardTable(h) : lattice.backwardTable(h - d)))
        .toArray();
  }

  final HostRun sites(Kernel kernel) {
    return new HostRun(kernel).with("volume", volume).items(volume);
  }

  final HostRun numbers(Kernel kernel, int count) {
    return new HostRun(kernel).with("count", count).items(count);
  }

  final HostRun combined(HostRun run) {
    return run.with("alpha", 1.25).with("beta", beta);
  }

  /** The table of blocks of one lane; of any dimension, as kernels do not look behind it. */
  final int[] blockTable(int directions) {
    int[] hop = hop();
    return IntStream.range(0, 2 * directions * volume).map(i -> 8 * hop[i % hop.length]).toArray();
  }
}
