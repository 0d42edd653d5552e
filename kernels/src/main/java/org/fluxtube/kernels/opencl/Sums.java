package org.fluxtube.kernels.opencl;

import org.fluxtube.engine.field.Precision;

/**
 * Sums of device numbers in a fixed order: many partial sums, {@value #LAST} of each row, the rest
 * on the host. The order depends on the number of terms alone, not on device or timing.
 */
final class Sums {
  /** Partial sums of a row that are read. */
  static final int LAST = 32;

  private static final int TERMS = 16;
  private static final int MOST = 8192;

  private final Launcher launcher;
  private Buffer first;
  private Buffer second;
  private double[] host = new double[LAST];

  Sums(Launcher launcher) {
    this.launcher = launcher;
  }

  /** sum_k x[k] y[k]. */
  double dot(Buffer x, Buffer y) {
    int width = width(x.length());
    launcher
        .kernel("RowDots", form(x))
        .set("x", x)
        .set("y", y)
        .set("out", first(width))
        .set("length", x.length())
        .set("width", width)
        .run(width);
    return finish(1, width)[0];
  }

  /**
   * Im sum_k conj(x[k]) y[k] for complex numbers, the rows of real and imaginary parts in turn.
   *
   * @param sites numbers of a row
   */
  double imaginaryDot(Buffer x, Buffer y, int sites) {
    int length = x.length() / 2;
    int width = width(length);
    launcher
        .kernel("RowImaginaryDots", form(x))
        .set("x", x)
        .set("y", y)
        .set("out", first(width))
        .set("sites", sites)
        .set("length", length)
        .set("width", width)
        .run(width);
    return finish(1, width)[0];
  }

  /** sum_k x[r][k] for each row of equal length. */
  double[] rows(Buffer x, int rows) {
    int length = x.length() / rows;
    int width = width(length);
    reduce(x, first(rows * width), rows, length, width);
    return finish(rows, width);
  }

  /**
   * Sums of reals components over the slices of a direction, [slice][component].
   *
   * @param sites the sites of the slices, one slice after the other
   */
  double[] slices(Buffer x, Buffer sites, int extent, int reals, int volume) {
    int width = width(volume / extent);
    int rows = extent * reals;
    launcher
        .kernel("SliceSums", form(x))
        .set("x", x)
        .set("out", first(rows * width))
        .set("sites", sites)
        .set("extent", extent)
        .set("reals", reals)
        .set("volume", volume)
        .set("width", width)
        .set("count", rows * width)
        .run(rows * width);
    return finish(rows, width);
  }

  /** Sums are double, whatever the terms are. */
  private static KernelForm form(Buffer x) {
    return x.precision() == Precision.FLOAT
        ? new KernelForm(1, KernelForm.Numbers.READ_FLOAT)
        : KernelForm.SITES;
  }

  private static int width(int length) {
    int width = LAST;
    while (width < MOST && width * TERMS < length) {
      width *= 2;
    }
    return width;
  }

  private void reduce(Buffer x, Buffer out, int rows, int length, int width) {
    launcher
        .kernel("RowSums", form(x))
        .set("x", x)
        .set("out", out)
        .set("length", length)
        .set("width", width)
        .set("count", rows * width)
        .run(rows * width);
  }

  /** Adds up the rows of {@code first}. */
  private double[] finish(int rows, int width) {
    Buffer last = first;
    if (width > LAST) {
      second = atLeast(second, rows * LAST);
      last = second;
      reduce(first, last, rows, width, LAST);
    }
    if (host.length < rows * LAST) {
      host = new double[rows * LAST];
    }
    launcher.read(last, 0, rows * LAST, host, 0);
    double[] result = new double[rows];
    for (int r = 0; r < rows; r++) {
      for (int half = LAST / 2; half > 0; half /= 2) {
        for (int k = r * LAST; k < r * LAST + half; k++) {
          host[k] += host[k + half];
        }
      }
      result[r] = host[r * LAST];
    }
    return result;
  }

  private Buffer first(int length) {
    first = atLeast(first, length);
    return first;
  }

  private Buffer atLeast(Buffer buffer, int length) {
    if (buffer != null && buffer.length() >= length) {
      return buffer;
    }
    if (buffer != null) {
      buffer.close();
    }
    return launcher.allocate(Signature.Type.DOUBLES, length);
  }
}
