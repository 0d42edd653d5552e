package org.fluxtube.engine.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.fluxtube.engine.action.SpinWalk;
import org.fluxtube.engine.lattice.NeighbourShells;

/**
 * E[S] = -sum_n j_n sum over pairs (x, y) of shell n of S'_x.S'_y, each pair once, S' the output of
 * a number of blocks; without blocks S' = S. All in host arrays; with a hand-written adjoint. The
 * parameters are those of the blocks in their order, then j_1, j_2, ... Owns its workspace; used by
 * one thread.
 */
public final class SpinNetwork {
  private final NeighbourShells shells;
  private final int volume;
  private final int components;
  private final int weights;
  private final int couplings;
  private final List<SpinBlock> blocks = new ArrayList<>();
  private final double[] pairs;
  private final PairEnergy energy;
  private final double[] planar;
  private final double[] field;

  /**
   * @param components of a spin; 3 where there are blocks
   * @param couplings number of j_n
   */
  public SpinNetwork(
      NeighbourShells shells, int volume, int components, SpinBlocks kind, int couplings) {
    this.shells = shells;
    this.volume = volume;
    this.components = components;
    this.weights = kind.weights();
    this.couplings = couplings;
    for (int layer = 0; layer < kind.layers(); layer++) {
      switch (kind) {
        case SpinBlocks.None() -> {}
        case SpinBlocks.Attention(int layers, int reach, boolean local) ->
            blocks.add(new SpinAttention(shells, volume, reach, local));
        case SpinBlocks.Convolution(int _, int reach, int channels) ->
            blocks.add(new GatedConvolution(shells, volume, reach, channels));
      }
    }
    this.pairs = new double[volume * volume];
    this.energy = new PairEnergy(volume, components);
    this.planar = new double[components * volume];
    this.field = new double[components * volume];
  }

  /** A name for each parameter. */
  public List<String> labels() {
    List<String> labels = new ArrayList<>();
    for (int layer = 1; layer <= blocks.size(); layer++) {
      for (String label : blocks.get(layer - 1).labels()) {
        labels.add("layer " + layer + " " + label);
      }
    }
    for (int n = 1; n <= couplings; n++) {
      labels.add("coupling " + shells.name(n));
    }
    return labels;
  }

  /** Takes over the parameters. */
  public void set(double[] theta) {
    int first = 0;
    for (SpinBlock block : blocks) {
      block.set(theta, first);
      first += weights;
    }
    shells.expand(theta, first, 1, couplings, pairs);
    energy.set(pairs);
  }

  private void load(double[] spins) {
    for (int c = 0; c < components; c++) {
      for (int x = 0; x < volume; x++) {
        planar[c * volume + x] = spins[x * components + c];
      }
    }
  }

  private double[] forward(double[] at, int from) {
    double[] now = at;
    for (int layer = from; layer < blocks.size(); layer++) {
      now = blocks.get(layer).forward(now);
    }
    return now;
  }

  /**
   * E.
   *
   * @param spins {@code [site][component]}, unchanged
   */
  public double value(double[] spins) {
    load(spins);
    return energy.of(forward(planar, 0));
  }

  /**
   * E and its derivatives.
   *
   * @param spins {@code [site][component]}, unchanged
   * @param spinGradient dE/dS, {@code [site][component]}, overwritten; the part along a spin has no
   *     meaning
   * @param theta dE/dtheta, overwritten
   * @return E
   */
  public double gradient(double[] spins, double[] spinGradient, double[] theta) {
    load(spins);
    double[] output = forward(planar, 0);
    Arrays.fill(theta, 0);
    double[] terms = new double[volume * volume];
    for (int y = 0; y < volume; y++) {
      for (int x = 0; x < volume; x++) {
        double product = 0;
        for (int c = 0; c < output.length; c += volume) {
          product += output[c + x] * output[c + y];
        }
        terms[y * volume + x] = product;
      }
    }
    int first = blocks.size() * weights;
    shells.collect(-0.5, terms, theta, first, 1, couplings);
    Arrays.fill(field, 0);
    SpinAttention.addProduct(pairs, output, volume, field);
    double[] g = new double[field.length];
    double sum = 0;
    for (int i = 0; i < g.length; i++) {
      g[i] = -field[i];
      sum += output[i] * g[i];
    }
    for (int layer = blocks.size() - 1; layer >= 0; layer--) {
      first -= weights;
      blocks.get(layer).adjoint(g, theta, first);
    }
    for (int c = 0; c < components; c++) {
      for (int x = 0; x < volume; x++) {
        spinGradient[x * components + c] = g[c * volume + x];
      }
    }
    return 0.5 * sum;
  }

  /**
   * A walk from the given spins in this network's workspace: any other call ends it.
   *
   * @param spins {@code [site][component]}, unchanged
   */
  public SpinWalk walk(double[] spins) {
    load(spins);
    return blocks.isEmpty() ? new PairWalk() : new BlockWalk();
  }

  /** Without blocks a change costs the neighbours of one site. */
  private final class PairWalk implements SpinWalk {
    private final double[] spin = new double[components];
    private int site;

    @Override
    public double change(int at, double[] fresh) {
      site = at;
      System.arraycopy(fresh, 0, spin, 0, components);
      int row = at * volume;
      double sum = 0;
      for (int c = 0; c < components; c++) {
        double h = 0;
        for (int y = 0; y < volume; y++) {
          h += pairs[row + y] * planar[c * volume + y];
        }
        sum -= h * (fresh[c] - planar[c * volume + at]);
      }
      return sum;
    }

    @Override
    public void accept() {
      for (int c = 0; c < components; c++) {
        planar[c * volume + site] = spin[c];
      }
    }
  }

  /** The first block follows the change, the others and the energy are computed anew. */
  private final class BlockWalk implements SpinWalk {
    private double present = energy.of(forward(planar, 0));
    private double next = present;

    @Override
    public double change(int site, double[] spin) {
      next = energy.of(forward(blocks.getFirst().change(site, spin), 1));
      return next - present;
    }

    @Override
    public void accept() {
      blocks.getFirst().accept();
      present = next;
    }
  }
}
