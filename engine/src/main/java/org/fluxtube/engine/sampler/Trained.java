package org.fluxtube.engine.sampler;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.fluxtube.engine.action.ActionSpec;
import org.fluxtube.engine.action.EffectiveAction;
import org.fluxtube.engine.action.EffectiveSpec;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.lattice.Lattice;

/** An effective action at learnt parameters, as the target of a proposal kernel. */
record Trained<F extends Field<F>>(EffectiveSpec<F> spec, int version, List<Double> parameters)
    implements ActionSpec<F> {
  static <F extends Field<F>> Trained<F> of(
      EffectiveSpec<F> spec, int version, double[] parameters) {
    return new Trained<>(spec, version, Arrays.stream(parameters).boxed().toList());
  }

  @Override
  public List<String> termNames() {
    return spec.termNames();
  }

  @Override
  public boolean stochastic() {
    return spec.stochastic();
  }

  @Override
  public EffectiveAction<F> bind(F like) {
    return spec.bind(like)
        .with(version, parameters.stream().mapToDouble(Double::doubleValue).toArray());
  }

  @Override
  public Optional<String> laplacianUnknown(Lattice lattice) {
    return spec.laplacianUnknown(lattice);
  }

  @Override
  public void requireFits(FieldType type, Lattice lattice) {
    spec.requireFits(type, lattice);
  }
}
