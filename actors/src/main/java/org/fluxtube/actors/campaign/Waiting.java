package org.fluxtube.actors.campaign;

import java.util.Optional;
import org.fluxtube.engine.run.Event;

/** For whom a chain waits, and for how long it did. */
final class Waiting {
  private String waitsFor = "";
  private long since;

  /**
   * Notes for whom the chain waits now.
   *
   * @param blocker empty if for nobody
   * @return the end of an earlier wait for somebody else
   */
  Optional<Event.SubscriberLag> now(int chain, long trajectory, String blocker) {
    if (blocker.equals(waitsFor)) {
      return Optional.empty();
    }
    long now = System.nanoTime();
    Optional<Event.SubscriberLag> over =
        waitsFor.isEmpty()
            ? Optional.empty()
            : Optional.of(
                new Event.SubscriberLag(chain, trajectory, waitsFor, 1e-9 * (now - since)));
    waitsFor = blocker;
    since = now;
    return over;
  }
}
