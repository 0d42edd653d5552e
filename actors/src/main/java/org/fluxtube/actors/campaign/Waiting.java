package org.fluxtube.actors.campaign;

import java.util.Optional;
import org.fluxtube.actors.database.Row;
import org.fluxtube.engine.run.Event;

/** For whom a chain waits, and for how long it did. */
final class Waiting {
  /** What a lesson is called; its number follows. */
  static final String LESSON = "lesson ";

  private String waitsFor = "";
  private long since;

  /**
   * A wait that is over.
   *
   * @param blocker for whom
   * @param seconds how long
   */
  record Over(String blocker, double seconds) {
    void tell(int chain, long trajectory, Journal journal) {
      if (blocker.startsWith(LESSON)) {
        long lesson = Long.parseLong(blocker.substring(LESSON.length()));
        journal.add(new Event.EpochWaited(chain, trajectory, lesson, seconds));
        journal.write(new Row.Wait(chain, lesson, seconds));
      } else {
        journal.add(new Event.SubscriberLag(chain, trajectory, blocker, seconds));
      }
    }
  }

  /**
   * Notes for whom the chain waits now.
   *
   * @param blocker empty if for nobody
   * @return the end of an earlier wait for somebody else
   */
  Optional<Over> now(String blocker) {
    if (blocker.equals(waitsFor)) {
      return Optional.empty();
    }
    long now = System.nanoTime();
    Optional<Over> over =
        waitsFor.isEmpty()
            ? Optional.empty()
            : Optional.of(new Over(waitsFor, 1e-9 * (now - since)));
    waitsFor = blocker;
    since = now;
    return over;
  }
}
