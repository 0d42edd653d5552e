package org.fluxtube.actors.database;

/**
 * A version of the model as the database knows it.
 *
 * @param version its version, from 1
 * @param lesson the lesson that made it
 * @param kind its architecture
 * @param parameters how many numbers it has
 * @param file name of its file in the run's folder of models
 * @param sha256 checksum of the file, hexadecimal
 * @param unixTime seconds since 1970
 */
public record ModelRow(
    int version,
    long lesson,
    String kind,
    int parameters,
    String file,
    String sha256,
    double unixTime) {}
