package org.fluxtube.engine.run;

import org.fluxtube.engine.catalogue.Param;

/**
 * A number that others have published for what a group of chains does; the report prints it beside
 * the group's own, whatever the two are. No check depends on it.
 *
 * @param observable name in the report, or acceptance
 * @param value in the normalisation of that observable
 * @param error as published; 0 where none was given
 * @param source where it is from
 */
public record Published(
    @Param("name in the report, for example plaquette, or acceptance") String observable,
    @Param("its value, in the normalisation of that observable") double value,
    @Param(value = "its error; 0: none was given", optional = true) double error,
    @Param(value = "where it is from, for example arXiv:2103.11965", optional = true)
        String source) {
  /** The acceptance of a group, which is no observable. */
  public static final String ACCEPTANCE = "acceptance";

  /** Checks the numbers. */
  public Published {
    if (!Double.isFinite(value) || !(error >= 0) || Double.isInfinite(error)) {
      throw new IllegalArgumentException(
          "value = "
              + value
              + ", error = "
              + error
              + "; allowed are a finite value and an error from 0, for example value = 0.7025,"
              + " error = 0.0001");
    }
  }
}
