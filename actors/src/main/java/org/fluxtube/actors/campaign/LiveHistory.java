package org.fluxtube.actors.campaign;

import java.util.Arrays;

/**
 * A long series in bounded memory: points are means of {@code each} consecutive numbers, and when
 * there are {@value #MOST} of them neighbours are joined and {@code each} doubles. For one thread.
 */
final class LiveHistory {
  static final int MOST = 128;

  private final double[] points = new double[MOST];
  private int size;
  private long each = 1;
  private double sum;
  private long gathered;
  private long first;
  private long last;

  void add(long trajectory, double x) {
    if (last == 0) {
      first = trajectory;
    }
    last = trajectory;
    sum += x;
    if (++gathered < each) {
      return;
    }
    if (size == MOST) {
      for (int i = 0; i < MOST / 2; i++) {
        points[i] = 0.5 * points[2 * i] + 0.5 * points[2 * i + 1];
      }
      size = MOST / 2;
      each *= 2; // what was gathered is half a point now
      return;
    }
    points[size++] = sum / each;
    sum = 0;
    gathered = 0;
  }

  LiveMean.History snapshot() {
    return new LiveMean.History(each, first, last, Arrays.copyOf(points, size));
  }
}
