package org.fluxtube.engine.sampler;

import java.util.Arrays;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.rng.Purpose;
import org.fluxtube.engine.rng.RandomStream;
import org.fluxtube.engine.rng.SiteRandom;

/**
 * One embedded cluster update on host numbers {@code [site][component]}. The bond (s, s + mu) draws
 * the first uniform of (CLUSTER, mu, round, s), so that bonds are a function of field and stream,
 * however the clusters are found.
 */
final class Clusters {
  private final Lattice lattice;
  private final int n;
  private final double coupling;
  private final double[] r;
  private final double[] projection;
  private final int[] work;
  private final boolean[] marked;
  private final SiteRandom[] bonds;

  Clusters(Lattice lattice, int components, double coupling) {
    this.lattice = lattice;
    this.n = components;
    this.coupling = coupling;
    this.r = new double[components];
    this.projection = new double[lattice.volume()];
    this.work = new int[lattice.volume()];
    this.marked = new boolean[lattice.volume()];
    this.bonds = new SiteRandom[lattice.dimensions()];
  }

  /** Reflects the cluster of a random site; x overwritten. Returns its number of sites. */
  int single(double[] x, RandomStream rng, int round) {
    SiteRandom random = begin(x, rng, round);
    Arrays.fill(marked, false);
    int seed = random.below(lattice.volume());
    marked[seed] = true;
    work[0] = seed;
    int size = 1;
    for (int done = 0; done < size; done++) {
      int site = work[done];
      for (int mu = 0; mu < bonds.length; mu++) {
        int up = lattice.forward(site, mu);
        if (!marked[up] && bonded(site, mu)) {
          marked[up] = true;
          work[size++] = up;
        }
        int down = lattice.backward(site, mu);
        if (!marked[down] && bonded(down, mu)) {
          marked[down] = true;
          work[size++] = down;
        }
      }
    }
    for (int i = 0; i < size; i++) {
      reflect(x, work[i]);
    }
    return size;
  }

  /** Reflects every cluster with probability 1/2; x overwritten. Returns the number of clusters. */
  int all(double[] x, RandomStream rng, int round) {
    begin(x, rng, round);
    for (int site = 0; site < work.length; site++) {
      work[site] = site;
    }
    for (int site = 0; site < work.length; site++) {
      for (int mu = 0; mu < bonds.length; mu++) {
        if (bonded(site, mu)) {
          int a = root(site);
          int b = root(lattice.forward(site, mu));
          work[Math.max(a, b)] = Math.min(a, b);
        }
      }
    }
    SiteRandom coin = rng.key(Purpose.CLUSTER, RandomStream.MAX_DIRECTION, round).at(0);
    int count = 0;
    for (int site = 0; site < work.length; site++) {
      int root = root(site);
      if (root == site) {
        count++;
        marked[site] = coin.moveTo(site).bits() < 0;
      }
      if (marked[root]) {
        reflect(x, site);
      }
    }
    return count;
  }

  /** Draws the direction and projects; the cursor is left behind it. */
  private SiteRandom begin(double[] x, RandomStream rng, int round) {
    for (int mu = 0; mu < bonds.length; mu++) {
      bonds[mu] = rng.key(Purpose.CLUSTER, mu, round).at(0);
    }
    SiteRandom random = rng.key(Purpose.CLUSTER, RandomStream.MAX_DIRECTION - 1, round).at(0);
    r[0] = 1;
    if (n > 1) {
      double square = 0;
      for (int c = 0; c < n; c++) {
        r[c] = random.gaussian();
        square += r[c] * r[c];
      }
      for (int c = 0; c < n; c++) {
        r[c] /= Math.sqrt(square);
      }
    }
    for (int site = 0; site < projection.length; site++) {
      double sum = 0;
      for (int c = 0; c < n; c++) {
        sum += r[c] * x[site * n + c];
      }
      projection[site] = sum;
    }
    return random;
  }

  private boolean bonded(int site, int mu) {
    double exponent = -2 * coupling * projection[site] * projection[lattice.forward(site, mu)];
    return exponent < 0 && bonds[mu].moveTo(site).uniform() < -StrictMath.expm1(exponent);
  }

  /** Root of the union-find tree with path halving; the root is the smallest site. */
  private int root(int site) {
    int s = site;
    while (work[s] != s) {
      work[s] = work[work[s]];
      s = work[s];
    }
    return s;
  }

  private void reflect(double[] x, int site) {
    for (int c = 0; c < n; c++) {
      x[site * n + c] -= 2 * projection[site] * r[c];
    }
  }
}
