package org.fluxtube.engine.sampler;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.fluxtube.engine.action.LocalAction;
import org.fluxtube.engine.action.LocalAction.Rule;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.field.LocalUpdate;
import org.fluxtube.engine.field.SiteSet;
import org.fluxtube.engine.field.Vector;
import org.fluxtube.engine.rng.Purpose;
import org.fluxtube.engine.rng.RandomStream;
import org.fluxtube.engine.rng.StreamKey;

/**
 * One visit of all sites by a local update: part by part (directions of links), colour by colour,
 * each with a fresh environment. Owns the environment; the action belongs to the caller.
 */
final class Sweep<F extends Field<F>> implements AutoCloseable {
  private final LocalAction<F> action;
  private final Colouring[] colourings;
  private final Vector environment;

  Sweep(LocalAction<F> action, F like) {
    this.action = action;
    this.colourings = new Colouring[like.vectors().length];
    Map<String, Colouring> known = new HashMap<>();
    for (int part = 0; part < colourings.length; part++) {
      var stencil = action.stencil(part);
      String name = stencil.stream().map(java.util.Arrays::toString).collect(Collectors.joining());
      colourings[part] = known.computeIfAbsent(name, n -> Colouring.of(like.lattice(), stencil));
    }
    this.environment = like.ops().allocate(like.vectors()[0].shape());
  }

  /** The update of a rule; see {@link LocalAction#update}. */
  LocalUpdate update(Rule rule, double width, int hits) {
    return action.update(rule, width, hits);
  }

  /**
   * One sweep; u is overwritten, and unitary or of unit length to rounding.
   *
   * @param backward whether parts, colours and subgroups follow in the opposite order: the adjoint
   *     of the forward sweep
   * @param round unique within the trajectory among sweeps of the same rule
   * @return accepted changes
   */
  long run(F u, LocalUpdate update, boolean backward, RandomStream rng, int round) {
    LocalUpdate rule = backward ? update.mirrored() : update;
    Vector[] vectors = u.vectors();
    long accepted = 0;
    for (int i = 0; i < vectors.length; i++) {
      int part = backward ? vectors.length - 1 - i : i;
      StreamKey key = rng.key(purpose(update), part, round);
      Colouring colouring = colourings[part];
      for (int k = 0; k < colouring.size(); k++) {
        SiteSet sites = colouring.sites(backward ? colouring.size() - 1 - k : k);
        action.environment(u, part, environment);
        accepted += u.ops().update(rule, sites, environment, key, vectors[part]);
      }
    }
    u.restore();
    return accepted;
  }

  /** Changes that one sweep tries. */
  long proposals(F u, LocalUpdate update) {
    long sites = (long) u.lattice().volume() * colourings.length;
    return switch (update) {
      case LocalUpdate.LinkMetropolis rule -> sites * rule.hits();
      case LocalUpdate.ScalarMetropolis rule -> sites * rule.hits();
      case LocalUpdate.SpinMetropolis rule -> sites * rule.hits();
      case LocalUpdate.LinkHeatBath rule -> sites;
      case LocalUpdate.LinkOverrelaxation rule -> sites;
      case LocalUpdate.SpinHeatBath rule -> sites;
      case LocalUpdate.SpinOverrelaxation rule -> sites;
    };
  }

  private static Purpose purpose(LocalUpdate update) {
    return switch (update) {
      case LocalUpdate.LinkMetropolis rule -> Purpose.METROPOLIS;
      case LocalUpdate.ScalarMetropolis rule -> Purpose.METROPOLIS;
      case LocalUpdate.SpinMetropolis rule -> Purpose.METROPOLIS;
      case LocalUpdate.LinkHeatBath rule -> Purpose.HEAT_BATH;
      case LocalUpdate.SpinHeatBath rule -> Purpose.HEAT_BATH;
      case LocalUpdate.LinkOverrelaxation rule -> Purpose.OVERRELAXATION;
      case LocalUpdate.SpinOverrelaxation rule -> Purpose.OVERRELAXATION;
    };
  }

  /**
   * Checks that u holds numbers.
   *
   * @throws SamplerException if not, naming the sampler
   */
  static void requireFinite(Field<?> u, String sampler) {
    boolean finite =
        IntStream.range(0, u.vectors().length)
            .allMatch(i -> Double.isFinite(u.ops().norm2(u.vectors()[i])));
    if (!finite) {
      throw new SamplerException(
          sampler
              + ": the field has a number that is not finite after the step; check the couplings of"
              + " the action and the start configuration");
    }
  }

  @Override
  public void close() {
    environment.close();
  }
}
