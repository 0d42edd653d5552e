package org.fluxtube.actors.bench;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.Precision;

/**
 * What {@code fluxtube bench} measures, on SU(3) and four dimensions. Operations and numbers moved
 * are for one site of the lattice.
 */
public enum BenchKernel {
  /** Wilson's hopping term on all sites. */
  WILSON_HOP("wilson-hop", "Wilson hopping term, all sites", 1320, 72 + 24 + 24, Hops::wilson),
  /** Wilson's hopping term from odd to even sites. */
  WILSON_HALF_HOP(
      "wilson-half-hop", "Wilson hopping term, odd to even", 660, 72 + 12 + 12, Hops::wilsonHalf),
  /** The staggered hopping term on all sites. */
  STAGGERED_HOP(
      "staggered-hop", "staggered hopping term, all sites", 570, 72 + 6 + 6, Hops::staggered),
  /** The force of hopping terms. */
  HOP_FORCE("hop-force", "force of the Wilson hopping term", 0, 72 + 48 + 64, Hops::force),
  /** One solve, even-odd. */
  WILSON_CG(
      "wilson-cg",
      "one iteration of even-odd Wilson CG, kappa 0.15, random links (float: mixed precision)",
      2808,
      384 + 144,
      Solves::wilson),
  /** One solve of the split staggered system. */
  STAGGERED_CG(
      "staggered-cg",
      "one iteration of even-odd staggered CG, m 0.5, random links (float: mixed precision)",
      570 + 42,
      2 * (72 + 3 + 3) + 36,
      Solves::staggered),
  /** The force of the plaquette action. */
  GAUGE_FORCE("gauge-force", "force of the plaquette action", 10_736, 72 + 32, Links::force),
  /** The force of plaquettes and rectangles; for each link 19 products, 7 elements carried. */
  RECTANGLE_FORCE(
      "rectangle-force",
      "force of the tree-level Symanzik action, plaquettes and rectangles",
      4 * (19 + 7 * 2) * 198,
      72 + 32,
      Links::rectangles),
  /** A step of stout smearing; exponentials as three products. */
  STOUT_STEP(
      "stout-step",
      "step of stout smearing, rho 0.1",
      10_736 + 4 * 3 * 198,
      72 + 72,
      Smearing::step),
  /**
   * The force through it: 17 products for each plane, 6 for each link (derivative of the
   * exponential, commutator).
   */
  STOUT_FORCE(
      "stout-force",
      "force through a step of stout smearing",
      (6 * 17 + 4 * 6) * 198,
      72 + 3 * 32,
      Smearing::force),
  /** A step of the gradient flow, three forces and exponentials. */
  FLOW_STEP(
      "flow-step",
      "Runge-Kutta step of the Wilson flow",
      3 * (10_736 + 4 * 3 * 198),
      3 * (72 + 72),
      Smearing::flow),
  /** The four plaquettes at each corner, all planes: 7 products and 2 sums for each. */
  CLOVER_LEAVES(
      "clover-leaves",
      "clover leaves of all planes",
      6 * (7 * 198 + 2 * 18),
      72 + 6 * 18,
      Links::leaves),
  /** Their force: 23 products for each plane. */
  CLOVER_FORCE(
      "clover-force",
      "force of the clover leaves of all planes",
      6 * 23 * 198,
      72 + 18 + 32,
      Links::cloverForce),
  /** The heat bath of half the links of one direction; the number of its tries is random. */
  HEAT_BATH(
      "heat-bath",
      "staples of one direction and heat bath of its even links, beta 6",
      0,
      72 + 18,
      Links::heatBath),
  /** Their overrelaxation. */
  OVERRELAXATION(
      "overrelaxation",
      "staples of one direction and overrelaxation of its even links",
      0,
      72 + 18,
      Links::overrelaxation),
  /** The staples of one direction. */
  STAPLE("staple", "staples of one direction", 2466, 72 + 18, Links::staple),
  /** All plaquettes. */
  PLAQUETTE("plaquette", "sum of all plaquettes", 2586, 72, Links::plaquette),
  /** The drift of all links. */
  DRIFT("drift", "U = exp(eps p) U, all links", 0, 4 * (8 + 18 + 18), Links::drift),
  /** New momenta. */
  REFRESH("refresh", "normal momenta", 0, 32, Links::refresh),
  /** The product of two matrix fields. */
  MULTIPLY("multiply", "product of two matrix fields", 198, 54, Links::multiply),
  /** A trajectory of pure gauge theory. */
  TRAJECTORY(
      "trajectory",
      "HMC trajectory, plaquette action, beta 6, tau 1, 10 Omelyan-2 steps",
      0,
      0,
      Solves::trajectory),
  /** y = y + a x. */
  AXPY("axpy", "y = y + a x on spinors", 48, 72, LinearAlgebra::axpy),
  /** A scalar product. */
  DOT("dot", "scalar product of spinors", 48, 48, LinearAlgebra::dot),
  /** The cost of a call. */
  LAUNCH(
      "launch",
      "y = y + a x on the 2x2x2x2 lattice: the cost of a call",
      0,
      0,
      LinearAlgebra::launch);

  /** Makes the work of a kernel on the operations given, which it owns from then on. */
  interface Maker {
    Work make(FieldOps ops, Precision precision, Inputs inputs);
  }

  private final String label;
  private final String sentence;
  private final int operations;
  private final int numbers;
  private final Maker maker;

  BenchKernel(String label, String sentence, int operations, int numbers, Maker maker) {
    this.label = label;
    this.sentence = sentence;
    this.operations = operations;
    this.numbers = numbers;
    this.maker = maker;
  }

  /** Name on the command line. */
  public String label() {
    return label;
  }

  /** What it does. */
  public String sentence() {
    return sentence;
  }

  /** Additions and multiplications a site; 0 where there is no usual count. */
  int operations() {
    return operations;
  }

  /** Numbers read or written a site; 0 where that says nothing. */
  int numbers() {
    return numbers;
  }

  /**
   * Whether it is there in this precision: momenta, H, smeared links, decisions of local updates
   * and whole trajectories are double only.
   */
  public boolean has(Precision precision) {
    return precision == Precision.DOUBLE
        || switch (this) {
          case TRAJECTORY, REFRESH, STOUT_STEP, STOUT_FORCE, FLOW_STEP, HEAT_BATH, OVERRELAXATION ->
              false;
          default -> true;
        };
  }

  Work make(FieldOps ops, Precision precision, Inputs inputs) {
    return maker.make(ops, precision, inputs);
  }

  /**
   * The kernel of that name.
   *
   * @throws IllegalArgumentException if there is none, with all names
   */
  public static BenchKernel named(String label) {
    return Arrays.stream(values())
        .filter(kernel -> kernel.label.equals(label))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "kernel \""
                    + label
                    + "\" is not known; known are "
                    + Arrays.stream(values())
                        .map(BenchKernel::label)
                        .collect(Collectors.joining(", "))));
  }
}
