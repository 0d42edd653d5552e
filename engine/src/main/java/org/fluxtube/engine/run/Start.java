package org.fluxtube.engine.run;

import org.fluxtube.engine.catalogue.Param;

/** Where a chain starts. */
public sealed interface Start {
  /** Unit links, phi = 0, spins along the first axis. */
  record Cold() implements Start {}

  /** Haar-distributed links, normal scalars, uniform spins; different for each chain. */
  record Hot() implements Start {}

  /**
   * A configuration file of the campaign's field and lattice.
   *
   * @param path where it is; relative paths count from the campaign file
   */
  record File(@Param("ILDG, NERSC, MILC or HDF5 file") String path) implements Start {}
}
