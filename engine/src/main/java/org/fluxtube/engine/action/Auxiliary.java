package org.fluxtube.engine.action;

import java.util.Map;
import java.util.TreeMap;
import org.fluxtube.engine.field.Vector;

/**
 * Auxiliary fields by name. Drawn from the target only, kept in the sampler's state, given to
 * target and guide alike.
 *
 * @param fields name to vector; owned
 * @param drawn what the draw knows of S, by the names of the fields; not kept in checkpoints
 */
public record Auxiliary(Map<String, Vector> fields, Map<String, Double> drawn)
    implements AutoCloseable {
  /** No auxiliary fields. */
  public static final Auxiliary NONE = new Auxiliary(Map.of());

  /** Copies the map in alphabetical order. */
  public Auxiliary {
    fields = java.util.Collections.unmodifiableMap(new TreeMap<>(fields));
    drawn = Map.copyOf(drawn);
  }

  /** Of whose draw nothing more is known. */
  public Auxiliary(Map<String, Vector> fields) {
    this(fields, Map.of());
  }

  /** The vector of that name. */
  public Vector field(String name) {
    Vector v = fields.get(name);
    if (v == null) {
      throw new IllegalArgumentException(
          "no auxiliary field \"" + name + "\"; there are " + fields.keySet());
    }
    return v;
  }

  @Override
  public void close() {
    fields.values().forEach(Vector::close);
  }
}
