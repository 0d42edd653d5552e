package org.fluxtube.engine.flow;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.fluxtube.engine.lattice.Lattice;

/** The bound form of {@link AffineCoupling}: numbers (s, t). */
final class CouplingLayers extends Coupling {
  CouplingLayers(AffineCoupling spec, Lattice lattice, int components) {
    super(
        spec.layers(), spec.mask(), spec.equivariant(), lattice, components, spec.conditioner(), 2);
  }

  @Override
  Tensor numbers(Tensor output) {
    return output.tanh();
  }

  @Override
  Tensor turned(Tensor numbers) {
    return torch.cat(new TensorVector(numbers.narrow(0, 0, 1), numbers.narrow(0, 1, 1).neg()), 0);
  }

  @Override
  Mapped change(Tensor numbers, Tensor z) {
    Tensor s = numbers.select(0, 0);
    return new Mapped(z.mul(s.exp()).add(numbers.select(0, 1)), s);
  }

  @Override
  Mapped restore(Tensor numbers, Tensor x) {
    Tensor minus = numbers.select(0, 0).neg();
    return new Mapped(x.sub(numbers.select(0, 1)).mul(minus.exp()), minus);
  }
}
