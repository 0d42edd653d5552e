package org.fluxtube.kernels.opencl.translate;

import com.aparapi.Kernel;
import java.util.List;
import org.fluxtube.kernels.opencl.kernel.AlgebraN;
import org.fluxtube.kernels.opencl.kernel.Axpby;
import org.fluxtube.kernels.opencl.kernel.Constant;
import org.fluxtube.kernels.opencl.kernel.CopyAt;
import org.fluxtube.kernels.opencl.kernel.ExponentialN;
import org.fluxtube.kernels.opencl.kernel.ExponentiateSu2;
import org.fluxtube.kernels.opencl.kernel.ExponentiateSu3;
import org.fluxtube.kernels.opencl.kernel.ExponentiateSu3Large;
import org.fluxtube.kernels.opencl.kernel.ExponentiateU1;
import org.fluxtube.kernels.opencl.kernel.ForceSu2;
import org.fluxtube.kernels.opencl.kernel.ForceSu3;
import org.fluxtube.kernels.opencl.kernel.ForceU1;
import org.fluxtube.kernels.opencl.kernel.Inner;
import org.fluxtube.kernels.opencl.kernel.Multiply2;
import org.fluxtube.kernels.opencl.kernel.Multiply3;
import org.fluxtube.kernels.opencl.kernel.MultiplyN;
import org.fluxtube.kernels.opencl.kernel.NeighbourSum;
import org.fluxtube.kernels.opencl.kernel.Normalise;
import org.fluxtube.kernels.opencl.kernel.Phase;
import org.fluxtube.kernels.opencl.kernel.PlaquetteSu2;
import org.fluxtube.kernels.opencl.kernel.PlaquetteSu3;
import org.fluxtube.kernels.opencl.kernel.PlaquetteU1;
import org.fluxtube.kernels.opencl.kernel.Project;
import org.fluxtube.kernels.opencl.kernel.Reunitarise;
import org.fluxtube.kernels.opencl.kernel.ReunitariseSu2;
import org.fluxtube.kernels.opencl.kernel.ReunitariseSu3;
import org.fluxtube.kernels.opencl.kernel.RotateO2;
import org.fluxtube.kernels.opencl.kernel.RotateO3;
import org.fluxtube.kernels.opencl.kernel.RotateOn;
import org.fluxtube.kernels.opencl.kernel.RowDots;
import org.fluxtube.kernels.opencl.kernel.RowSums;
import org.fluxtube.kernels.opencl.kernel.Shift;
import org.fluxtube.kernels.opencl.kernel.SliceSums;
import org.fluxtube.kernels.opencl.kernel.StapleSu2;
import org.fluxtube.kernels.opencl.kernel.StapleSu3;
import org.fluxtube.kernels.opencl.kernel.StapleU1;
import org.fluxtube.kernels.opencl.kernel.Torque;
import org.fluxtube.kernels.opencl.kernel.Trace;
import org.fluxtube.kernels.opencl.kernel.Weigh;

/** All kernels that are translated; a test finds the forgotten ones. */
public final class KernelList {
  private KernelList() {}

  /** A new one of each. */
  public static List<Kernel> all() {
    return List.of(
        new AlgebraN(),
        new Axpby(),
        new Constant(),
        new CopyAt(),
        new ExponentialN(),
        new ExponentiateSu2(),
        new ExponentiateSu3(),
        new ExponentiateSu3Large(),
        new ExponentiateU1(),
        new ForceSu2(),
        new ForceSu3(),
        new ForceU1(),
        new Inner(),
        new Multiply2(),
        new Multiply3(),
        new MultiplyN(),
        new NeighbourSum(),
        new Normalise(),
        new Phase(),
        new PlaquetteSu2(),
        new PlaquetteSu3(),
        new PlaquetteU1(),
        new Project(),
        new Reunitarise(),
        new ReunitariseSu2(),
        new ReunitariseSu3(),
        new RotateO2(),
        new RotateO3(),
        new RotateOn(),
        new RowDots(),
        new RowSums(),
        new Shift(),
        new SliceSums(),
        new StapleSu2(),
        new StapleSu3(),
        new StapleU1(),
        new Torque(),
        new Trace(),
        new Weigh());
  }
}
