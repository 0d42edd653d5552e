package org.fluxtube.kernels.opencl;

/** The device of the tests. */
final class TestDevice {
  private TestDevice() {}

  /** The device that the backend takes; fails with the reason where there is none. */
  static Device get() {
    return switch (Devices.usable()) {
      case Devices.Search.Found(var devices) -> devices.getFirst();
      case Devices.Search.Missing(String why) -> throw new AssertionError(why);
    };
  }

  /** A new queue on it, closed by the test. */
  static Launcher launcher() {
    return new Launcher(OpenDevice.of(get()));
  }
}
