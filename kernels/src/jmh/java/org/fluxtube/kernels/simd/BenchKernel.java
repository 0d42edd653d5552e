package org.fluxtube.kernels.simd;

import org.fluxtube.engine.field.Vector;
import org.fluxtube.engine.rng.RandomStream;

/** What is timed, and the numbers by which two backends are compared after one call. */
public enum BenchKernel {
  TRAJECTORY {
    @Override
    void run(BenchFields x) {
      x.step();
    }

    @Override
    double[] check(BenchFields x) {
      run(x);
      return x.chainValues();
    }
  },
  FORCE {
    @Override
    void run(BenchFields x) {
      x.ops.gaugeForce(x.u.vectors(), 2, 1, 0, x.force.vectors());
    }

    @Override
    double[] check(BenchFields x) {
      run(x);
      return x.values(x.force.vector(0));
    }
  },
  FORCE_WITH_RECTANGLES {
    @Override
    void run(BenchFields x) {
      x.ops.gaugeForce(x.u.vectors(), 2, 3.648, -0.331, x.force.vectors());
    }

    @Override
    double[] check(BenchFields x) {
      run(x);
      return x.values(x.force.vector(0));
    }
  },
  STAPLE {
    @Override
    void run(BenchFields x) {
      x.ops.staple(x.u.vectors(), 0, 1, 0, x.out);
    }

    @Override
    double[] check(BenchFields x) {
      run(x);
      return x.values(x.out);
    }
  },
  DRIFT {
    @Override
    void run(BenchFields x) {
      x.u.drift(0.05, x.p);
    }

    @Override
    double[] check(BenchFields x) {
      run(x);
      return x.values(x.u.link(0));
    }
  },
  MULTIPLY {
    @Override
    void run(BenchFields x) {
      x.ops.multiply(1, x.u.link(0), false, x.u.link(1), true, 0, x.out);
    }

    @Override
    double[] check(BenchFields x) {
      run(x);
      return x.values(x.out);
    }
  },
  PLAQUETTE_SUM {
    @Override
    void run(BenchFields x) {
      x.ops.plaquetteSum(x.u.vectors(), 0, 1);
    }

    @Override
    double[] check(BenchFields x) {
      return new double[] {x.ops.plaquetteSum(x.u.vectors(), 0, 1)};
    }
  },
  REFRESH {
    @Override
    void run(BenchFields x) {
      x.p.refresh(new RandomStream(7, 0, 0));
    }

    @Override
    double[] check(BenchFields x) {
      run(x);
      return x.values(x.p.vector(0));
    }
  },
  AXPY {
    @Override
    void run(BenchFields x) {
      for (Vector part : x.p.vectors()) {
        x.ops.axpy(1e-9, x.force.vector(0), part);
      }
    }

    @Override
    double[] check(BenchFields x) {
      run(x);
      return x.values(x.p.vector(1));
    }
  },
  DOT {
    @Override
    void run(BenchFields x) {
      x.p.dot(x.force);
    }

    @Override
    double[] check(BenchFields x) {
      return new double[] {x.p.kinetic()};
    }
  };

  abstract void run(BenchFields x);

  abstract double[] check(BenchFields x);
}
