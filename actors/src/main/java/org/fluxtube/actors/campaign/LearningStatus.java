package org.fluxtube.actors.campaign;

/**
 * How far the learning of a campaign is. Immutable.
 *
 * @param lessons lessons that are over; the version of the newest model
 * @param total lessons of the whole campaign
 * @param running the lesson that is being taken; 0 if none is
 * @param loss loss of the newest model on what it learnt from; NaN before the first lesson
 * @param heldOut its loss on samples that never train; NaN if there are none
 * @param overlap predicted acceptance of the newest model; NaN before the first lesson
 * @param border trajectory that every chain that feeds must reach for the next lesson
 */
public record LearningStatus(
    int lessons, int total, int running, double loss, double heldOut, double overlap, long border) {
  /** Whether there are lessons still to come. */
  public boolean over() {
    return lessons >= total;
  }
}
