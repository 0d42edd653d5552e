package org.fluxtube.engine.field;

/** What the three kinds of field share: their numbers are those of a list of vectors. */
final class Fields {
  private Fields() {}

  static void copy(FieldOps ops, Vector[] from, Vector[] to) {
    for (int i = 0; i < from.length; i++) {
      ops.copy(from[i], to[i]);
    }
  }

  static void load(Field<?> field, FieldData data) {
    if (!data.type().equals(field.type()) || !data.lattice().equals(field.lattice())) {
      throw new IllegalArgumentException(
          "got a "
              + data.type()
              + " on "
              + data.lattice()
              + "; needed is a "
              + field.type()
              + " on "
              + field.lattice());
    }
    int offset = 0;
    for (Vector v : field.vectors()) {
      field.ops().load(data.values(), offset, v);
      offset += v.shape().reals() * field.lattice().volume();
    }
  }

  static void store(Field<?> field, double[] host) {
    int offset = 0;
    for (Vector v : field.vectors()) {
      field.ops().store(v, host, offset);
      offset += v.shape().reals() * field.lattice().volume();
    }
  }

  static double distance2(FieldOps ops, Vector[] a, Vector[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      try (Scratch.Lease t = ops.scratch().like(a[i])) {
        ops.copy(a[i], t.vector());
        ops.axpy(-1, b[i], t.vector());
        sum += ops.norm2(t.vector());
      }
    }
    return sum;
  }
}
