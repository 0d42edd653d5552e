package org.fluxtube.engine.testing;

import java.util.Arrays;
import org.fluxtube.engine.flow.Circle;

/** Maps of an angle and a turn, from their formulas, with inverses by bisection. */
final class DenseCircle {
  private DenseCircle() {}

  /** Numbers of one map. */
  static int numbers(Circle circle, int parts) {
    return switch (circle) {
      case PROJECTION -> parts + 1;
      case SPLINE -> 3 * parts + 1;
    };
  }

  /** The numbers of an odd map without a turn: widths, heights and slopes alike on both sides. */
  static double[] odd(Circle circle, int parts, double[] numbers) {
    double[] odd = numbers.clone();
    odd[odd.length - 1] = 0;
    if (circle == Circle.SPLINE) {
      for (int k = 0; k < parts; k++) {
        odd[k] = (numbers[k] + numbers[parts - 1 - k]) / 2;
        odd[parts + k] = (numbers[parts + k] + numbers[2 * parts - 1 - k]) / 2;
        odd[2 * parts + k] =
            (numbers[2 * parts + k] + numbers[2 * parts + (parts - k) % parts]) / 2;
      }
    }
    return odd;
  }

  /**
   * An angle within [-pi, pi], or its image, and ln of the slope of the map there.
   *
   * @param at what was asked for
   * @param logSlope ln g' at the angle
   */
  record Point(double at, double logSlope) {}

  /** The image of y by a map without a turn. */
  static Point forward(Circle circle, int parts, double[] numbers, double y) {
    double from = Math.IEEEremainder(y, 2 * Math.PI);
    return switch (circle) {
      case PROJECTION -> {
        double[] exponents = Arrays.copyOf(numbers, parts);
        yield new Point(projected(exponents, from), Math.log(slope(exponents, from)));
      }
      case SPLINE -> {
        DenseSpline spline = DenseSpline.circular(parts, Math.PI, numbers);
        yield new Point(spline.at(from), Math.log(spline.slopeAt(from)));
      }
    };
  }

  /** The point whose image is y. */
  static Point inverse(Circle circle, int parts, double[] numbers, double y) {
    double image = Math.IEEEremainder(y - numbers[numbers.length - 1], 2 * Math.PI);
    return switch (circle) {
      case PROJECTION -> {
        double[] exponents = Arrays.copyOf(numbers, parts);
        double before = bisect(exponents, image);
        yield new Point(before, Math.log(slope(exponents, before)));
      }
      case SPLINE -> {
        DenseSpline spline = DenseSpline.circular(parts, Math.PI, numbers);
        double before = spline.inverse(image);
        yield new Point(before, Math.log(spline.slopeAt(before)));
      }
    };
  }

  private static double projected(double[] exponents, double x) {
    return Arrays.stream(exponents)
        .map(s -> 2 * Math.atan(Math.exp(s) * Math.tan(x / 2)))
        .average()
        .orElseThrow();
  }

  private static double slope(double[] exponents, double x) {
    double cosine = Math.cos(x / 2) * Math.cos(x / 2);
    return Arrays.stream(exponents)
        .map(s -> 1 / (Math.exp(-s) * cosine + Math.exp(s) * (1 - cosine)))
        .average()
        .orElseThrow();
  }

  private static double bisect(double[] exponents, double image) {
    double low = -Math.PI;
    double high = Math.PI;
    for (int k = 0; k < 100; k++) {
      double middle = (low + high) / 2;
      if (projected(exponents, middle) < image) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }
}
