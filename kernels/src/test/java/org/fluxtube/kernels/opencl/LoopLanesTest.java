package org.fluxtube.kernels.opencl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.field.Precision;
import org.fluxtube.engine.field.ReferenceOps;
import org.fluxtube.engine.field.Shape;
import org.fluxtube.engine.field.Vector;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.rng.RandomStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Loops in vectors of 4 and 8 lanes, at whose edges lanes are turned, against the reference. */
@NeedsDevice
class LoopLanesTest {
  private static final Lattice LATTICE = new Lattice(4, 8, 4);

  @ParameterizedTest
  @CsvSource({"3, 8, DOUBLE", "2, 4, FLOAT"})
  void allLoopsAreThoseOfTheReference(int n, int lanes, Precision precision) {
    double[] expected;
    try (FieldOps reference = new ReferenceOps(LATTICE)) {
      expected = results(reference, n, Precision.DOUBLE);
    }
    try (OpenClOps ops = new OpenClOps(LATTICE, OpenDevice.of(TestDevice.get()), lanes)) {
      double[] got = results(ops, n, precision);
      double bound = precision == Precision.DOUBLE ? 1e-13 : 2e-5;
      assertThat(got).hasSameSizeAs(expected);
      for (int i = 0; i < got.length; i++) {
        assertThat(got[i]).as("number %d", i).isCloseTo(expected[i], within(bound));
      }
    }
  }

  private static double[] results(FieldOps ops, int n, Precision precision) {
    int d = LATTICE.dimensions();
    Group group = new Group(n);
    Shape matrix = new Shape.Matrix(n);
    Shape algebra = new Shape.Real(group.algebraDimension());
    Vector[] u = vectors(ops, matrix, precision, d);
    Vector[] h = vectors(ops, algebra, precision, d);
    Vector[] out = vectors(ops, algebra, precision, d);
    Vector k = ops.allocate(matrix, precision);
    Vector m = ops.allocate(matrix, precision);
    double[][] weights = new double[d][d];
    try (FieldOps reference = new ReferenceOps(LATTICE);
        GaugeField links = new GaugeField(reference, group)) {
      links.hot(new RandomStream(3, 0, n));
      for (int mu = 0; mu < d; mu++) {
        ops.load(numbers(reference, links.link(mu)).toArray(), 0, u[mu]);
        ops.load(Data.normal(mu, algebra.reals() * LATTICE.volume()), 0, h[mu]);
        Arrays.fill(weights[mu], 0.1 + 0.05 * mu);
      }
    }
    ops.element(1, h[0], 0, k);
    DoubleStream all = DoubleStream.empty();
    ops.plaquetteProjections(u, weights, out);
    all = DoubleStream.concat(all, numbers(ops, out));
    ops.plaquetteDerivatives(u, weights, h, out);
    all = DoubleStream.concat(all, numbers(ops, out));
    ops.gaugeForce(u, 0.7, 5.0 / 3, -1.0 / 12, out);
    all = DoubleStream.concat(all, numbers(ops, out));
    ops.cloverForce(u, 0, 2, 0.3, k, out);
    all = DoubleStream.concat(all, numbers(ops, out));
    ops.staple(u, 1, 0.5, 0, m);
    all = DoubleStream.concat(all, numbers(ops, m));
    ops.staple(u, 2, 0.5, -0.2, m);
    all = DoubleStream.concat(all, numbers(ops, m));
    ops.plaquette(u, 2, 0, m);
    all = DoubleStream.concat(all, numbers(ops, m));
    ops.cloverLeaves(u, 1, 2, m);
    all = DoubleStream.concat(all, numbers(ops, m));
    double sites = LATTICE.volume();
    return DoubleStream.concat(
            all,
            DoubleStream.of(ops.plaquetteSum(u, 0, 1) / sites, ops.rectangleSum(u, 1, 0) / sites))
        .toArray();
  }

  private static Vector[] vectors(FieldOps ops, Shape shape, Precision precision, int count) {
    Vector[] all = new Vector[count];
    Arrays.setAll(all, i -> ops.allocate(shape, precision));
    return all;
  }

  private static DoubleStream numbers(FieldOps ops, Vector... vectors) {
    return Arrays.stream(vectors)
        .flatMapToDouble(x -> {
          double[] host = new double[LATTICE.volume() * x.shape().reals()];
          ops.store(x, host, 0);
          return Arrays.stream(host);
        });
  }
}
