package org.fluxtube.kernels.opencl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.fluxtube.kernels.opencl.Signature.Parameter;
import org.fluxtube.kernels.opencl.Signature.Type;
import org.junit.jupiter.api.Test;

class SignatureTest {
  @Test
  void parametersComeInTheOrderOfTheText() {
    String text =
        "int f(int a) { return a; }\n__kernel void run(\n   int volume, \n   __global double *x,\n"
            + "   double alpha, __global int *hop, __global float8 *y, float beta,"
            + " int x__javaArrayLength\n){ f(1); }";
    assertThat(Signature.parse(text, "run").parameters())
        .containsExactly(
            new Parameter(Type.INT, "volume"),
            new Parameter(Type.DOUBLES, "x"),
            new Parameter(Type.DOUBLE, "alpha"),
            new Parameter(Type.INTS, "hop"),
            new Parameter(Type.FLOATS, "y"),
            new Parameter(Type.FLOAT, "beta"),
            new Parameter(Type.INT, "x__javaArrayLength"));
  }

  @Test
  void otherTypesAreRefused() {
    for (String bad :
        new String[] {"long x", "__global short *x", "float *x", "double *x", "__global int x"}) {
      assertThatThrownBy(() -> Signature.parse("__kernel void run(" + bad + ") {}", "run"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(bad);
    }
    assertThatThrownBy(() -> Signature.parse("__kernel void run(int x) {}", "go"))
        .hasMessageContaining("no __kernel void go");
  }
}
