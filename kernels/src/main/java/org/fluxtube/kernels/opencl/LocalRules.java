package org.fluxtube.kernels.opencl;

import java.util.Optional;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.field.LocalUpdate;
import org.fluxtube.engine.field.Shape;
import org.fluxtube.engine.rng.StreamKey;

/** Which local updates have a kernel, and its arguments. */
final class LocalRules {
  private LocalRules() {}

  /**
   * The kernel of a rule on vectors of a shape; empty where there is none or the shape is wrong.
   */
  static Optional<String> kernel(LocalUpdate update, Shape shape) {
    return switch (update) {
      case LocalUpdate.LinkHeatBath(Group group, double _, boolean _) ->
          link("HeatBath", group, shape);
      case LocalUpdate.LinkOverrelaxation(Group group, boolean _) ->
          link("Overrelax", group, shape);
      case LocalUpdate.SpinHeatBath _ ->
          shape instanceof Shape.Real(int n) && (n == 2 || n == 3)
              ? Optional.of("SpinHeatBathO" + n)
              : Optional.empty();
      case LocalUpdate.SpinOverrelaxation _ ->
          shape instanceof Shape.Real(int n) && n > 1
              ? Optional.of("SpinOverrelax")
              : Optional.empty();
      case LocalUpdate.LinkMetropolis _,
          LocalUpdate.ScalarMetropolis _,
          LocalUpdate.SpinMetropolis _ ->
          Optional.empty();
    };
  }

  private static Optional<String> link(String rule, Group group, Shape shape) {
    return shape.equals(new Shape.Matrix(group.n())) && group.n() <= 3
        ? Optional.of(rule + GaugeLoops.group(group.n()))
        : Optional.empty();
  }

  /**
   * What the kernel needs beside vectors and sites; {@code numbers} are the host's of all sites.
   */
  static void setParameters(
      Launch launch, LocalUpdate update, Shape shape, StreamKey key, Buffer numbers) {
    switch (update) {
      case LocalUpdate.LinkHeatBath(Group group, double coefficient, boolean reversed) -> {
        launch.set(key).set("numbers", numbers).set("coefficient", coefficient);
        setOrder(launch, group, reversed);
      }
      case LocalUpdate.LinkOverrelaxation(Group group, boolean reversed) ->
          setOrder(launch, group, reversed);
      case LocalUpdate.SpinHeatBath _ -> launch.set(key).set("numbers", numbers);
      case LocalUpdate.SpinOverrelaxation _ -> launch.set("n", shape.reals());
      case LocalUpdate.LinkMetropolis _,
          LocalUpdate.ScalarMetropolis _,
          LocalUpdate.SpinMetropolis _ ->
          throw new IllegalArgumentException(update + " has no kernel");
    }
  }

  private static void setOrder(Launch launch, Group group, boolean reversed) {
    if (group.n() == 3) {
      launch.set("reversed", reversed ? 1 : 0);
    }
  }
}
