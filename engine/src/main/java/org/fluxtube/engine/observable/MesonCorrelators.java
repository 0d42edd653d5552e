package org.fluxtube.engine.observable;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.ZMatrixRMaj;
import org.fluxtube.engine.catalogue.Param;
import org.fluxtube.engine.dirac.DenseDirac;
import org.fluxtube.engine.dirac.DiracOperator;
import org.fluxtube.engine.dirac.OperatorSpec;
import org.fluxtube.engine.dirac.solver.ConjugateGradient;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.field.Scratch;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.rng.Purpose;
import org.fluxtube.engine.rng.RandomStream;
import org.fluxtube.engine.rng.SiteRandom;

/**
 * Correlators at zero momentum along the last direction, for two flavours of one mass, G = D^-1:
 *
 * <ul>
 *   <li>pion: C(t) = sum_{x in space} tr[G(x, t; 0) G(x, t; 0)^dagger]; staggered: the Goldstone
 *       pion;
 *   <li>rho, not staggered: C(t) = (1/(d-1)) sum_i sum_x tr[X_i G X_i^dagger G^dagger], X_i =
 *       gamma_5 gamma_i.
 * </ul>
 *
 * <p>Both are positive (gamma_5 G^dagger gamma_5 is the propagator back). Values are means of t and
 * T - t. With {@code sources} = 0 the mean over all places of the source, by the dense inverse;
 * otherwise over so many sources in each measurement, at random places: points, or walls (a time
 * slice of random signs and phases, one for each spin, divided by the sites of the slice).
 *
 * <p>Derived: effective masses, as in {@link TwoPoint}.
 *
 * @param operator D
 * @param source point or wall
 * @param sources number of sources, 0: exactly, for small lattices
 * @param residual of the solves for D^dagger D x = D^dagger s
 */
public record MesonCorrelators(
    @Param("the Dirac operator D") OperatorSpec operator,
    @Param(value = "point or wall", optional = true) Source source,
    @Param(value = "sources in each measurement; 0: all, exactly", optional = true) int sources,
    @Param(value = "bound on the residual |b - A x|/|b| of the solves", optional = true)
        double residual)
    implements ObservableSpec<GaugeField> {
  private static final int MAX_ITERATIONS = 100_000;

  /** Where a propagator starts. */
  public enum Source {
    /** One site. */
    POINT,
    /** A time slice of noise. */
    WALL
  }

  /** Checks the parameters. */
  public MesonCorrelators {
    new ConjugateGradient(residual, MAX_ITERATIONS);
    if (sources < 0 || sources > 10_000) {
      throw new IllegalArgumentException(
          "sources = "
              + sources
              + "; allowed are 0 (all, exactly) to 10000, for example sources = 1");
    }
  }

  @Override
  public String label() {
    String kind = source == Source.POINT ? "points" : "walls";
    return "meson-correlators-" + operator.label() + (sources == 0 ? "" : "-" + sources + kind);
  }

  @Override
  public boolean stochastic() {
    return sources > 0;
  }

  private static int time(Lattice lattice) {
    return lattice.extent(lattice.dimensions() - 1);
  }

  private List<String> mesons(Lattice lattice) {
    boolean spin = operator.hopping(lattice.dimensions()).spins() > 1;
    return spin ? List.of("pion", "rho") : List.of("pion");
  }

  @Override
  public List<String> components(FieldType type, Lattice lattice) {
    List<String> names = new ArrayList<>();
    for (String meson : mesons(lattice)) {
      for (int t = 0; t <= time(lattice) / 2; t++) {
        names.add(meson + "-" + t);
      }
    }
    return List.copyOf(names);
  }

  @Override
  public List<Derived> derived(FieldType type, Lattice lattice) {
    int half = time(lattice) / 2;
    List<Derived> list = new ArrayList<>();
    List<String> mesons = mesons(lattice);
    for (String meson : mesons) {
      int from = mesons.indexOf(meson) * (half + 1);
      for (int t = 1; t < half; t++) {
        int at = from + t;
        String name = label() + "." + meson + "-mass-" + t;
        list.add(EffectiveMass.derived(name, "C", t, m -> m[at - 1], m -> m[at], m -> m[at + 1]));
      }
    }
    return List.copyOf(list);
  }

  @Override
  public Observable<GaugeField> bind(GaugeField like) {
    DiracOperator d = operator.bind(like);
    return new Observable<>() {
      @Override
      public double[] measure(GaugeField u, RandomStream rng) {
        d.update(u);
        return (sources == 0 ? exact(d) : noisy(d, rng)).folded();
      }

      @Override
      public void close() {
        d.close();
      }
    };
  }

  /** The mean over all sources. */
  static MesonSums exact(DiracOperator d) {
    Lattice lattice = d.ops().lattice();
    int spins = d.shape().spins();
    int n = d.shape().n();
    MesonSums sums = new MesonSums(lattice, spins, n);
    ZMatrixRMaj inverse = new DenseDirac(d).inverse();
    double[][] psi = new double[spins][2 * inverse.numRows];
    for (int y = 0; y < lattice.volume(); y++) {
      for (int colour = 0; colour < n; colour++) {
        for (int b = 0; b < spins; b++) {
          int column = (y * spins + b) * n + colour;
          for (int row = 0; row < inverse.numRows; row++) {
            int k = 2 * (row * inverse.numCols + column);
            psi[b][2 * row] = inverse.data[k];
            psi[b][2 * row + 1] = inverse.data[k + 1];
          }
        }
        sums.add(1.0 / lattice.volume(), psi, lattice.coordinate(y, lattice.dimensions() - 1));
      }
    }
    return sums;
  }

  private MesonSums noisy(DiracOperator d, RandomStream rng) {
    Lattice lattice = d.ops().lattice();
    int last = lattice.dimensions() - 1;
    int n = d.shape().n();
    MesonSums sums = new MesonSums(lattice, d.shape().spins(), n);
    for (int k = 0; k < sources; k++) {
      int site =
          Math.min(
              lattice.volume() - 1,
              (int) (rng.key(Purpose.MEASUREMENT, 1, k).at(0).uniform() * lattice.volume()));
      int time = lattice.coordinate(site, last);
      double[] colours = new double[2 * n * lattice.volume()];
      if (source == Source.POINT) {
        for (int colour = 0; colour < n; colour++) {
          colours[2 * (site * n + colour)] = 1;
          sums.add(1.0 / sources, propagators(d, colours), time);
          colours[2 * (site * n + colour)] = 0;
        }
      } else {
        SiteRandom random = rng.key(Purpose.MEASUREMENT, 2, k).at(0);
        for (int x = 0; x < lattice.volume(); x++) {
          random.moveTo(x);
          for (int i = 0; i < 2 * n && lattice.coordinate(x, last) == time; i++) {
            colours[2 * x * n + i] = Math.copySign(Math.sqrt(0.5), random.uniform() - 0.5);
          }
        }
        double slice = (double) lattice.volume() / lattice.extent(last);
        sums.add(1 / (sources * slice), propagators(d, colours), time);
      }
    }
    return sums;
  }

  /** D^-1 of the source in each spin component. */
  private double[][] propagators(DiracOperator d, double[] colours) {
    FieldOps ops = d.ops();
    int spins = d.shape().spins();
    int width = 2 * d.shape().n();
    double[][] psi = new double[spins][spins * colours.length];
    ConjugateGradient solver = new ConjugateGradient(residual, MAX_ITERATIONS);
    try (Scratch.Lease s = ops.scratch().take(d.shape());
        Scratch.Lease b = ops.scratch().take(d.shape());
        Scratch.Lease x = ops.scratch().take(d.shape())) {
      for (int spin = 0; spin < spins; spin++) {
        double[] host = new double[spins * colours.length];
        for (int site = 0; site < ops.lattice().volume(); site++) {
          int to = (site * spins + spin) * width;
          System.arraycopy(colours, site * width, host, to, width);
        }
        ops.load(host, 0, s.vector());
        d.apply(true, s.vector(), b.vector());
        ops.constant(0, x.vector());
        solver.solve(ops, operator.toString(), d::normal, b.vector(), x.vector());
        ops.store(x.vector(), psi[spin], 0);
      }
    }
    return psi;
  }

  @Override
  public void requireFits(FieldType type, Lattice lattice) {
    operator.requireFits(type, lattice);
    if (sources == 0) {
      int n = Fit.gauge("meson correlators", type, lattice, 2).n();
      DenseDirac.requireSmall("exact meson correlators (sources = 0)", operator, lattice, n);
    }
  }
}
