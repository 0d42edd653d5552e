package org.fluxtube.engine.flow;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.rng.StreamKey;

/** The bound form of {@link PlaquetteCoupling}; angles have the shape [2 sites, batch]. */
final class PlaquetteLayers implements TorchMap {
  private static final int DIRECTIONS = 2;

  private final PlaquetteCoupling spec;
  private final Lattice lattice;
  private final CircleMap circle;
  private final Conditioner network;
  private final Plaquettes plaquettes;
  private final Constants constants = new Constants();

  PlaquetteLayers(PlaquetteCoupling spec, Lattice lattice) {
    this.spec = spec;
    this.lattice = lattice;
    this.plaquettes = new Plaquettes(lattice);
    this.circle = CircleMap.of(spec.circle(), spec.parts());
    this.network = spec.conditioner().bind(lattice, 2, circle.numbers());
  }

  @Override
  public List<String> labels() {
    List<String> labels = new ArrayList<>();
    for (int layer = 0; layer < spec.layers(); layer++) {
      labels.addAll(network.labels("plaquettes " + layer));
    }
    return labels;
  }

  @Override
  public double[] start(StreamKey key) {
    double[] out = new double[spec.layers() * network.parameters()];
    for (int layer = 0; layer < spec.layers(); layer++) {
      network.start(key.at(layer), out, layer * network.parameters());
    }
    return out;
  }

  private int direction(int layer) {
    return layer % DIRECTIONS;
  }

  /** Lines from a site to the last active one behind it: 0 active, 1 and 2 frozen, 3 passive. */
  private int line(int layer, int site) {
    int across = lattice.coordinate(site, 1 - direction(layer));
    int first = layer / DIRECTIONS % PlaquetteCoupling.SPACING;
    return Math.floorMod(across - first, PlaquetteCoupling.SPACING);
  }

  private Tensor active(int layer) {
    return constants.index(
        "active " + layer % (DIRECTIONS * PlaquetteCoupling.SPACING),
        () -> {
          long[] sites = new long[lattice.volume() / PlaquetteCoupling.SPACING];
          int at = 0;
          for (int s = 0; s < lattice.volume(); s++) {
            if (line(layer, s) == 0) {
              sites[at++] = s;
            }
          }
          return sites;
        });
  }

  private Tensor frozen(int layer) {
    return constants.column(
        "frozen " + layer % (DIRECTIONS * PlaquetteCoupling.SPACING),
        () -> {
          double[] mask = new double[lattice.volume()];
          for (int s = 0; s < mask.length; s++) {
            int line = line(layer, s);
            mask[s] = line == 1 || line == 2 ? 1 : 0;
          }
          return mask;
        });
  }

  private interface Step {
    RationalQuadratic.Image of(Tensor numbers, Tensor plaquette);
  }

  private Mapped layer(Tensor theta, int layer, Tensor x, Step step) {
    Tensor p = plaquettes.of(x);
    Tensor mask = frozen(layer);
    Tensor seen = torch.cat(new TensorVector(p.cos().mul(mask), p.sin().mul(mask)), 0);
    Tensor own = theta.narrow(0, (long) layer * network.parameters(), network.parameters());
    Tensor active = active(layer);
    Tensor numbers = network.apply(own, seen).index_select(1, active);
    Tensor before = p.index_select(0, active);
    RationalQuadratic.Image image = step.of(numbers, before);
    Tensor change = image.value().sub(before);
    int mu = direction(layer);
    // a link of direction 0 is the first of its plaquette, one of direction 1 the last, against it
    Tensor turned =
        mu == 0
            ? x.index_add(0, active, change)
            : x.index_add(0, active.add(volume()), change.neg());
    return new Mapped(turned, image.logSlope().sum(0));
  }

  private Scalar volume() {
    return new Scalar((long) lattice.volume());
  }

  @Override
  public Mapped forward(Tensor theta, Tensor z) {
    return TorchMap.inTurn(spec.layers(), false, z, (k, x) -> layer(theta, k, x, circle::forward));
  }

  @Override
  public Mapped inverse(Tensor theta, Tensor x) {
    return TorchMap.inTurn(spec.layers(), true, x, (k, z) -> layer(theta, k, z, circle::inverse));
  }

  @Override
  public void close() {
    network.close();
    plaquettes.close();
    constants.close();
  }
}
