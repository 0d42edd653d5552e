package org.fluxtube.actors.database;

/**
 * A lesson as the database knows it; NaN where it has NULL.
 *
 * @param lesson number of the lesson, from 1
 * @param trajectory last trajectory of every chain that it learnt from
 * @param version version of the model that it leaves
 * @param outcome learnt, rolled-back, kept ...
 * @param samples samples that it learnt from
 * @param loss loss on them
 * @param heldOut loss on samples of chains that did not train
 * @param seconds wall-clock time, not reproducible
 * @param detail JSON object of further numbers
 */
public record LessonRow(
    long lesson,
    long trajectory,
    int version,
    String outcome,
    long samples,
    double loss,
    double heldOut,
    double seconds,
    String detail) {}
