package org.fluxtube.kernels.opencl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.aparapi.Kernel;
import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.fluxtube.kernels.opencl.translate.KernelTranslator;

/**
 * One kernel with given arguments, run on the device and, work-item by work-item, as the Java that
 * it was translated from; all arrays must come out equal.
 */
final class HostRun {
  private final Kernel kernel;
  private final Map<String, Object> arguments = new LinkedHashMap<>();
  private int items;

  HostRun(Kernel kernel) {
    this.kernel = kernel;
  }

  /**
   * An Integer, Double, int[] or double[] for the field of that name; {@code colours} also selects
   * the kernel's text.
   */
  HostRun with(String name, Object value) {
    arguments.put(name, value);
    return this;
  }

  /** How many work-items. */
  HostRun items(int number) {
    items = number;
    return this;
  }

  /** Runs both; each number may differ by {@code bound} (1 + |number|), ints not at all. */
  void compare(Launcher launcher, double bound) throws ReflectiveOperationException {
    int colours = (int) arguments.getOrDefault("colours", 0);
    String group = colours == 0 ? "" : KernelTranslator.GROUPS.get(colours - 1);
    Launch launch = launcher.kernel(kernel.getClass().getSimpleName() + group);
    Map<String, Buffer> buffers = new HashMap<>();
    for (Map.Entry<String, Object> e : arguments.entrySet()) {
      switch (e.getValue()) {
        case Integer i -> launch.set(e.getKey(), i);
        case Double d -> launch.set(e.getKey(), d);
        case int[] a -> buffers.put(e.getKey(), launcher.ints(a));
        case double[] a -> {
          Buffer buffer = launcher.allocate(Signature.Type.DOUBLES, a.length);
          launcher.write(a, 0, buffer, 0, a.length);
          buffers.put(e.getKey(), buffer);
        }
        default -> throw new IllegalArgumentException(e.toString());
      }
    }
    buffers.forEach(launch::set);
    launch.run(items);
    onHost();
    for (Map.Entry<String, Buffer> e : buffers.entrySet()) {
      if (arguments.get(e.getKey()) instanceof int[] host) {
        assertThat(launcher.readInts(e.getValue())).as(e.getKey()).isEqualTo(host);
      } else {
        double[] host = (double[]) arguments.get(e.getKey());
        double[] got = new double[host.length];
        launcher.read(e.getValue(), 0, got.length, got, 0);
        for (int i = 0; i < got.length; i++) {
          assertThat(got[i])
              .as("%s[%d] of %d", e.getKey(), i, items)
              .isCloseTo(host[i], within(bound * (1 + Math.abs(host[i]))))
              .isFinite();
        }
      }
      e.getValue().close();
    }
  }

  /** The work-items of whole groups, as the device counts them. */
  private void onHost() throws ReflectiveOperationException {
    for (Map.Entry<String, Object> e : arguments.entrySet()) {
      Field field = kernel.getClass().getDeclaredField(e.getKey());
      field.setAccessible(true);
      field.set(kernel, e.getValue());
    }
    int padded = (items + Launch.GROUP - 1) / Launch.GROUP * Launch.GROUP;
    int[] id = kernel.getKernelState().getGlobalIds();
    for (int i = 0; i < padded; i++) {
      id[0] = i;
      kernel.run();
    }
  }
}
