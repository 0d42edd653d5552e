package org.fluxtube.engine.flow;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * Complex N x N matrices as tensors of the shape [N, N, links, batch], so that a product is one of
 * long rows.
 */
final class Matrices {
  private Matrices() {}

  /** Of the numbers of a chart, shape [links N N 2, batch]. */
  static Tensor of(Tensor x, int n) {
    long batch = x.size(1);
    Tensor pairs = x.view(-1, n, n, 2, batch).permute(1, 2, 0, 4, 3).contiguous();
    return torch.view_as_complex(pairs);
  }

  /** The inverse of {@link #of}. */
  static Tensor numbers(Tensor u) {
    long batch = u.size(3);
    return torch.view_as_real(u).permute(2, 0, 1, 4, 3).reshape(-1, batch);
  }

  /** a b. */
  static Tensor product(Tensor a, Tensor b) {
    return a.unsqueeze(2).mul(b.unsqueeze(0)).sum(1);
  }

  static Tensor adjoint(Tensor a) {
    return a.transpose(0, 1).conj();
  }

  /** tr a b^dagger, shape [links, batch]. */
  static Tensor traceWithAdjoint(Tensor a, Tensor b) {
    return a.mul(b.conj()).sum(0, 1);
  }

  /** e^(i phi). */
  static Tensor phase(Tensor phi) {
    return torch.polar(torch.ones_like(phi), phi);
  }

  /**
   * Eigenvectors and angles, without derivatives.
   *
   * @param vectors column k of each is that of angle k, shape [N, N, links, batch]
   * @param angles in the canonical cell, shape [N, links, batch]
   */
  record Frame(Tensor vectors, Tensor angles) {
    /** V diag(c) V^dagger, c of the shape of the angles. */
    Tensor function(Tensor c) {
      return product(vectors.mul(c.unsqueeze(0)), adjoint(vectors));
    }
  }

  /** The frames of matrices of SU(N). */
  static Frame frame(Tensor p) {
    int n = (int) p.size(0);
    int count = (int) (p.size(2) * p.size(3));
    double[] host = Torch.host(torch.view_as_real(p.detach().contiguous()));
    double[] vectors = new double[host.length];
    double[] angles = new double[n * count];
    UnitaryEigen eigen = new UnitaryEigen(n);
    for (int m = 0; m < count; m++) {
      for (int e = 0; e < n * n; e++) {
        eigen.re[e] = host[2 * (e * count + m)];
        eigen.im[e] = host[2 * (e * count + m) + 1];
      }
      eigen.decompose();
      for (int e = 0; e < n * n; e++) {
        vectors[2 * (e * count + m)] = eigen.vRe[e];
        vectors[2 * (e * count + m) + 1] = eigen.vIm[e];
      }
      for (int k = 0; k < n; k++) {
        angles[k * count + m] = eigen.theta[k];
      }
    }
    Tensor v = Tensor.create(vectors, n, n, p.size(2), p.size(3), 2);
    return new Frame(torch.view_as_complex(v), Tensor.create(angles, n, p.size(2), p.size(3)));
  }

  /**
   * A function of a matrix with the first derivatives of P = V diag(lambda) V^dagger:
   *
   * <p>d theta_k = Im lambda_k^* M_kk, dh = V (diag(dc) + D o M) V^dagger, M = V^dagger dP V, D_jk
   * = (c_j - c_k)/(lambda_j - lambda_k).
   *
   * <p>D stays finite where eigenvalues meet if c does not tell them apart. Derivatives of higher
   * order are not those of the function.
   */
  static final class Spectral {
    private final Frame frame;
    private final Tensor lambda;
    private final Tensor change; // M, 0 but for its derivative; null where none is wanted

    Spectral(Tensor p) {
      this.frame = frame(p);
      this.lambda = phase(frame.angles);
      this.change =
          p.requires_grad()
              ? product(product(adjoint(frame.vectors), p.sub(p.detach())), frame.vectors)
              : null;
    }

    /** Theta, shape [N, links, batch]. */
    Tensor angles() {
      if (change == null) {
        return frame.angles;
      }
      TensorVector diagonal = new TensorVector();
      for (long k = 0; k < change.size(0); k++) {
        diagonal.push_back(change.select(0, k).select(0, k));
      }
      Tensor along = torch.stack(diagonal, 0).mul(lambda.conj());
      return frame.angles.add(torch.imag(along.resolve_conj()));
    }

    /** h = V diag(c) V^dagger. */
    Tensor function(Tensor c) {
      Tensor values = frame.function(c);
      if (change == null) {
        return values;
      }
      Tensor fixed = c.detach();
      Tensor up = fixed.unsqueeze(1).sub(fixed.unsqueeze(0));
      Tensor down = lambda.unsqueeze(1).sub(lambda.unsqueeze(0));
      Tensor one = torch.eye(lambda.size(0)).to(down.scalar_type()).unsqueeze(2).unsqueeze(3);
      Tensor inner = up.div(down.add(one)).mul(change);
      return values.add(product(product(frame.vectors, inner), adjoint(frame.vectors)));
    }
  }
}
