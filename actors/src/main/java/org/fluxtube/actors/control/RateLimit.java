package org.fluxtube.actors.control;

import io.netty.handler.codec.http.HttpResponseStatus;

/** A bucket of tokens: at most {@code burst} requests at once and {@code perSecond} for long. */
final class RateLimit {
  private final double perSecond;
  private final double burst;
  private double left;
  private long last = System.nanoTime();

  RateLimit(double perSecond, double burst) {
    this.perSecond = perSecond;
    this.burst = burst;
    this.left = burst;
  }

  /**
   * Takes one.
   *
   * @throws Refusal if none is left
   */
  synchronized void take() {
    long now = System.nanoTime();
    left = Math.min(burst, left + 1e-9 * (now - last) * perSecond);
    last = now;
    if (left < 1) {
      throw new Refusal(
          HttpResponseStatus.TOO_MANY_REQUESTS,
          "more than " + Math.round(perSecond) + " such requests a second; wait a second");
    }
    left--;
  }
}
