package org.fluxtube.engine.network;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import org.fluxtube.engine.catalogue.Param;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.lattice.Lattice;

/**
 * A gauge-covariant layer whose coefficients are a small dense network of the local loops: V_mu(x)
 * = exp(Q_mu(x)) U_mu(x) as in {@link Covariant}, with Omega^dagger = sum_k rho_k(x, mu) M_k(x,
 * mu), M_k the sum of the loops of kind k through the link, and
 *
 * <p>rho_k = b_k + sum_j W_kj sin(c_j + sum_l A_jl f_l(x, mu)), f_l = Re tr M_l/(N n_l), n_l the
 * number of loops in the sum.
 *
 * <p>The f are gauge invariant and move with the lattice, so the layer is covariant whatever the
 * weights. With W = 0 it is the covariant layer of the weights b, with b = 0 too the identity. The
 * sine keeps coefficients bounded.
 *
 * <p>Trainable weights, for each network: A row by row, c, W row by row, b. arXiv:2103.11965,
 * section III, allows coefficients that depend on invariants; the network is a choice of this
 * program.
 *
 * @param loops the kinds of loops, inputs and outputs of the network
 * @param hidden number of hidden units
 * @param temporal whether links in time have a network of their own
 * @param theta all weights; empty: A and c spread evenly over [-2, 2], W and b zero
 */
public record DenseCovariant(
    @Param(
            value = "loops that move a link and are seen: plaquette, rectangle, polyakov",
            optional = true)
        List<Loop> loops,
    @Param(value = "hidden units of the network of the coefficients, 1 to 64", optional = true)
        int hidden,
    @Param(
            value = "true: links in time (the last direction) have a network of their own",
            optional = true)
        boolean temporal,
    @Param(
            value = "all weights, in the order of the labels; none: the identity, ready to learn",
            optional = true)
        List<Double> theta)
    implements LayerSpec {
  private static final double GOLDEN = 0.6180339887498949;

  /** A kind of loop through a link. */
  public enum Loop {
    /** 2 (d - 1) plaquettes. */
    PLAQUETTE,
    /** 6 (d - 1) rectangles of 2 x 1. */
    RECTANGLE,
    /** The line that closes around the torus. */
    POLYAKOV;

    /** Number of loops of this kind through a link. */
    int count(int dimensions) {
      return switch (this) {
        case PLAQUETTE -> 2 * (dimensions - 1);
        case RECTANGLE -> 6 * (dimensions - 1);
        case POLYAKOV -> 1;
      };
    }
  }

  /** Checks kinds, sizes and weights. */
  public DenseCovariant {
    loops = List.copyOf(loops);
    theta = List.copyOf(theta);
    if (loops.isEmpty() || EnumSet.copyOf(loops).size() < loops.size()) {
      throw new IllegalArgumentException(
          "loops = "
              + loops.stream().map(DenseCovariant::name).toList()
              + "; allowed are one or more of plaquette, rectangle, polyakov, each once, for"
              + " example loops = [plaquette, polyakov]");
    }
    if (hidden < 1 || hidden > 64) {
      throw new IllegalArgumentException(
          "hidden = " + hidden + "; allowed are 1 to 64, for example hidden = 4");
    }
    int count = (temporal ? 2 : 1) * size(loops.size(), hidden);
    if (!theta.isEmpty() && theta.size() != count) {
      throw new IllegalArgumentException(
          "theta has "
              + theta.size()
              + " numbers; allowed are none, or all "
              + count
              + " of "
              + loops.size()
              + " loops and "
              + hidden
              + " hidden units"
              + (temporal ? ", twice" : ""));
    }
    for (double weight : theta) {
      if (!Double.isFinite(weight)) {
        throw new IllegalArgumentException(
            "theta = " + theta + "; allowed are finite numbers, for example 0.1");
      }
    }
  }

  /** Weights of one network. */
  static int size(int loops, int hidden) {
    return 2 * loops * hidden + hidden + loops;
  }

  /** The weights, those of the beginning where none were given. */
  @Override
  public double[] weights() {
    if (!theta.isEmpty()) {
      return theta.stream().mapToDouble(Double::doubleValue).toArray();
    }
    double[] one = new double[size(loops.size(), hidden)];
    for (int i = 0; i < hidden * (loops.size() + 1); i++) {
      // multiples of the golden section modulo 1: units that differ, without randomness
      one[i] = 4 * ((i + 1) * GOLDEN % 1) - 2;
    }
    return temporal
        ? DoubleStream.concat(DoubleStream.of(one), DoubleStream.of(one)).toArray()
        : one;
  }

  @Override
  public List<String> labels() {
    List<String> labels = new ArrayList<>();
    for (String links : temporal ? List.of("spatial ", "temporal ") : List.of("")) {
      for (int j = 1; j <= hidden; j++) {
        for (Loop loop : loops) {
          labels.add(links + "unit " + j + " of " + name(loop));
        }
      }
      for (int j = 1; j <= hidden; j++) {
        labels.add(links + "unit " + j + " shift");
      }
      for (Loop loop : loops) {
        for (int j = 1; j <= hidden; j++) {
          labels.add(links + name(loop) + " of unit " + j);
        }
      }
      for (Loop loop : loops) {
        labels.add(links + name(loop) + " constant");
      }
    }
    return labels;
  }

  private static String name(Loop loop) {
    return loop.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public DenseCovariant with(double[] weights) {
    return new DenseCovariant(loops, hidden, temporal, DoubleStream.of(weights).boxed().toList());
  }

  @Override
  public Layer bind(GaugeField like) {
    return new DenseLayer(like, this);
  }

  @Override
  public void requireFits(FieldType type, Lattice lattice) {
    Covariant.requireGauge("a layer with dense coefficients", type, lattice);
  }
}
