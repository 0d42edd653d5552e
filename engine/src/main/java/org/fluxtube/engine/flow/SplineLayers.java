package org.fluxtube.engine.flow;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.fluxtube.engine.lattice.Lattice;

/** The bound form of {@link SplineCoupling}. */
final class SplineLayers extends Coupling {
  /** Of a number: bins differ by at most exp(6), so that the inverse keeps its digits. */
  private static final double LARGEST = 3;

  private final RationalQuadratic spline;

  SplineLayers(SplineCoupling spec, Lattice lattice, int components) {
    this(
        spec,
        lattice,
        components,
        new RationalQuadratic(spec.bins(), spec.bound(), RationalQuadratic.Ends.LINEAR));
  }

  private SplineLayers(
      SplineCoupling spec, Lattice lattice, int components, RationalQuadratic spline) {
    super(
        spec.layers(),
        spec.mask(),
        spec.equivariant(),
        lattice,
        components,
        spec.conditioner(),
        spline.numbers());
    this.spline = spline;
  }

  @Override
  Tensor numbers(Tensor output) {
    return output.div(new Scalar(LARGEST)).tanh().mul(new Scalar(LARGEST));
  }

  @Override
  Tensor turned(Tensor numbers) {
    return spline.turned(numbers);
  }

  @Override
  Mapped change(Tensor numbers, Tensor z) {
    RationalQuadratic.Image x = spline.forward(spline.splines(numbers), z);
    return new Mapped(x.value(), x.logSlope());
  }

  @Override
  Mapped restore(Tensor numbers, Tensor x) {
    RationalQuadratic.Image z = spline.inverse(spline.splines(numbers), x);
    return new Mapped(z.value(), z.logSlope());
  }
}
