package org.fluxtube.engine.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.fluxtube.engine.testing.DenseSpline;
import org.fluxtube.engine.testing.RandomFields;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Splines of many elements at once, against formulas for one and against autograd. */
class RationalQuadraticTest {
  private static final int BINS = 6;
  private static final double B = 2.5;
  private static final int ELEMENTS = 200;

  private interface Body {
    void run(RationalQuadratic kind, double[] numbers, RationalQuadratic.Splines splines);
  }

  private static void with(RationalQuadratic.Ends ends, Body body) {
    RationalQuadratic kind = new RationalQuadratic(BINS, B, ends);
    try (PointerScope scope = Torch.scope(1)) {
      double[] numbers = RandomFields.normal(3, kind.numbers() * ELEMENTS);
      Arrays.setAll(numbers, k -> 1.5 * numbers[k]);
      body.run(kind, numbers, kind.splines(leaf(numbers).view(kind.numbers(), ELEMENTS)));
    }
  }

  private static Tensor leaf(double[] x) {
    return Tensor.create(x, x.length);
  }

  /** Points within [-B, B], and beyond where the splines go on there. */
  private static double[] points(RationalQuadratic.Ends ends) {
    double reach = ends == RationalQuadratic.Ends.INTERVAL ? B : 3 * B;
    double[] x = new double[ELEMENTS];
    Arrays.setAll(x, k -> reach * (2 * (k + 0.5) / ELEMENTS - 1));
    return x;
  }

  @ParameterizedTest
  @EnumSource(RationalQuadratic.Ends.class)
  void theInverseIsTheInverse(RationalQuadratic.Ends ends) {
    with(
        ends,
        (kind, numbers, splines) -> {
          double[] x = points(ends);
          RationalQuadratic.Image y = kind.forward(splines, leaf(x));
          RationalQuadratic.Image back = kind.inverse(splines, y.value());
          assertThat(Torch.host(back.value())).containsExactly(x, within(1e-11));
          double[] log = Torch.host(back.logSlope());
          double[] minus = Arrays.stream(Torch.host(y.logSlope())).map(v -> -v).toArray();
          assertThat(log).containsExactly(minus, within(1e-10));
        });
  }

  /** Of the map and of its inverse; the splines are elementwise, so one backward does all. */
  @ParameterizedTest
  @EnumSource(RationalQuadratic.Ends.class)
  void theSlopeIsThatOfAutograd(RationalQuadratic.Ends ends) {
    with(
        ends,
        (kind, numbers, splines) -> {
          Tensor x = leaf(points(ends)).set_requires_grad(true);
          RationalQuadratic.Image y = kind.forward(splines, x);
          y.value().sum().backward();
          assertThat(Torch.host(y.logSlope().exp()))
              .containsExactly(Torch.host(x.grad()), within(1e-10));
          Tensor z = leaf(points(ends)).set_requires_grad(true);
          RationalQuadratic.Image inverse = kind.inverse(splines, z);
          inverse.value().sum().backward();
          double[] slopes = Torch.host(z.grad());
          double[] expected = Torch.host(inverse.logSlope().exp());
          for (int k = 0; k < ELEMENTS; k++) {
            assertThat(slopes[k]).isCloseTo(expected[k], within(1e-8 * (1 + expected[k])));
          }
        });
  }

  /** Values, slopes and inverses of arXiv:1906.04032, element by element. */
  @ParameterizedTest
  @EnumSource(
      value = RationalQuadratic.Ends.class,
      names = {"LINEAR", "CIRCULAR"})
  void eachElementHasItsOwnSpline(RationalQuadratic.Ends ends) {
    with(
        ends,
        (kind, numbers, splines) -> {
          double[] x = points(ends);
          RationalQuadratic.Image y = kind.forward(splines, leaf(x));
          double[] values = Torch.host(y.value());
          double[] inverse = Torch.host(kind.inverse(splines, leaf(x)).value());
          double[] logs = Torch.host(y.logSlope());
          for (int e = 0; e < ELEMENTS; e++) {
            double[] own = new double[kind.numbers()];
            for (int k = 0; k < own.length; k++) {
              own[k] = numbers[k * ELEMENTS + e];
            }
            boolean circle = ends == RationalQuadratic.Ends.CIRCULAR;
            DenseSpline dense =
                circle ? DenseSpline.circular(BINS, B, own) : DenseSpline.linear(BINS, B, own);
            double turns = circle ? 2 * B * Math.rint(x[e] / (2 * B)) : 0;
            double at = x[e] - turns;
            assertThat(values[e]).isCloseTo(turns + dense.at(at), within(1e-12));
            assertThat(inverse[e]).isCloseTo(turns + dense.inverse(at), within(1e-11));
            assertThat(logs[e]).isCloseTo(Math.log(dense.slopeAt(at)), within(1e-11));
          }
        });
  }

  /** -y(-x) is the spline of the turned numbers; 0 is the identity. */
  @ParameterizedTest
  @EnumSource(RationalQuadratic.Ends.class)
  void aSplineCanBeTurnedAroundAndBeNothing(RationalQuadratic.Ends ends) {
    with(
        ends,
        (kind, numbers, splines) -> {
          Tensor x = leaf(points(ends));
          Tensor all = leaf(numbers).view(kind.numbers(), ELEMENTS);
          RationalQuadratic.Splines turned = kind.splines(kind.turned(all));
          RationalQuadratic.Image y = kind.forward(splines, x);
          RationalQuadratic.Image other = kind.forward(turned, x.neg());
          assertThat(Torch.host(other.value().neg()))
              .containsExactly(Torch.host(y.value()), within(1e-12));
          assertThat(Torch.host(other.logSlope()))
              .containsExactly(Torch.host(y.logSlope()), within(1e-10));
          RationalQuadratic.Image same = kind.forward(kind.splines(all.mul(new Scalar(0.0))), x);
          assertThat(Torch.host(same.value())).containsExactly(Torch.host(x), within(1e-14));
          assertThat(Torch.host(same.logSlope()))
              .containsExactly(new double[ELEMENTS], within(1e-13));
        });
  }
}
