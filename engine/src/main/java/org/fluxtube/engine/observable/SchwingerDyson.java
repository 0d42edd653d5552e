package org.fluxtube.engine.observable;

import java.util.List;
import java.util.Optional;
import org.fluxtube.engine.action.Action;
import org.fluxtube.engine.action.ActionSpec;
import org.fluxtube.engine.catalogue.Param;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.Momentum;
import org.fluxtube.engine.field.ScalarField;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.rng.RandomStream;

/**
 * Residuals whose expectation under exp(-S) is exactly zero, at any coupling and volume.
 *
 * <p>value = (1/n) [sum F^2 - sum L^2 S]: with the derivatives L of the group (links), of R^n
 * (scalars) or of the rotations (spins), the measure is invariant, so 0 = sum int L^2 exp(-S) = sum
 * int [(L S)^2 - L^2 S] exp(-S), and the force is F = -L S. n is the number of coordinates. For
 * plaquette actions sum L^2 S is -C_F times S for each link of a loop, which gives <sum_a F_a^2> =
 * C_F 2(d-1) beta P for each link; for O(n) spins <sum_a F_a^2> = 2 beta d (n-1) <S.S'> for each
 * site.
 *
 * <p>virial (scalars only) = 1 - phi.(dS/dphi)/n: 0 = sum int d/dphi [phi exp(-S)].
 *
 * <p>They hold for the action that the field was sampled with, so they test action, force, measure
 * and sampler at once; a residual of several sigma means that one of them is wrong (or that the
 * chain has not thermalised).
 *
 * @param action the action that the field is sampled with
 * @param <F> the field
 */
public record SchwingerDyson<F extends Field<F>>(
    @Param("the campaign's action, whose Laplacian must be known") ActionSpec<F> action)
    implements ObservableSpec<F> {
  /** Prefix of the labels. */
  public static final String LABEL = "schwinger-dyson";

  /**
   * The identity of a campaign's own action under a short label, as production checks measure it.
   *
   * @param identity the identity
   */
  public record OfTarget<F extends Field<F>>(SchwingerDyson<F> identity)
      implements ObservableSpec<F> {
    @Override
    public String label() {
      return LABEL;
    }

    @Override
    public List<String> components(FieldType type, Lattice lattice) {
      return identity.components(type, lattice);
    }

    @Override
    public Observable<F> bind(F like) {
      return identity.bind(like);
    }

    @Override
    public void requireFits(FieldType type, Lattice lattice) {
      identity.requireFits(type, lattice);
    }
  }

  @Override
  @SuppressWarnings("unchecked") // the same theory at another temperature is for the same field
  public ObservableSpec<F> of(ActionSpec<?> was, ActionSpec<?> is) {
    return action.equals(was) ? new SchwingerDyson<>((ActionSpec<F>) is) : this;
  }

  @Override
  public String label() {
    return LABEL + "-" + Fit.label(action);
  }

  @Override
  public List<String> components(FieldType type, Lattice lattice) {
    return type instanceof FieldType.Scalar ? List.of("value", "virial") : List.of("value");
  }

  @Override
  public Observable<F> bind(F like) {
    Action<F> bound = action.bind(like);
    Momentum force = like.newMomentum();
    double coordinates = force.coordinates();
    return new Observable<>() {
      @Override
      public double[] measure(F u, RandomStream rng) {
        bound.force(u, force);
        double value = (force.dot(force) - bound.laplacian(u)) / coordinates;
        if (u instanceof ScalarField phi) {
          double virial = 1 + phi.ops().dot(phi.vector(), force.vector(0)) / coordinates;
          return new double[] {value, virial};
        }
        return new double[] {value};
      }

      @Override
      public void close() {
        bound.close();
        force.close();
      }
    };
  }

  @Override
  public void requireFits(FieldType type, Lattice lattice) {
    action.requireFits(type, lattice);
    Optional<String> unknown = action.laplacianUnknown(lattice);
    if (unknown.isPresent()) {
      throw new IllegalArgumentException(
          "schwinger-dyson needs the Laplacian of its action, but "
              + unknown.get()
              + "; allowed is for example action { type = wilson-plaquette, beta = 2 }");
    }
  }
}
