package org.fluxtube.engine.flow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.rng.Purpose;
import org.fluxtube.engine.rng.RandomStream;

/** The maps of a flow on a lattice, one after the other, and where each has its parameters. */
final class Maps implements AutoCloseable {
  private final List<TorchMap> list = new ArrayList<>();
  private final List<String> labels = new ArrayList<>();

  /** The first parameter of each map, and the number of all. */
  private final int[] first;

  Maps(List<MapSpec> specs, FieldType type, Lattice lattice) {
    this.first = new int[specs.size() + 1];
    for (MapSpec spec : specs) {
      TorchMap map = bound(spec, type, lattice);
      String prefix = "map " + list.size() + " ";
      map.labels().forEach(label -> labels.add(prefix + label));
      list.add(map);
      first[list.size()] = labels.size();
    }
  }

  private static int colours(FieldType type) {
    return type instanceof FieldType.Gauge(Group group) ? group.n() : 0;
  }

  private static TorchMap bound(MapSpec spec, FieldType type, Lattice lattice) {
    int components = type.size(lattice) / lattice.volume();
    return switch (spec) {
      case AffineCoupling coupling -> new CouplingLayers(coupling, lattice, components);
      case ContinuousFlow continuous ->
          new IntegratedFlow(
              new SineField(continuous, lattice, components),
              RungeKutta.EIGHTH,
              continuous.steps());
      case SplineCoupling coupling -> new SplineLayers(coupling, lattice, components);
      case ContinuousSpinFlow continuous ->
          new IntegratedFlow(
              new SpinGradient(continuous, lattice, components),
              RungeKutta.EIGHTH,
              continuous.steps());
      case ModeScaling modes -> new ScaledModes(modes, lattice);
      case MaskedSmearing smearing -> new SmearedLinks(smearing, lattice);
      case PlaquetteCoupling coupling -> new PlaquetteLayers(coupling, lattice);
      case BlockSplitting splitting -> new SplitBlocks(splitting, lattice);
      case SpectralCoupling coupling -> new SpectralLayers(coupling, lattice, colours(type));
      case SpectralSplitting splitting -> new SpectralBlocks(splitting, lattice, colours(type));
    };
  }

  List<String> labels() {
    return labels;
  }

  /** The parameters where learning starts. */
  double[] start(RandomStream rng) {
    double[] theta = new double[labels.size()];
    for (int m = 0; m < list.size(); m++) {
      put(list.get(m).start(rng.key(Purpose.LEARNING, 0, m)), theta, m);
    }
    return theta;
  }

  private void put(double[] own, double[] theta, int m) {
    System.arraycopy(own, 0, theta, first[m], own.length);
  }

  /**
   * The parameters where those on another lattice are known, see {@link TorchMap#transferred}.
   *
   * @param other the same maps there
   * @param theta their parameters
   */
  double[] transferred(Maps other, double[] theta) {
    double[] out = new double[labels.size()];
    for (int m = 0; m < list.size(); m++) {
      double[] own = Arrays.copyOfRange(theta, other.first[m], other.first[m + 1]);
      put(list.get(m).transferred(other.list.get(m), own), out, m);
    }
    return out;
  }

  private Tensor part(Tensor all, int m) {
    return all.narrow(0, first[m], (long) first[m + 1] - first[m]);
  }

  /**
   * x = f(z).
   *
   * @param z shape [numbers, batch]
   */
  TorchMap.Mapped forward(Tensor parameters, Tensor z) {
    return TorchMap.inTurn(
        list.size(), false, z, (m, x) -> list.get(m).forward(part(parameters, m), x));
  }

  /** z = f^-1(x). */
  TorchMap.Mapped inverse(Tensor parameters, Tensor x) {
    return TorchMap.inTurn(
        list.size(), true, x, (m, z) -> list.get(m).inverse(part(parameters, m), z));
  }

  @Override
  public void close() {
    list.forEach(TorchMap::close);
  }
}
