package org.fluxtube.engine.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.rng.StreamKey;

/** The bound form of {@link SpectralCoupling}; links have the shape of {@link Matrices}. */
final class SpectralLayers implements TorchMap {
  private static final int DIRECTIONS = 2;
  private static final int SPACING = SpectralCoupling.SPACING;
  private static final int MASKS = DIRECTIONS * SPACING;

  private final SpectralCoupling spec;
  private final Lattice lattice;
  private final int n;
  private final int channels;
  private final CellMap cell;
  private final Conditioner network;
  private final int[][] active = new int[MASKS][];
  private final int[][] frozen = new int[MASKS][];
  private final Constants constants = new Constants();

  /**
   * @param n colours, 2 or 3
   */
  SpectralLayers(SpectralCoupling spec, Lattice lattice, int n) {
    this.spec = spec;
    this.lattice = lattice;
    this.n = n;
    this.channels = n == 2 ? 1 : 2; // traces of SU(2) are real
    this.cell = new CellMap(n, spec.bins());
    for (int mask = 0; mask < MASKS; mask++) {
      active[mask] = sites(mask, 0, 1);
      frozen[mask] = sites(mask, 1, 3);
    }
    this.network = spec.conditioner().bind(lattice, channels, cell.numbers(), active);
  }

  /** Sites in some lines, counted from an active one: 0 active, 1 and 2 frozen, 3 passive. */
  private int[] sites(int mask, int from, int to) {
    int across = 1 - direction(mask);
    int first = SPACING - 1 - mask % SPACING;
    return IntStream.range(0, lattice.volume())
        .filter(s -> {
          int line = Math.floorMod(lattice.coordinate(s, across) - first, SPACING);
          return line >= from && line < to;
        })
        .toArray();
  }

  private static int direction(int mask) {
    return mask / SPACING % DIRECTIONS;
  }

  private int free() {
    return SPACING * cell.numbers();
  }

  private int parameters() {
    return network.parameters() + free();
  }

  @Override
  public List<String> labels() {
    List<String> labels = new ArrayList<>();
    for (int layer = 0; layer < spec.layers(); layer++) {
      labels.addAll(network.labels("spectrum " + layer));
      for (int k = 0; k < free(); k++) {
        labels.add("spectrum " + layer + " place " + k % SPACING + " number " + k / SPACING);
      }
    }
    return labels;
  }

  @Override
  public double[] start(StreamKey key) {
    double[] out = new double[spec.layers() * parameters()];
    for (int layer = 0; layer < spec.layers(); layer++) {
      network.start(key.at(layer), out, layer * parameters());
    }
    return out;
  }

  private Tensor index(String name, int mask, int[] sites, IntUnaryOperator of) {
    return constants.index(
        name + " " + mask, () -> IntStream.of(sites).map(of).asLongStream().toArray());
  }

  /** The two corners of plaquettes: P = first second^dagger. */
  private record Corners(Tensor first, Tensor second) {}

  /** U_0(x) U_1(x+0) and U_1(x) U_0(x+1) for the sites of a mask. */
  private Corners corners(Tensor u, String name, int mask, int[] sites) {
    int v = lattice.volume();
    Tensor a = u.index_select(2, index(name + " a", mask, sites, s -> s));
    Tensor b = u.index_select(2, index(name + " b", mask, sites, s -> v + lattice.forward(s, 0)));
    Tensor c = u.index_select(2, index(name + " c", mask, sites, s -> lattice.forward(s, 1)));
    Tensor d = u.index_select(2, index(name + " d", mask, sites, s -> v + s));
    return new Corners(Matrices.product(a, b), Matrices.product(d, c));
  }

  /** Traces of the frozen plaquettes, shape [channels, sites, batch]. */
  private Tensor seen(Tensor u, int mask) {
    Corners corners = corners(u, "frozen", mask, frozen[mask]);
    Tensor trace = Matrices.traceWithAdjoint(corners.first, corners.second).div(new Scalar(n));
    TensorVector parts = new TensorVector(torch.real(trace));
    if (channels > 1) {
      parts.push_back(torch.imag(trace));
    }
    Tensor traces = torch.stack(parts, 0);
    Tensor none = torch.zeros(channels, lattice.volume(), u.size(3)).to(traces.scalar_type());
    return none.index_copy(1, index("frozen a", mask, frozen[mask], s -> s), traces);
  }

  private interface Step {
    CellMap.Image of(Tensor numbers, Tensor theta);
  }

  private Mapped layer(Tensor theta, int layer, Tensor u, Step step) {
    int mask = layer % MASKS;
    int mu = direction(mask);
    Tensor own = theta.narrow(0, (long) layer * parameters(), parameters());
    Tensor places =
        index("places", mask, active[mask], s -> Math.floorMod(lattice.coordinate(s, mu), SPACING));
    Tensor table = own.narrow(0, network.parameters(), free()).view(-1, SPACING);
    Tensor numbers =
        network
            .apply(own.narrow(0, 0, network.parameters()), seen(u, mask), 1 + mask)
            .add(table.index_select(1, places).unsqueeze(2));
    Corners corners = corners(u, "active", mask, active[mask]);
    Tensor p = Matrices.product(corners.first, Matrices.adjoint(corners.second));
    Matrices.Spectral spectral = new Matrices.Spectral(p);
    Tensor before = spectral.angles();
    CellMap.Image image = step.of(numbers, before);
    Tensor turn = spectral.function(Matrices.phase(image.angles().sub(before)));
    Tensor links = index("links", mask, active[mask], s -> mu * lattice.volume() + s);
    // a link of direction 0 is the first of its plaquette, one of direction 1 the last, against it
    Tensor by = mu == 0 ? turn : Matrices.adjoint(turn);
    Tensor turned = Matrices.product(by, u.index_select(2, links));
    return new Mapped(u.index_copy(2, links, turned), image.logJacobian().sum(0));
  }

  private Mapped all(Tensor x, boolean back, TorchMap.Step layers) {
    Mapped u = TorchMap.inTurn(spec.layers(), back, Matrices.of(x, n), layers);
    return new Mapped(Matrices.numbers(u.field()), u.logJacobian());
  }

  @Override
  public Mapped forward(Tensor theta, Tensor z) {
    return all(z, false, (k, u) -> layer(theta, k, u, cell::forward));
  }

  @Override
  public Mapped inverse(Tensor theta, Tensor x) {
    return all(x, true, (k, u) -> layer(theta, k, u, cell::inverse));
  }

  @Override
  public void close() {
    network.close();
    constants.close();
  }
}
