package org.fluxtube.kernels.opencl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.Shape;
import org.fluxtube.engine.field.Vector;
import org.fluxtube.engine.lattice.Lattice;
import org.junit.jupiter.api.Test;

/** Arguments by name, memory that is added up, queues that share a device. */
@NeedsDevice
class LauncherTest {
  @Test
  void wrongArgumentsAreRefusedByName() {
    try (Launcher launcher = TestDevice.launcher();
        Launcher other = TestDevice.launcher()) {
      Launch axpby = launcher.kernel("Axpby");
      Buffer x = launcher.allocate(Signature.Type.DOUBLES, 3);
      assertThatThrownBy(() -> axpby.run(3))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("no value for [alpha, beta, count, x, y]");
      assertThatThrownBy(() -> axpby.set("gamma", 1.0))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("has no argument \"gamma\"")
          .hasMessageContaining("alpha");
      assertThatThrownBy(() -> axpby.set("alpha", 1))
          .hasMessageContaining("argument alpha is of type DOUBLE, got INT");
      assertThatThrownBy(() -> axpby.set("x", launcher.ints(new int[3])))
          .hasMessageContaining("argument x is of type DOUBLES, got INTS");
      Buffer foreign = other.allocate(Signature.Type.DOUBLES, 3);
      assertThatThrownBy(() -> axpby.set("x", foreign)).hasMessageContaining("another queue's");
      x.close();
      x.close();
      assertThatThrownBy(() -> axpby.set("x", x))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("after it was closed");
      assertThatThrownBy(() -> launcher.kernel("Nothing"))
          .hasMessageContaining("no OpenCL kernel /kernels/Nothing.cl");
    }
  }

  @Test
  void countsTheMemoryThatIsHeld() {
    try (Launcher launcher = TestDevice.launcher()) {
      long before = launcher.bytes();
      Buffer x = launcher.allocate(Signature.Type.DOUBLES, 3);
      Buffer y = launcher.allocate(Signature.Type.FLOATS, 5);
      assertThat(launcher.bytes() - before).isEqualTo(3 * 8 + 5 * 4);
      x.close();
      assertThat(launcher.bytes() - before).isEqualTo(5 * 4);
      y.close();
      assertThat(launcher.bytes()).isEqualTo(before);
    }
  }

  @Test
  void transfersOutsideABufferAreRefused() {
    try (Launcher launcher = TestDevice.launcher()) {
      Buffer x = launcher.allocate(Signature.Type.DOUBLES, 3);
      double[] host = new double[4];
      assertThatThrownBy(() -> launcher.write(host, 0, x, 0, 4))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> launcher.read(x, 2, 2, host, 0))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void aTextThatDoesNotBuildIsReportedWithTheDriversLog() {
    OpenDevice device = OpenDevice.of(TestDevice.get());
    String warning = "__kernel void run(__global int *x) { int unused() { return 1; } x[0] = y; }";
    assertThatThrownBy(() -> device.build("Broken", warning))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("OpenCL kernel Broken does not build on")
        .hasMessageContaining("take another driver or device, or backend = simd")
        .hasMessageContaining("error");
  }

  @Test
  void aWarningIsAnError() {
    OpenDevice device = OpenDevice.of(TestDevice.get());
    String text = "__kernel void run(__global int *x) { if (x[0] = 1) { x[1] = 2; } }";
    assertThatThrownBy(() -> device.build("Warned", text))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Warned");
  }

  @Test
  void memoryIsAddedUpAndGivenBack() {
    Device device = TestDevice.get();
    OpenDevice small = OpenDevice.limited(device, 1 << 20);
    Lattice lattice = new Lattice(8, 8, 8);
    Shape shape = new Shape.Matrix(3);
    long bytes = 8L * 18 * 512;
    try (FieldOps ops = new OpenClOps(lattice, small)) {
      long before = small.used();
      Vector x = ops.allocate(shape);
      assertThat(small.used() - before).isEqualTo(bytes);
      x.close();
      x.close();
      assertThat(small.used()).isEqualTo(before);
      int fit = (int) (((1 << 20) - before) / bytes);
      for (int i = 0; i < fit; i++) {
        ops.allocate(shape);
      }
      assertThatThrownBy(() -> ops.allocate(shape))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("has 1.0 MiB of memory")
          .hasMessageContaining("take a smaller lattice");
    }
    assertThat(small.used()).isZero();
  }

  @Test
  void tooManyNumbersForThirtyTwoBitsAreRefused() {
    assertThatThrownBy(() -> Checks.numbers(1 << 28, 18, "128x128x128x128"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("take a smaller lattice");
    assertThat(Checks.numbers(1 << 20, 18, "32x32x32x32")).isEqualTo(18 << 20);
  }

  @Test
  void chainsShareAContextButNotTheirVectors() {
    Lattice lattice = new Lattice(3, 5);
    try (FieldOps one = new OpenClBackend().open(lattice);
        FieldOps two = new OpenClBackend().open(lattice)) {
      Launcher first = ((OpenClOps) one).launcher;
      Launcher second = ((OpenClOps) two).launcher;
      assertThat(first.device()).isSameAs(second.device());
      assertThat(first.queue()).isNotEqualTo(second.queue());
      Vector x = one.allocate(new Shape.Real(1));
      Vector y = two.allocate(new Shape.Real(1));
      assertThatThrownBy(() -> one.axpby(1, x, 1, y))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("other operations");
    }
  }

  @Test
  void twoThreadsWorkAtTheSameTime() throws InterruptedException {
    double[] results = new double[2];
    Thread[] threads = new Thread[2];
    for (int t = 0; t < 2; t++) {
      int chain = t;
      threads[t] =
          new Thread(() -> {
            Lattice lattice = new Lattice(6, 7);
            try (FieldOps ops = new OpenClBackend().open(lattice)) {
              Vector x = ops.allocate(new Shape.Real(2));
              Vector y = ops.allocate(new Shape.Real(2));
              ops.constant(1, x);
              for (int i = 0; i < 500; i++) {
                ops.axpby(chain + 1, x, 1, y);
              }
              results[chain] = ops.sum(y)[1];
            }
          });
      threads[t].start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(results).containsExactly(500.0 * 42, 1000.0 * 42);
  }
}
