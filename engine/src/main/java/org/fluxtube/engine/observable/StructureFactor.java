package org.fluxtube.engine.observable;

import java.util.ArrayList;
import java.util.List;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.lattice.Lattice;

/**
 * S(q) = (1/V) sum_xy phi_x.phi_y exp(i q (x - y)) at q = 2 pi (n_0/L_0, n_1/L_1, ...), averaged
 * over the reflections of each direction. S(0) = V m.m, and sum over all q of S(q) = sum phi^2.
 *
 * <p>Components: q-n0-n1-... for 0 <= n_mu <= L_mu/2, the first direction fastest. Computed on the
 * host, for lattices of at most 4096 sites.
 *
 * @param <F> scalar or spin field
 */
public record StructureFactor<F extends Field<F>>() implements ObservableSpec<F> {
  private static final int MOST_SITES = 4096;

  @Override
  public String label() {
    return "structure-factor";
  }

  @Override
  public List<String> components(FieldType type, Lattice lattice) {
    List<String> names = new ArrayList<>();
    for (int q = 0; q < lattice.volume(); q++) {
      if (representative(lattice, q) == q) {
        StringBuilder name = new StringBuilder("q");
        for (int mu = 0; mu < lattice.dimensions(); mu++) {
          name.append('-').append(lattice.coordinate(q, mu));
        }
        names.add(name.toString());
      }
    }
    return List.copyOf(names);
  }

  /** The momentum with all components in the first half, as a site. */
  private static int representative(Lattice lattice, int q) {
    int[] n = new int[lattice.dimensions()];
    for (int mu = 0; mu < n.length; mu++) {
      int x = lattice.coordinate(q, mu);
      n[mu] = Math.min(x, lattice.extent(mu) - x);
    }
    return lattice.site(n);
  }

  @Override
  public Observable<F> bind(F like) {
    Lattice lattice = like.lattice();
    int volume = lattice.volume();
    int reals = like.type().size(lattice) / volume;
    int[] index = new int[volume];
    int[] members = new int[volume];
    int count = 0;
    for (int q = 0; q < volume; q++) {
      int first = representative(lattice, q);
      index[q] = first == q ? count++ : index[first];
      members[index[q]]++;
    }
    int results = count;
    double[] host = new double[reals * volume];
    return (u, rng) -> {
      u.store(host);
      double[] out = new double[results];
      for (int c = 0; c < reals; c++) {
        double[] re = new double[volume];
        double[] im = new double[volume];
        for (int x = 0; x < volume; x++) {
          re[x] = host[x * reals + c];
        }
        for (int mu = 0; mu < lattice.dimensions(); mu++) {
          transform(lattice, mu, re, im);
        }
        for (int q = 0; q < volume; q++) {
          int k = index[q];
          out[k] += (re[q] * re[q] + im[q] * im[q]) / (volume * (double) members[k]);
        }
      }
      return out;
    };
  }

  /** The Fourier transform along one direction, in place. */
  private static void transform(Lattice lattice, int mu, double[] re, double[] im) {
    int extent = lattice.extent(mu);
    double[] cosine = new double[extent];
    double[] sine = new double[extent];
    for (int n = 0; n < extent; n++) {
      cosine[n] = StrictMath.cos(2 * Math.PI * n / extent);
      sine[n] = StrictMath.sin(2 * Math.PI * n / extent);
    }
    int[] line = new int[extent];
    double[] a = new double[extent];
    double[] b = new double[extent];
    for (int start = 0; start < lattice.volume(); start++) {
      if (lattice.coordinate(start, mu) != 0) {
        continue;
      }
      int site = start;
      for (int x = 0; x < extent; x++) {
        line[x] = site;
        a[x] = re[site];
        b[x] = im[site];
        site = lattice.forward(site, mu);
      }
      for (int q = 0; q < extent; q++) {
        double sumRe = 0;
        double sumIm = 0;
        for (int x = 0; x < extent; x++) {
          int phase = q * x % extent;
          sumRe += a[x] * cosine[phase] - b[x] * sine[phase];
          sumIm += a[x] * sine[phase] + b[x] * cosine[phase];
        }
        re[line[q]] = sumRe;
        im[line[q]] = sumIm;
      }
    }
  }

  @Override
  public void requireFits(FieldType type, Lattice lattice) {
    Fit.scalarOrSpin("the structure factor", type);
    if (lattice.volume() > MOST_SITES) {
      throw new IllegalArgumentException(
          "the structure factor got the lattice "
              + lattice
              + "; allowed are at most "
              + MOST_SITES
              + " sites, for example 32x32: there are as many momenta");
    }
  }
}
