package org.fluxtube.kernels.opencl;

import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.field.Scratch;
import org.fluxtube.engine.field.Shape;
import org.fluxtube.engine.field.Vector;
import org.fluxtube.engine.lattice.Lattice;

/** Groups, algebras and spheres, site by site. */
abstract class DeviceManifolds extends DeviceHops {
  DeviceManifolds(Lattice lattice, OpenDevice device, int mostLanes) {
    super(lattice, device, mostLanes);
  }

  @Override
  public void project(double alpha, Vector m, double beta, Vector out) {
    Group group = Checks.group(m, out);
    kernel("Project", m, out)
        .set("m", data(m))
        .set("out", data(out))
        .set("alpha", alpha)
        .set("beta", beta)
        .set("n", group.n())
        .set("volume", volume)
        .run(volume);
  }

  @Override
  public void exponentiate(double eps, Vector p, Vector u) {
    Group group = Checks.group(u, p);
    if (group.n() == 3) {
      try (Scratch.Lease rest = scratch.take(new Shape.Real(1), u.precision())) {
        Buffer flags = data(rest.vector());
        exponentiation("ExponentiateSu3", eps, p, u).set("rest", flags).run(volume);
        exponentiation("ExponentiateSu3Large", eps, p, u).set("rest", flags).run(volume);
      }
      return;
    }
    if (group.n() < 3) {
      exponentiation("Exponentiate" + GaugeLoops.group(group.n()), eps, p, u).run(volume);
      return;
    }
    try (Scratch.Lease x = scratch.like(u);
        Scratch.Lease e = scratch.like(u);
        Scratch.Lease t = scratch.like(u)) {
      element(eps, p, 0, x.vector());
      kernel("ExponentialN", u)
          .set("x", data(x.vector()))
          .set("e", data(e.vector()))
          .set("t", data(t.vector()))
          .set("n", group.n())
          .set("volume", volume)
          .run(volume);
      multiply(1, e.vector(), false, u, false, 0, t.vector());
      copy(t.vector(), u);
    }
  }

  private Launch exponentiation(String kernel, double eps, Vector p, Vector u) {
    return kernel(kernel, u, p)
        .set("p", data(p))
        .set("u", data(u))
        .set("eps", eps)
        .set("volume", volume);
  }

  @Override
  public void element(double alpha, Vector p, double beta, Vector out) {
    Group group = Checks.group(out, p);
    kernel("Element", out, p)
        .set("p", data(p))
        .set("out", data(out))
        .set("alpha", alpha)
        .set("beta", beta)
        .set("n", group.n())
        .set("volume", volume)
        .run(volume);
  }

  @Override
  public void exponentialDerivative(
      double alpha, double eps, Vector w, Vector g, double beta, Vector out) {
    Checks.same(w, g);
    Checks.same(w, out);
    switch (Group.ofAlgebra(w.shape().reals()).n()) {
      case 2 -> derivative("ExponentialDerivativeSu2", alpha, eps, w, g, beta, out).run(volume);
      case 3 -> {
        try (Scratch.Lease rest = scratch.take(new Shape.Real(1), w.precision())) {
          Buffer flags = data(rest.vector());
          derivative("ExponentialDerivativeSu3", alpha, eps, w, g, beta, out)
              .set("rest", flags)
              .run(volume);
          derivative("ExponentialDerivativeSu3Large", alpha, eps, w, g, beta, out)
              .set("rest", flags)
              .run(volume);
        }
      }
      default -> super.exponentialDerivative(alpha, eps, w, g, beta, out);
    }
  }

  private Launch derivative(
      String kernel, double alpha, double eps, Vector w, Vector g, double beta, Vector out) {
    return kernel(kernel, w)
        .set("w", data(w))
        .set("g", data(g))
        .set("out", data(out))
        .set("alpha", alpha)
        .set("beta", beta)
        .set("eps", eps)
        .set("volume", volume);
  }

  @Override
  public void reunitarise(Vector u) {
    int n = Checks.matrixSize(u);
    if (n == 2 || n == 3) {
      kernel("ReunitariseSu" + n, u).set("u", data(u)).set("volume", volume).run(volume);
      return;
    }
    try (Scratch.Lease m = scratch.like(u)) {
      kernel("Reunitarise", u)
          .set("u", data(u))
          .set("m", data(m.vector()))
          .set("n", n)
          .set("volume", volume)
          .run(volume);
    }
  }

  @Override
  public void torque(double alpha, Vector x, Vector g, double beta, Vector out) {
    Checks.same(x, g);
    Checks.rotations(x, out);
    kernel("Torque", x, out)
        .set("x", data(x))
        .set("g", data(g))
        .set("out", data(out))
        .set("alpha", alpha)
        .set("beta", beta)
        .set("n", x.shape().reals())
        .set("volume", volume)
        .run(volume);
  }

  @Override
  public void rotate(double eps, Vector w, Vector x) {
    Checks.rotations(x, w);
    int n = x.shape().reals();
    if (n == 2 || n == 3) {
      kernel("RotateO" + n, x, w)
          .set("w", data(w))
          .set("x", data(x))
          .set("eps", eps)
          .set("volume", volume)
          .run(volume);
      return;
    }
    try (Scratch.Lease term = scratch.like(x);
        Scratch.Lease next = scratch.like(x)) {
      kernel("RotateOn", x, w)
          .set("w", data(w))
          .set("x", data(x))
          .set("term", data(term.vector()))
          .set("next", data(next.vector()))
          .set("eps", eps)
          .set("n", n)
          .set("volume", volume)
          .run(volume);
    }
  }

  @Override
  public void normalise(Vector x) {
    kernel("Normalise", x)
        .set("x", data(x))
        .set("reals", x.shape().reals())
        .set("volume", volume)
        .run(volume);
  }
}
