package org.fluxtube.engine.observable;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.lattice.Lattice;
import org.junit.jupiter.api.Test;

/** Every refusal says where, what was got, what is allowed. */
class RefusalTest {
  private static final FieldType U1 = new FieldType.Gauge(Group.U1);
  private static final FieldType SU3 = new FieldType.Gauge(Group.SU3);
  private static final FieldType PHI = new FieldType.Scalar(1);
  private static final FieldType SPIN = new FieldType.Spin(3);
  private static final Lattice PLANE = new Lattice(4, 6);

  private static void refuses(Runnable action, String... words) {
    assertThatThrownBy(action::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(words);
  }

  @Test
  void wrongFields() {
    refuses(() -> new Plaquette().requireFits(PHI, PLANE), "gauge field", "scalar");
    refuses(() -> new Rectangle().requireFits(SPIN, PLANE), "gauge field", "spin");
    refuses(() -> new PolyakovLoop().requireFits(PHI, PLANE), "Polyakov", "scalar");
    refuses(() -> new Magnetisation<>().requireFits(U1, PLANE), "scalar or spin", "U(1)");
    refuses(() -> new TwoPoint<>().requireFits(SU3, PLANE), "scalar or spin", "SU(3)");
    refuses(() -> new PhiSquared().requireFits(SPIN, PLANE), "scalar field", "O(3)");
    refuses(() -> new IsingEnergy().requireFits(U1, PLANE), "scalar field", "U(1)");
    refuses(() -> new SpinEnergy().requireFits(PHI, PLANE), "spin field", "scalar");
  }

  @Test
  void wrongDimensions() {
    refuses(() -> new Plaquette().requireFits(U1, new Lattice(8)), "2 dimensions", "lattice 8");
    refuses(
        () -> new CloverCharge(1, 0.02).requireFits(SU3, PLANE), "4 dimensions", "4x6", "8x8x8x8");
    refuses(
        () -> new TopologicalCharge().requireFits(U1, new Lattice(4, 4, 4, 4)),
        "2 dimensions",
        "clover-charge");
    refuses(() -> new TopologicalCharge().requireFits(SU3, PLANE), "U(1)", "SU(3)", "4x6");
  }

  @Test
  void wrongExtents() {
    refuses(() -> new WilsonLoop(5, 2, false).requireFits(U1, PLANE), "5x2", "4x6", "direction 0");
    refuses(() -> new WilsonLoop(2, 7, true).requireFits(U1, PLANE), "2x7", "direction 1");
    refuses(() -> new WilsonLoop(0, 2, false), "r = 0", "from 1");
    new WilsonLoop(4, 6, true).requireFits(U1, PLANE);
    refuses(() -> new WilsonLoop(4, 6, false).requireFits(U1, PLANE), "4x6");
  }

  @Test
  void wrongNumbers() {
    refuses(() -> new CloverCharge(-1, 0.02), "flowTime = -1", "from 0 to 1000");
    refuses(() -> new CloverCharge(Double.NaN, 0.02), "flowTime = NaN");
    refuses(() -> new CloverCharge(1, 0.5), "step = 0.5", "to 0.1", "0.02");
    refuses(() -> new FlowedEnergy(0, 10, 0.02), "maxTime = 0");
    refuses(() -> new FlowedEnergy(1, 0, 0.02), "points = 0");
  }
}
