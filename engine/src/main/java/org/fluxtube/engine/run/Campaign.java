package org.fluxtube.engine.run;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.fluxtube.engine.action.ActionSpec;
import org.fluxtube.engine.catalogue.Param;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.learn.Learning;
import org.fluxtube.engine.observable.ObservableSpec;
import org.fluxtube.engine.observable.SchwingerDyson;
import org.fluxtube.engine.sampler.SamplerSpec;

/**
 * A campaign as its file says it: plain parameters only.
 *
 * @param name name of the campaign and of its folder
 * @param seed seed of all random numbers
 * @param lattice extents, the last one is time
 * @param field what lives on the lattice
 * @param action target
 * @param start where the chains start
 * @param chains groups of chains
 * @param trajectories trajectories of each phase
 * @param measurements what is measured, how often
 * @param checkpoint when chains are checkpointed
 * @param archive which configurations are kept
 * @param http where a running campaign is reached
 * @param backend reference, simd, opencl or auto
 * @param threads compute threads of all chains together; 0 means one for each core. A chain may
 *     keep max(1, threads / chains) busy; results do not depend on it
 * @param learning how an effective action is learnt, where one is
 * @param checks production checks
 * @param temperatures where every group has chains at several temperatures
 */
public record Campaign(
    @Param("name of the campaign and of its folder: letters, digits, . _ -") String name,
    @Param("seed of all random numbers, any 64-bit integer") long seed,
    @Param("extents, each at least 2; the last one is time") List<Integer> lattice,
    @Param("what lives on the lattice") FieldType field,
    @Param("the target S; configurations have the weight exp(-S)") ActionSpec<?> action,
    @Param(value = "where the chains start: cold, hot, or a file", optional = true) Start start,
    @Param("groups of chains") List<ChainGroup> chains,
    @Param("trajectories of each phase, for each chain") Phases trajectories,
    @Param("what is measured, how often") List<Measurements> measurements,
    @Param(value = "when chains are checkpointed", optional = true) Checkpointing checkpoint,
    @Param(value = "which configurations are kept as files", optional = true) Archive archive,
    @Param(value = "where a running campaign is reached", optional = true) Http http,
    @Param(value = "reference, simd, opencl or auto", optional = true) String backend,
    @Param(
            value =
                "compute threads of all chains together, divided among them; 0: one for each core;"
                    + " results do not depend on it",
            optional = true)
        int threads,
    @Param(value = "how an effective action is learnt; absent: not at all", optional = true)
        Optional<Learning> learning,
    @Param(value = "what a running campaign checks of itself", optional = true) Checks checks,
    @Param(
            value = "several temperatures in one campaign; absent: the one of the action",
            optional = true)
        Optional<Temperatures> temperatures) {

  /**
   * Chains with one sampler.
   *
   * @param label name of the group in tables
   * @param count chains in the group
   * @param sampler the Markov kernel
   * @param published what others found with this kernel
   */
  public record ChainGroup(
      @Param("name of the group in tables") String label,
      @Param(value = "chains in the group", optional = true) int count,
      @Param("the Markov kernel") SamplerSpec sampler,
      @Param(
              value =
                  "what others found, printed beside it where groups are compared:"
                      + " [{ observable = plaquette, value = 0.7025, error = 0.0001 }]",
              optional = true)
          List<Published> published) {
    /** A group that nobody has published numbers of. */
    public ChainGroup(String label, int count, SamplerSpec sampler) {
      this(label, count, sampler, List.of());
    }

    /** Checks the count. */
    public ChainGroup {
      published = List.copyOf(published);
      if (count < 1 || count > 4096) {
        throw new IllegalArgumentException(
            "count = " + count + " chains; allowed are 1 to 4096, for example count = 2");
      }
    }
  }

  /**
   * Observables measured together.
   *
   * @param every measured after every n-th trajectory of MEASURE and LEARN
   * @param observables the observables
   */
  public record Measurements(
      @Param(value = "measure after every n-th trajectory", optional = true) int every,
      @Param("observables") List<ObservableSpec<?>> observables) {
    /** Checks the interval. */
    public Measurements {
      if (every < 1) {
        throw new IllegalArgumentException(
            "every = " + every + "; allowed are numbers from 1, for example every = 10");
      }
      observables = List.copyOf(observables);
    }

    /** The same of another target: what names the one action names the other. */
    Measurements of(ActionSpec<?> was, ActionSpec<?> is) {
      return new Measurements(
          every, observables.stream().<ObservableSpec<?>>map(o -> o.of(was, is)).toList());
    }
  }

  /**
   * When chains are checkpointed.
   *
   * @param seconds seconds between two checkpoints of a chain
   * @param keep how many of each chain are kept
   */
  public record Checkpointing(
      @Param(value = "seconds between checkpoints of a chain", optional = true) double seconds,
      @Param(value = "checkpoints kept of each chain, at least 1", optional = true) int keep) {
    /** Checks both. */
    public Checkpointing {
      if (!(seconds > 0)) {
        throw new IllegalArgumentException(
            "seconds = " + seconds + "; allowed are positive numbers, for example seconds = 60");
      }
      if (keep < 1) {
        throw new IllegalArgumentException(
            "keep = " + keep + "; allowed are numbers from 1, for example keep = 2");
      }
    }
  }

  /**
   * Which configurations are kept as files.
   *
   * @param every a file after every n-th trajectory of MEASURE; 0 keeps none
   * @param keep newest files of each chain that are kept; 0 keeps all
   * @param format hdf5, ildg or nersc
   */
  public record Archive(
      @Param(value = "a file after every n-th trajectory; 0: none", optional = true) int every,
      @Param(value = "newest files kept of each chain; 0: all", optional = true) int keep,
      @Param(value = "hdf5, ildg or nersc", optional = true) String format) {
    /** Checks the numbers. */
    public Archive {
      if (every < 0 || keep < 0) {
        throw new IllegalArgumentException(
            "every = " + every + ", keep = " + keep + "; allowed are numbers from 0");
      }
    }
  }

  /**
   * Where a running campaign is reached.
   *
   * @param host address to bind; loopback unless a token is set
   * @param port TCP port; 0 takes any free one
   */
  public record Http(
      @Param(value = "address to bind", optional = true) String host,
      @Param(value = "TCP port; 0: any free one", optional = true) int port) {
    /** Checks the port. */
    public Http {
      if (port < 0 || port > 65535) {
        throw new IllegalArgumentException(
            "port = " + port + "; allowed are 0 (any free one) to 65535, for example port = 8480");
      }
    }
  }

  /**
   * What a running campaign checks of itself, in LEARN and MEASURE. No sample depends on it.
   *
   * @param every reversibility and unitarity after every n-th trajectory and after the first of
   *     MEASURE; 0 never. Costs two trajectories of molecular dynamics, so 2/n of the time
   * @param schwingerDyson the Schwinger-Dyson identity after every n-th trajectory, where the
   *     Laplacian of the action is known; 0 never. Costs one force
   */
  public record Checks(
      @Param(
              value =
                  "reversibility and unitarity after every n-th trajectory, for 2/n of the time;"
                      + " 0: never",
              optional = true)
          int every,
      @Param(
              value =
                  "Schwinger-Dyson identity after every n-th trajectory, for one force; 0: never",
              optional = true)
          int schwingerDyson) {
    /** No checks. */
    public static final Checks NONE = new Checks(0, 0);

    /** Checks the intervals. */
    public Checks {
      if (every < 0 || schwingerDyson < 0) {
        throw new IllegalArgumentException(
            "checks every = "
                + every
                + ", schwinger-dyson = "
                + schwingerDyson
                + "; allowed are 0 (never) and larger numbers, for example every = 200");
      }
    }
  }

  /** A campaign at the temperature of its action. */
  public Campaign(
      String name,
      long seed,
      List<Integer> lattice,
      FieldType field,
      ActionSpec<?> action,
      Start start,
      List<ChainGroup> chains,
      Phases trajectories,
      List<Measurements> measurements,
      Checkpointing checkpoint,
      Archive archive,
      Http http,
      String backend,
      int threads,
      Optional<Learning> learning,
      Checks checks) {
    this(
        name,
        seed,
        lattice,
        field,
        action,
        start,
        chains,
        trajectories,
        measurements,
        checkpoint,
        archive,
        http,
        backend,
        threads,
        learning,
        checks,
        Optional.empty());
  }

  /** Copies the lists and checks the name, that there are chains, and that labels are distinct. */
  public Campaign {
    lattice = List.copyOf(lattice);
    chains = List.copyOf(chains);
    measurements = List.copyOf(measurements);
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}")) {
      throw new IllegalArgumentException(
          "name \""
              + name
              + "\"; allowed are letters, digits, '.', '_' and '-', for example quickstart");
    }
    if (chains.isEmpty()) {
      throw new IllegalArgumentException(
          "no chains; at least one group is needed, for example"
              + " chains = [{ label = hmc, count = 2, sampler { ... } }]");
    }
    if (threads < 0) {
      throw new IllegalArgumentException(
          "threads = " + threads + "; allowed are numbers from 0, for example threads = 2");
    }
    Set<String> labels = new HashSet<>();
    for (ChainGroup group : chains) {
      if (chains.size() == 1 && !group.published().isEmpty()) {
        throw new IllegalArgumentException(
            "published numbers of "
                + group.label()
                + ": they stand beside groups that are compared, and the campaign has one group");
      }
      if (!labels.add(group.label())) {
        throw new IllegalArgumentException("two groups of chains are called " + group.label());
      }
      if (group.sampler().learned() && learning.isEmpty()) {
        throw new IllegalArgumentException(
            "the sampler of "
                + group.label()
                + " says learned = true, but the campaign has no block learning { model { ... },"
                + " trainer { ... } }");
      }
    }
    if (temperatures.isPresent()) {
      temperatures.get().requireFits(action, chains);
    }
  }

  /** A campaign that learns nothing and checks nothing. */
  public Campaign(
      String name,
      long seed,
      List<Integer> lattice,
      FieldType field,
      ActionSpec<?> action,
      Start start,
      List<ChainGroup> chains,
      Phases trajectories,
      List<Measurements> measurements,
      Checkpointing checkpoint,
      Archive archive,
      Http http,
      String backend,
      int threads) {
    this(
        name,
        seed,
        lattice,
        field,
        action,
        start,
        chains,
        trajectories,
        measurements,
        checkpoint,
        archive,
        http,
        backend,
        threads,
        Optional.empty(),
        Checks.NONE);
  }

  /** The same on the backend of that name; a run keeps the one that {@code auto} chose. */
  public Campaign withBackend(String chosen) {
    return new Campaign(
        name,
        seed,
        lattice,
        field,
        action,
        start,
        chains,
        trajectories,
        measurements,
        checkpoint,
        archive,
        http,
        chosen,
        threads,
        learning,
        checks,
        temperatures);
  }

  /** The same with other production checks. */
  public Campaign withChecks(Checks other) {
    return withMeasurements(measurements, other);
  }

  /** The same with other measurements and production checks. */
  public Campaign withMeasurements(List<Measurements> measured, Checks other) {
    return new Campaign(
        name,
        seed,
        lattice,
        field,
        action,
        start,
        chains,
        trajectories,
        measured,
        checkpoint,
        archive,
        http,
        backend,
        threads,
        learning,
        other,
        temperatures);
  }

  /** The sampler of a group as its chains run it: with the campaign's model where it says so. */
  public SamplerSpec sampler(ChainGroup group) {
    return learning.map(l -> l.sampler(group)).orElse(group.sampler());
  }

  /**
   * All that is measured: what the campaign file asks for, and the Schwinger-Dyson identity where
   * it is checked and not asked for.
   */
  public List<Measurements> measured() {
    SchwingerDyson<?> identity = new SchwingerDyson<>(action);
    boolean asked = measurements.stream().anyMatch(m -> m.observables().contains(identity));
    if (checks.schwingerDyson() == 0 || asked || action.laplacianUnknown(geometry()).isPresent()) {
      return measurements;
    }
    List<Measurements> all = new ArrayList<>(measurements);
    all.add(
        new Measurements(
            checks.schwingerDyson(), List.of(new SchwingerDyson.OfTarget<>(identity))));
    return List.copyOf(all);
  }

  /**
   * The groups as they run: those of the file, each at every temperature where there are several,
   * {@code label@beta}. Chains are numbered from 0 through these groups in order.
   */
  public List<ChainGroup> groups() {
    return temperatures.map(t -> t.groups(chains)).orElse(chains);
  }

  /** Which of the temperatures a chain has, from 0; 0 where there is one. */
  public int rank(int chain) {
    int group = groups().indexOf(group(chain));
    return group % ranks();
  }

  /**
   * The campaign at one of its temperatures: action and observables at that beta, the groups of
   * that temperature alone. Itself where there is one temperature.
   *
   * @param rank which one, from 0
   */
  public Campaign at(int rank) {
    if (temperatures.isEmpty()) {
      return this;
    }
    ActionSpec<?> there = temperatures.get().action(action, rank);
    List<ChainGroup> all = groups();
    List<ChainGroup> some = new ArrayList<>();
    for (int i = rank; i < all.size(); i += ranks()) {
      some.add(all.get(i));
    }
    return new Campaign(
        name,
        seed,
        lattice,
        field,
        there,
        start,
        some,
        trajectories,
        measurements.stream().map(m -> m.of(action, there)).toList(),
        checkpoint,
        archive,
        http,
        backend,
        threads,
        learning,
        checks);
  }

  /** The campaign at each of its temperatures; itself where there is one. */
  public List<Campaign> each() {
    List<Campaign> all = new ArrayList<>();
    for (int rank = 0; rank < ranks(); rank++) {
      all.add(at(rank));
    }
    return all;
  }

  /** Number of temperatures. */
  public int ranks() {
    return temperatures.map(t -> t.beta().size()).orElse(1);
  }

  /** The campaign at the temperature of a chain; see {@link #at}. */
  public Campaign of(int chain) {
    return temperatures.isEmpty() ? this : at(rank(chain));
  }

  /** The lattice with its neighbour tables. */
  public Lattice geometry() {
    return Lattice.of(lattice);
  }

  /** Number of chains of all groups. */
  public int chainCount() {
    return groups().stream().mapToInt(ChainGroup::count).sum();
  }

  /** The group of a chain; chains are numbered from 0 through the groups in order. */
  public ChainGroup group(int chain) {
    int first = 0;
    for (ChainGroup group : groups()) {
      first += group.count();
      if (chain < first) {
        return group;
      }
    }
    throw new IllegalArgumentException(
        "chain " + chain + "; there are chains 0 to " + (chainCount() - 1));
  }
}
