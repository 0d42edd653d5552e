package org.fluxtube.engine.flow;

import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.rng.StreamKey;

/** The bound form of {@link SpectralSplitting}; links have the shape of {@link Matrices}. */
final class SpectralBlocks implements TorchMap {
  private static final int CENTRES = 3;

  private final int n;
  private final int passes;
  private final int channels;
  private final CellMap cell;
  private final Halving halving;

  /**
   * @param n colours, 2 or 3
   */
  SpectralBlocks(SpectralSplitting spec, Lattice lattice, int n) {
    this.n = n;
    this.passes = spec.passes();
    this.channels = n == 2 ? 1 : 2; // traces of SU(2) are real
    this.cell = new CellMap(n, spec.bins());
    this.halving = new Halving(lattice, spec.conditioner(), channels, passes * cell.numbers());
  }

  @Override
  public List<String> labels() {
    return halving.labels();
  }

  @Override
  public double[] start(StreamKey key) {
    return halving.start(key);
  }

  @Override
  public double[] transferred(TorchMap other, double[] theta) {
    if (!(other instanceof SpectralBlocks blocks)) {
      throw new IllegalStateException("spectral blocks from " + other);
    }
    return halving.transferred(blocks.halving, theta);
  }

  /**
   * Products of links along a direction, one of each block.
   *
   * @param ahead from the block's first corner across the halves
   * @param aside from there along the line between the halves
   */
  private Tensor path(Tensor u, Halving.Level level, int ahead, int aside, int mu, int steps) {
    Tensor out = null;
    for (int k = 0; k < steps; k++) {
      int a = ahead + (mu == level.across() ? k : 0);
      int b = aside + (mu == level.across() ? 0 : k);
      boolean first = level.across() == 0;
      Tensor links = halving.links(level, first ? a : b, first ? b : a, mu);
      Tensor link = u.index_select(2, links);
      out = out == null ? link : Matrices.product(out, link);
    }
    return out;
  }

  /**
   * Loops go first across the halves: n the near side, f the far one, b the line between the
   * halves, W_A = n_1 b f_1^dagger s^dagger, W = n_1 n_2 e f_2^dagger f_1^dagger s^dagger; the link
   * U at the beginning of b becomes n_1^dagger h n_1 U, h = W_A' W_A^dagger.
   */
  private Mapped level(Tensor theta, int number, Tensor u, boolean out) {
    Halving.Level level = halving.level(number);
    int mu = level.across();
    int nu = 1 - mu;
    int half = level.extent(mu) / 2;
    int side = level.extent(nu);
    Tensor near = path(u, level, 0, 0, mu, half);
    Tensor far = path(u, level, 0, side, mu, half);
    Tensor start = path(u, level, 0, 0, nu, side);
    Tensor back = Matrices.adjoint(Matrices.product(start, far));
    Tensor part = Matrices.product(Matrices.product(near, path(u, level, half, 0, nu, side)), back);
    Tensor rest =
        Matrices.product(
            Matrices.product(
                path(u, level, half, 0, mu, half), path(u, level, 2 * half, 0, nu, side)),
            Matrices.adjoint(path(u, level, half, side, mu, half)));
    Tensor w = Matrices.product(Matrices.product(near, rest), back);
    Loops loops = Loops.of(part, w);
    Tensor numbers = numbers(level, theta, loops.angles);
    Tensor h = null;
    Tensor log = null;
    for (int k = 0; k < passes; k++) {
      int pass = place(out, k);
      Matrices.Spectral centred = new Matrices.Spectral(loops.centred(pass));
      Tensor before = centred.angles();
      Tensor own = numbers.narrow(0, (long) pass * cell.numbers(), cell.numbers());
      CellMap.Image image = out ? cell.forward(own, before) : cell.inverse(own, before);
      Tensor turn = centred.function(Matrices.phase(image.angles().sub(before)));
      loops = loops.turned(turn);
      h = h == null ? turn : Matrices.product(turn, h);
      log = log == null ? image.logJacobian() : log.add(image.logJacobian());
    }
    Tensor turned = halving.turned(level);
    Tensor by = Matrices.product(Matrices.product(Matrices.adjoint(near), h), near);
    Tensor link = Matrices.product(by, u.index_select(2, turned));
    return new Mapped(u.index_copy(2, turned, link), log.sum(0));
  }

  private int place(boolean out, int k) {
    return out ? k : passes - 1 - k;
  }

  /** W_A, which turns, and W with its root and its angles, which stay. */
  private record Loops(Tensor part, Tensor whole, Tensor root, Tensor angles) {
    static Loops of(Tensor part, Tensor whole) {
      Matrices.Spectral spectrum = new Matrices.Spectral(whole);
      Tensor angles = spectrum.angles();
      Tensor root = spectrum.function(Matrices.phase(angles.div(new Scalar(2))));
      return new Loops(part, whole, root, angles);
    }

    /** W_A W^(-1/2), W_A, W_A W^-1 in turn. */
    Tensor centred(int pass) {
      return switch (pass % CENTRES) {
        case 0 -> Matrices.product(part, Matrices.adjoint(root));
        case 1 -> part;
        default -> Matrices.product(part, Matrices.adjoint(whole));
      };
    }

    Loops turned(Tensor h) {
      return new Loops(Matrices.product(h, part), whole, root, angles);
    }
  }

  /**
   * The numbers of the maps; those of the root, which is not continuous everywhere, are 0 there.
   *
   * @param w angles of W, shape [N, blocks, batch]
   */
  private Tensor numbers(Halving.Level level, Tensor theta, Tensor w) {
    Tensor half = w.div(new Scalar(2));
    TensorVector parts = new TensorVector(half.cos().sum(0).div(new Scalar(n)));
    if (channels > 1) {
      parts.push_back(half.sin().sum(0).div(new Scalar(n)));
    }
    Tensor seen =
        torch
            .stack(parts, 0)
            .view(channels, halving.rows(level), halving.columns(level), w.size(2));
    Tensor spread = w.select(0, 0).sub(w.select(0, n - 1L)).div(new Scalar(4));
    Tensor near = spread.cos().unsqueeze(0);
    Tensor all = halving.numbers(level, theta, seen);
    TensorVector each = new TensorVector();
    for (int pass = 0; pass < passes; pass++) {
      Tensor own = all.narrow(0, (long) pass * cell.numbers(), cell.numbers());
      each.push_back(pass % CENTRES == 0 ? own.mul(near) : own);
    }
    return torch.cat(each, 0);
  }

  private Mapped all(Tensor x, boolean back, TorchMap.Step levels) {
    Mapped u = TorchMap.inTurn(halving.levels(), back, Matrices.of(x, n), levels);
    return new Mapped(Matrices.numbers(u.field()), u.logJacobian());
  }

  @Override
  public Mapped forward(Tensor theta, Tensor z) {
    return all(z, false, (k, u) -> level(theta, k, u, true));
  }

  @Override
  public Mapped inverse(Tensor theta, Tensor x) {
    return all(x, true, (k, u) -> level(theta, k, u, false));
  }

  @Override
  public void close() {
    halving.close();
  }
}
