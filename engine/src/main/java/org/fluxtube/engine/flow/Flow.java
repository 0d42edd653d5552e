package org.fluxtube.engine.flow;

import java.util.List;
import java.util.Optional;
import org.fluxtube.engine.action.EffectiveAction;
import org.fluxtube.engine.action.EffectiveSpec;
import org.fluxtube.engine.catalogue.Param;
import org.fluxtube.engine.catalogue.Spec;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.Precision;
import org.fluxtube.engine.lattice.Lattice;

/**
 * S_eff = -ln q(u), q the density of x = f(z) with z of the prior: a normalising flow as an
 * effective action. The prior is normal for scalars, uniform for links and spins, see {@link
 * Chart}. The maps are applied one after the other. Bound, it is a {@link TransportMap} too, which
 * draws from q. Computed by libtorch in double precision on the host, on every backend.
 *
 * @param maps the elements of f, first the one that is applied to z
 * @param seed of the parameters where learning starts
 * @param threads of libtorch inside an operation; the last bits of all numbers depend on it
 * @param range of couplings; absent: the flow is of one
 * @param <F> the field
 */
public record Flow<F extends Field<F>>(
    @Param("the maps that are applied to the prior, one after the other") List<MapSpec> maps,
    @Param(value = "seed of the first weights", optional = true) long seed,
    @Param(
            value = "threads of libtorch in an operation, 1 to 64; the last bits depend on it",
            optional = true)
        int threads,
    @Param(
            value = "couplings for all of which the flow is learnt, and the one it is used at",
            optional = true)
        Optional<CouplingRange> range)
    implements EffectiveSpec<F> {
  private static final int MOST_THREADS = 64;

  /** Checks the numbers. */
  public Flow {
    maps = List.copyOf(maps);
    if (maps.isEmpty()) {
      throw new IllegalArgumentException(
          "maps = []; needed is at least one, for example maps = [{ type = affine-coupling, layers"
              + " = 16 }]");
    }
    requireThreads(threads);
  }

  /** Checks the threads of libtorch. */
  static void requireThreads(int threads) {
    if (threads < 1 || threads > MOST_THREADS) {
      throw new IllegalArgumentException(
          "threads = "
              + threads
              + " of libtorch; allowed are 1 to "
              + MOST_THREADS
              + ", for example threads = 1");
    }
  }

  /** On one thread. */
  public Flow(List<MapSpec> maps, long seed) {
    this(maps, seed, 1);
  }

  /** Of one coupling. */
  public Flow(List<MapSpec> maps, long seed, int threads) {
    this(maps, seed, threads, Optional.empty());
  }

  static void requireScalar(String what, FieldType type) {
    if (!(type instanceof FieldType.Scalar)) {
      throw Spec.misfit(what, "a scalar field", type);
    }
  }

  /** Whether forces and force matching through it are computed on plain arrays, see the package. */
  public boolean plain() {
    return range.isEmpty() && SmearingFlow.fits(this);
  }

  @Override
  public EffectiveAction<F> bind(F like) {
    return plain() ? new SmearingFlow<>(this, like) : new BoundFlow<>(this, like);
  }

  /**
   * Why flows cannot be computed on this machine, and what to do about it; empty if they can. Loads
   * libtorch.
   */
  public static Optional<String> unavailable() {
    return Torch.unavailable();
  }

  /** In which its networks compute: float where any of them does. */
  public Precision precision() {
    boolean single = maps.stream().anyMatch(map -> map.precision() == Precision.FLOAT);
    return single ? Precision.FLOAT : Precision.DOUBLE;
  }

  @Override
  public boolean smooth() {
    return maps.stream().allMatch(MapSpec::smooth);
  }

  @Override
  public int period() {
    boolean none = maps.stream().anyMatch(map -> map.period() == 0);
    return none ? 0 : maps.stream().mapToInt(MapSpec::period).max().orElseThrow();
  }

  @Override
  public String architecture() {
    return "flow of " + maps + range.map(CouplingRange::architecture).orElse("");
  }

  /**
   * Couplings take their networks over as they are; a field that repeats one of the small lattice
   * then becomes its repeated image. Fourier modes in between are interpolated, see {@link
   * ModeScaling}.
   */
  @Override
  public double[] transferred(double[] parameters, FieldType type, Lattice from, Lattice to) {
    if (from.dimensions() != to.dimensions()) {
      throw new IllegalArgumentException(
          "transfer = volume from the lattice "
              + from
              + " to "
              + to
              + ": allowed are lattices of equal dimension");
    }
    requireFits(type, from);
    requireFits(type, to);
    maps.forEach(map -> map.requireTransfers(from, to));
    try (Maps there = new Maps(maps, type, from);
        Maps here = new Maps(maps, type, to)) {
      Blocks small = new Blocks(range, there.labels().size());
      EffectiveAction.requireParameters(small.labels(there.labels()), parameters);
      return small.each(parameters, theta -> here.transferred(there, theta));
    }
  }

  @Override
  public void requireFits(FieldType type, Lattice lattice) {
    maps.forEach(map -> map.requireFits(type, lattice));
    range.ifPresent(couplings -> couplings.requireFits(type, lattice));
  }
}
