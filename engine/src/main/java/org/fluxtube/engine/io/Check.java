package org.fluxtube.engine.io;

/** What a reader verifies, and what a caller may ask it to overlook. */
public enum Check {
  /** The checksum (and digest) that the file states, against the one of its payload. */
  CHECKSUM,
  /** Plaquette and link trace that the header states, against those of the links. */
  CLAIMS,
  /** Unitarity and determinant of links, unit length of spins, and that numbers are finite. */
  UNITARITY
}
