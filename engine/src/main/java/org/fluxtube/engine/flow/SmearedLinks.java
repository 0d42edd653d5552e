package org.fluxtube.engine.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.rng.StreamKey;

/** The bound form of {@link MaskedSmearing}; angles have the shape [2 sites, batch]. */
final class SmearedLinks implements TorchMap {
  private static final int INPUTS = 3;
  private static final int OUTPUTS = 2;
  private static final int MOST_ITERATIONS = 80;
  private static final double TOLERANCE = 1e-14;

  private final MaskedSmearing spec;
  private final Lattice lattice;
  private final Lattice coarse;
  private final Conditioner network;
  private final Constants constants = new Constants();

  SmearedLinks(MaskedSmearing spec, Lattice lattice) {
    this.spec = spec;
    this.lattice = lattice;
    this.coarse = MaskedSmearing.coarse(lattice);
    this.network = spec.conditioner().bind(coarse, INPUTS, OUTPUTS);
  }

  private int layers() {
    return spec.sweeps() * MaskedSmearing.SUBSETS;
  }

  @Override
  public List<String> labels() {
    List<String> labels = new ArrayList<>();
    for (int layer = 0; layer < layers(); layer++) {
      labels.addAll(network.labels("subset " + layer));
    }
    return labels;
  }

  @Override
  public double[] start(StreamKey key) {
    double[] out = new double[layers() * network.parameters()];
    for (int layer = 0; layer < layers(); layer++) {
      network.start(key.at(layer), out, layer * network.parameters());
    }
    return out;
  }

  private static int direction(int layer) {
    return layer % 2;
  }

  private Tensor index(String name, int layer, IntUnaryOperator of) {
    return constants.index(
        name + " " + layer % MaskedSmearing.SUBSETS,
        () -> {
          long[] places = new long[coarse.volume()];
          int parity = layer / 2 % 4;
          for (int c = 0; c < places.length; c++) {
            int x0 = 2 * coarse.coordinate(c, 0) + parity % 2;
            int x1 = 2 * coarse.coordinate(c, 1) + parity / 2;
            places[c] = of.applyAsInt(lattice.site(x0, x1));
          }
          return places;
        });
  }

  private Tensor forward(int mu) {
    return constants.index(
        "forward " + mu,
        () -> {
          long[] sites = new long[lattice.volume()];
          for (int s = 0; s < sites.length; s++) {
            sites[s] = lattice.forward(s, mu);
          }
          return sites;
        });
  }

  /** P(x) = theta_0(x) + theta_1(x + 0) - theta_0(x + 1) - theta_1(x), shape [sites, batch]. */
  private Tensor plaquettes(Tensor x) {
    long v = lattice.volume();
    Tensor first = x.narrow(0, 0, v);
    Tensor second = x.narrow(0, v, v);
    return first
        .add(second.index_select(0, forward(0)))
        .sub(first.index_select(0, forward(1)))
        .sub(second);
  }

  /**
   * What an update is made of, for each active link.
   *
   * @param a plaquette that begins at the link's site
   * @param b the other one that contains the link
   * @param sides the next plaquettes along the link: a_+, a_-, b_+, b_-
   * @param c1 coefficient of the plaquettes
   * @param c2 coefficient of the rectangles
   */
  private record Loops(Tensor a, Tensor b, Tensor[] sides, Tensor c1, Tensor c2) {
    Loops detached() {
      Tensor[] fixed = new Tensor[sides.length];
      for (int i = 0; i < fixed.length; i++) {
        fixed[i] = sides[i].detach();
      }
      return new Loops(a.detach(), b.detach(), fixed, c1.detach(), c2.detach());
    }

    /** The link turned so that a grows by e and b falls by it. */
    Loops turned(Tensor e) {
      return new Loops(a.add(e), b.sub(e), sides, c1, c2);
    }

    /** By how much a falls in the update. */
    Tensor step() {
      Tensor rectangles =
          a.add(sides[0])
              .sin()
              .add(a.add(sides[1]).sin())
              .sub(b.add(sides[2]).sin())
              .sub(b.add(sides[3]).sin());
      return c1.mul(a.sin().sub(b.sin())).add(c2.mul(rectangles));
    }

    /** Its derivative, within (-1, 1). */
    Tensor slope() {
      Tensor rectangles =
          a.add(sides[0])
              .cos()
              .add(a.add(sides[1]).cos())
              .add(b.add(sides[2]).cos())
              .add(b.add(sides[3]).cos());
      return c1.mul(a.cos().add(b.cos())).add(c2.mul(rectangles));
    }
  }

  private Loops loops(Tensor theta, int layer, Tensor x) {
    int mu = direction(layer);
    int nu = 1 - mu;
    Tensor p = plaquettes(x);
    Tensor a = p.index_select(0, index("a", layer, s -> s));
    Tensor b = p.index_select(0, index("b", layer, s -> lattice.backward(s, nu)));
    Tensor[] sides = {
      p.index_select(0, index("a+", layer, s -> lattice.forward(s, mu))),
      p.index_select(0, index("a-", layer, s -> lattice.backward(s, mu))),
      p.index_select(0, index("b+", layer, s -> lattice.forward(lattice.backward(s, nu), mu))),
      p.index_select(0, index("b-", layer, s -> lattice.backward(lattice.backward(s, nu), mu)))
    };
    TensorVector seen = new TensorVector(a.add(b).cos(), sides[0].cos(), sides[2].cos());
    Tensor own = theta.narrow(0, (long) layer * network.parameters(), network.parameters());
    Tensor c = network.apply(own, torch.cat(seen, 0)).atan();
    Tensor c1 = c.select(0, 0).mul(new Scalar(2 / (Math.PI * 4)));
    Tensor c2 = c.select(0, 1).mul(new Scalar(2 / (Math.PI * 8)));
    return new Loops(a, b, sides, c1, c2);
  }

  /** x with the active links turned so that the plaquettes a grow by e. */
  private Tensor moved(int layer, Tensor x, Tensor e) {
    int mu = direction(layer);
    Tensor links = index("links", layer, s -> mu * lattice.volume() + s);
    // a link of direction 0 is the first of its plaquette, one of direction 1 the last, against it
    return x.index_add(0, links, mu == 0 ? e : e.neg());
  }

  private Mapped forward(Tensor theta, int layer, Tensor x) {
    Loops loops = loops(theta, layer, x);
    return new Mapped(moved(layer, x, loops.step().neg()), torch.log1p(loops.slope().neg()).sum(0));
  }

  /** The e with e = step(a + e, b - e): the plaquettes before the update are a + e, b - e. */
  private Mapped inverse(Tensor theta, int layer, Tensor x) {
    Loops image = loops(theta, layer, x);
    Tensor root = root(image.detached());
    // one differentiable step of Newton's from there: the right first derivatives
    Loops there = image.turned(root);
    Tensor off = root.sub(there.step());
    Tensor e = root.sub(off.div(there.slope().detach().neg().add(new Scalar(1.0))));
    return new Mapped(moved(layer, x, e), torch.log1p(image.turned(e).slope().neg()).sum(0).neg());
  }

  /** Newton's method between bounds: |step| stays below 1, and e - step(e) grows with e. */
  private static Tensor root(Loops image) {
    Tensor low = torch.full_like(image.a, new Scalar(-1.0));
    Tensor high = torch.full_like(image.a, new Scalar(1.0));
    Tensor e = image.step();
    for (int i = 0; i < MOST_ITERATIONS; i++) {
      Loops here = image.turned(e);
      Tensor off = e.sub(here.step());
      if (!(off.abs().max().item_double() > TOLERANCE)) {
        return e; // also where something is not a number, which the field then is
      }
      Tensor above = off.gt(new Scalar(0.0));
      high = torch.where(above, e, high);
      low = torch.where(above, low, e);
      Tensor next = e.sub(off.div(here.slope().neg().add(new Scalar(1.0))));
      Tensor middle = low.add(high).mul(new Scalar(0.5));
      e = torch.where(next.gt(low).logical_and(next.lt(high)), next, middle);
    }
    return e;
  }

  @Override
  public Mapped forward(Tensor theta, Tensor z) {
    Mapped all = forward(theta, 0, z);
    for (int layer = 1; layer < layers(); layer++) {
      Mapped next = forward(theta, layer, all.field());
      all = new Mapped(next.field(), all.logJacobian().add(next.logJacobian()));
    }
    return all;
  }

  @Override
  public Mapped inverse(Tensor theta, Tensor x) {
    Mapped all = inverse(theta, layers() - 1, x);
    for (int layer = layers() - 2; layer >= 0; layer--) {
      Mapped next = inverse(theta, layer, all.field());
      all = new Mapped(next.field(), all.logJacobian().add(next.logJacobian()));
    }
    return all;
  }

  @Override
  public void close() {
    network.close();
    constants.close();
  }
}
