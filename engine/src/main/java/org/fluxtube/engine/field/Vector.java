package org.fluxtube.engine.field;

/**
 * One number, matrix or tuple at each site, kept where its backend keeps it. Opaque: only the
 * {@link FieldOps} that allocated it can read or write it.
 */
public interface Vector extends AutoCloseable {
  /** What is at each site. */
  Shape shape();

  /** How its numbers are rounded. */
  Precision precision();

  /** Frees the memory; the vector must not be used afterwards. Closing twice does nothing. */
  @Override
  void close();
}
