package org.fluxtube.actors.command;

import java.util.stream.Stream;

/**
 * Small learning campaigns of every kind of map, loss of maps and sampler through maps.
 *
 * @param name for messages
 * @param lattice as in a campaign file
 * @param theory field, action and measurements
 * @param model of the block learning
 * @param trainer of the block learning
 * @param sampler of the chain that the model drives
 */
record FlowKind(
    String name, String lattice, String theory, String model, String trainer, String sampler) {
  static final int THERMALISE = 5;
  static final int LEARN = 60;
  static final int MEASURE = 40;

  /** Epochs of 5 trajectories in LEARN less 10 of settling and the lag. */
  static final int LESSONS = 9;

  private static final String PHI4 =
      """
      field { type = scalar, components = 1 }
      action { type = phi4, mass-squared = 0.5, lambda = 0.5 }
      measurements = [{ every = 1, observables = [phi-squared] }]
      """;
  private static final String CONVOLUTION = "conditioner { type = convolution, hidden = [3] }";
  private static final String HMC = "{ type = hmc, integrator { type = omelyan2, steps = 2 } }";
  private static final String FLOW =
      "{ type = flow-metropolis, learned = true, batch = 8, fallback " + HMC + " }";
  private static final String MAPPED =
      "{ type = field-transformation-hmc, learned = true, integrator { type = omelyan2, steps = 2 }"
          + " }";

  private static FlowKind flow(
      String name, String lattice, String theory, String maps, String loss, String sampler) {
    return new FlowKind(
        name,
        lattice,
        theory,
        "type = flow, maps = [" + maps + "]",
        "type = adam, rate = 0.01, lesson { loss = " + loss + ", steps = 3, batch = 8 }",
        sampler);
  }

  private static FlowKind scalar(String name, String maps, String loss, String sampler) {
    return flow(name, "[4, 4]", PHI4, maps, loss, sampler);
  }

  private static FlowKind gauge(String name, String group, String maps, String loss) {
    return flow(name, "[4, 4]", gauge(group), maps, loss, FLOW);
  }

  private static String gauge(String group) {
    return """
    field { type = gauge, group = "%s" }
    action { type = wilson-plaquette, beta = 1.5 }
    measurements = [{ every = 1, observables = [plaquette] }]
    """
        .formatted(group);
  }

  /** The same on another lattice. */
  FlowKind on(String another) {
    return new FlowKind(name, another, theory, model, trainer, sampler);
  }

  /**
   * The campaign file, but for its name.
   *
   * @param further keys of the block learning
   */
  String campaign(String further) {
    return """
    seed = 7, lattice = %s, backend = reference, start = hot
    %s
    chains = [
      { label = hmc, sampler %s }
      { label = learned, sampler %s }
    ]
    trajectories { thermalise = %d, learn = %d, measure = %d }
    learning {
      model { %s }
      trainer { %s }
      epoch = 5, lag = 1, settle = 10
      window { size = 16, keep = reservoir }
      %s
    }
    checkpoint { seconds = 0.001, keep = 2 }
    """
        .formatted(
            lattice, theory, HMC, sampler, THERMALISE, LEARN, MEASURE, model, trainer, further);
  }

  @Override
  public String toString() {
    return name;
  }

  /** Cheap ones, which touch each loss, sampler and way of computing once. */
  static Stream<FlowKind> quick() {
    return Stream.of(
        scalar(
            "affine and splines, reverse KL along the path",
            "{ type = mode-scaling, mass = 1 }, { type = affine-coupling, layers = 2, "
                + CONVOLUTION
                + " }, { type = spline-coupling, layers = 2, "
                + CONVOLUTION
                + " }",
            "reverse-kl-path",
            FLOW),
        gauge(
            "block splitting, forward KL",
            "U(1)",
            "{ type = block-splitting, circle = spline, parts = 3, conditioner { type ="
                + " convolution, hidden = [3], kernel = 1 } }",
            "forward-kl"),
        forceMatching(),
        expectedJump());
  }

  /** All others. */
  static Stream<FlowKind> others() {
    String continuous = "{ type = continuous, frequencies = 2, times = 1, range = 1, steps = 1 }";
    String affine =
        "{ type = mode-scaling }, { type = affine-coupling, layers = 2, " + CONVOLUTION + " }";
    return Stream.of(
        scalar(
            "continuous", "{ type = mode-scaling, mass = 1 }, " + continuous, "reverse-kl", FLOW),
        scalar("REINFORCE", affine, "reverse-kl-reinforce", FLOW),
        scalar(
            "combined convolutions",
            "{ type = affine-coupling, layers = 2, conditioner { type = combi-convolution, axes ="
                + " 1, hidden = [3] } }",
            "reverse-kl",
            FLOW),
        scalar(
            "fully connected in float",
            "{ type = spline-coupling, layers = 2, conditioner { type = fully-connected, hidden ="
                + " [4], precision = float } }",
            "reverse-kl, forward = 0.5",
            FLOW),
        scalar(
            "annealed",
            affine,
            "reverse-kl, anneal { from { type = phi4, mass-squared = 1, lambda = 0 }, steps = 20 }",
            FLOW),
        new FlowKind(
            "over a range of couplings",
            "[4, 4]",
            PHI4,
            "type = flow, maps = ["
                + affine
                + "], range { from { type = phi4, mass-squared = 0.5, lambda = 0.2 }, to { type ="
                + " phi4, mass-squared = 0.5, lambda = 0.8 }, at = 0.5, order = 1 }",
            "type = adam, rate = 0.01, lesson { loss = reverse-kl-path, steps = 3, batch = 8 }",
            FLOW),
        scalar("HMC through a flow of scalars", affine, "reverse-kl", MAPPED),
        scalar(
            "sequence of a flow and sweeps",
            affine,
            "reverse-kl",
            "{ type = sequence, samplers = [" + FLOW + ", { type = metropolis, width = 1 }] }"),
        flow(
            "spins",
            "[4, 4]",
            """
            field { type = spin, components = 3 }
            action { type = spin-model, beta = 0.5 }
            measurements = [{ every = 1, observables = [energy] }]
            """,
            "{ type = continuous-spin, times = 1, range = 1, steps = 1 }",
            "reverse-kl",
            FLOW),
        gauge(
            "plaquette coupling",
            "U(1)",
            "{ type = plaquette-coupling, layers = 2, circle = projection, parts = 2, "
                + CONVOLUTION
                + " }",
            "reverse-kl"),
        gauge(
            "spectral coupling SU(2)",
            "SU(2)",
            "{ type = spectral-coupling, layers = 2, bins = 2, " + CONVOLUTION + " }",
            "reverse-kl"),
        gauge("spectral splitting SU(2)", "SU(2)", splitting(1), "reverse-kl"),
        gauge(
            "spectral coupling SU(3)",
            "SU(3)",
            "{ type = spectral-coupling, layers = 2, bins = 2, " + CONVOLUTION + " }",
            "reverse-kl"),
        gauge("spectral splitting SU(3)", "SU(3)", splitting(2), "forward-kl"));
  }

  private static String splitting(int passes) {
    return "{ type = spectral-splitting, bins = 2, passes = "
        + passes
        + ", conditioner { type = convolution, hidden = [3], kernel = 1 } }";
  }

  private static FlowKind forceMatching() {
    return new FlowKind(
        "masked smearing, force matching",
        "[4, 4]",
        gauge("U(1)"),
        "type = flow, maps = [{ type = masked-smearing, sweeps = 1, " + CONVOLUTION + " }]",
        "type = force-matching, rate = 0.01, reference { type = wilson-plaquette, beta = 1 },"
            + " lesson { loss = mapped-force, steps = 3, batch = 4 }",
        MAPPED);
  }

  private static FlowKind expectedJump() {
    return new FlowKind(
        "learned leapfrog, expected jump",
        "[4, 4]",
        gauge("U(1)"),
        "type = learned-leapfrog, beta = 1.5, harmonics = 1, steps = 2, step-size = 0.3, "
            + CONVOLUTION,
        "type = adam, rate = 0.01, lesson { loss = expected-jump, steps = 3, batch = 8 }",
        "{ type = l2hmc, learned = true, fallback " + HMC + " }");
  }
}
