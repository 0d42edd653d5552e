package org.fluxtube.kernels.opencl.translate;

import com.aparapi.Kernel;
import java.util.List;
import org.fluxtube.kernels.opencl.kernel.Axpby;

/** All kernels that are translated; a test finds the forgotten ones. */
final class KernelList {
  private KernelList() {}

  static List<Kernel> all() {
    return List.of(new Axpby());
  }
}
