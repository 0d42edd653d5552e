package org.fluxtube.engine.observable;

import org.fluxtube.engine.action.ActionSpec;
import org.fluxtube.engine.catalogue.Spec;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.lattice.Lattice;

/**
 * Checks of fields, lattices and parameters, with the messages of their errors, and label parts.
 */
final class Fit {
  private Fit() {}

  /** The group, if the field is a gauge field in at least {@code dimensions} dimensions. */
  static Group gauge(String what, FieldType type, Lattice lattice, int dimensions) {
    if (!(type instanceof FieldType.Gauge gauge)) {
      throw Spec.misfit(what, "a gauge field", type);
    }
    if (lattice.dimensions() < dimensions) {
      throw new IllegalArgumentException(
          what
              + " needs at least "
              + dimensions
              + " dimensions, got the lattice "
              + lattice
              + "; allowed is for example "
              + (dimensions == 2 ? "16x16" : "8x8x8x8"));
    }
    return gauge.group();
  }

  static Group gauge4(String what, FieldType type, Lattice lattice) {
    return gauge(what, type, lattice, 4);
  }

  static void scalar(String what, FieldType type) {
    if (!(type instanceof FieldType.Scalar)) {
      throw Spec.misfit(what, "a scalar field", type);
    }
  }

  static void spin(String what, FieldType type) {
    if (!(type instanceof FieldType.Spin)) {
      throw Spec.misfit(what, "a spin field", type);
    }
  }

  static void scalarOrSpin(String what, FieldType type) {
    components(what, type);
  }

  /** Components of a scalar or spin field. */
  static int components(String what, FieldType type) {
    return switch (type) {
      case FieldType.Scalar scalar -> scalar.components();
      case FieldType.Spin spin -> spin.components();
      case FieldType.Gauge gauge -> throw Spec.misfit(what, "a scalar or spin field", gauge);
    };
  }

  static void inRange(String name, double value, double from, double to, String example) {
    if (!(value >= from && value <= to)) {
      throw new IllegalArgumentException(
          name
              + " = "
              + text(value)
              + "; allowed are numbers from "
              + text(from)
              + " to "
              + text(to)
              + ", for example "
              + example);
    }
  }

  /** A number as part of a label: exact, without a trailing ".0". */
  static String text(double value) {
    String text = Double.toString(value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  /** An action as part of a label: WilsonPlaquette[beta=2.0] gives WilsonPlaquette_beta2.0. */
  static String label(ActionSpec<?> action) {
    return label(action.toString());
  }

  /** A record's text as part of a label. */
  static String label(String spec) {
    return spec.replace("=", "").replaceAll("[^A-Za-z0-9.+-]+", "_").replaceAll("_+$", "");
  }
}
