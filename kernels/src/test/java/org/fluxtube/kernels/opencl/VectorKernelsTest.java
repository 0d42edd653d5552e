package org.fluxtube.kernels.opencl;

import static org.fluxtube.kernels.opencl.Data.normal;

import java.util.Arrays;
import org.fluxtube.kernels.opencl.kernel.Axpby;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Kernels on numbers of any kind, device against host. */
@NeedsDevice
class VectorKernelsTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 63, 64, 65, 1001})
  void axpby(int count) throws ReflectiveOperationException {
    try (Launcher launcher = TestDevice.launcher()) {
      for (double beta : new double[] {0, 1, -0.3}) {
        double[] y = normal(2, count);
        if (beta == 0) {
          Arrays.fill(y, Double.NaN);
        }
        new HostRun(new Axpby())
            .with("count", count)
            .with("alpha", 1.25)
            .with("beta", beta)
            .with("x", normal(1, count))
            .with("y", y)
            .compare(launcher, count, 1e-15);
      }
    }
  }
}
