package org.fluxtube.engine.sampler;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.DoubleStream;
import org.fluxtube.engine.action.ActionSpec;
import org.fluxtube.engine.action.Auxiliary;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.rng.RandomStream;

/** The bound form of {@link Sequence}. */
final class SequenceSampler<F extends Field<F>> implements Sampler<F> {
  private final List<Sampler<F>> members;
  private final List<Sampler<F>> distinct;
  private final boolean palindromic;
  private final Optional<Sampler<F>> tunable;

  /** The member whose ends are those of a step; -1 for none. */
  private final int teacher;

  /** Copies of its ends, where later members move the field on. */
  private final List<F> copies;

  private Optional<Ends<F>> ends = Optional.empty();
  private int running;

  private SequenceSampler(
      List<Sampler<F>> members, List<Sampler<F>> distinct, Sequence spec, F like) {
    this.members = members;
    this.distinct = distinct;
    this.palindromic = spec.palindromic();
    this.teacher = spec.teacher();
    List<Sampler<F>> tuned =
        distinct.stream()
            .filter(s -> s.stepSize().filter(size -> size.targetAcceptance() > 0).isPresent())
            .toList();
    if (tuned.size() > 1) {
      throw new IllegalArgumentException(
          "sequence: "
              + tuned.size()
              + " different members ask for tuning, allowed is one; give the others"
              + " targetAcceptance = 0");
    }
    this.tunable = tuned.stream().findFirst();
    this.copies =
        teacher < 0 || teacher == members.size() - 1
            ? List.of()
            : List.of(like.allocateLike(), like.allocateLike());
    turns(Turns.ALL);
  }

  /** Binds equal specifications once. */
  static <F extends Field<F>> SequenceSampler<F> bind(Sequence spec, ActionSpec<F> target, F like) {
    Map<SamplerSpec, Sampler<F>> bound = new LinkedHashMap<>();
    try {
      List<Sampler<F>> members = new ArrayList<>();
      for (SamplerSpec member : spec.samplers()) {
        if (!bound.containsKey(member)) {
          bound.put(member, member.bind(target, like));
        }
        members.add(bound.get(member));
      }
      return new SequenceSampler<>(members, List.copyOf(bound.values()), spec, like);
    } catch (IllegalArgumentException e) {
      bound.values().forEach(Sampler::close);
      throw e;
    }
  }

  @Override
  public Exactness exactness() {
    boolean reversible =
        members.stream().allMatch(s -> s.exactness() instanceof Exactness.Reversible);
    if (members.size() == 1 || (palindromic && reversible)) {
      return members.getFirst().exactness();
    }
    return members.stream().map(Sampler::exactness).reduce(Exactness::then).orElseThrow();
  }

  @Override
  public State<F> start(F u) {
    return members.getFirst().start(u);
  }

  /**
   * Member i of k gets the numbers of trajectory t k + i, so that two members of one kind never
   * draw the same ones.
   */
  @Override
  public Transition<F> step(State<F> state, RandomStream rng) {
    State<F> current = state;
    long proposals = 0;
    long accepted = 0;
    double deltaH = Double.NaN;
    double acceptance = Double.NaN;
    Map<String, Double> details = new TreeMap<>();
    ends = Optional.empty();
    for (int i = 0; i < members.size(); i++) {
      running = i;
      Sampler<F> member = members.get(i);
      if (member.field(current) != current.field()) {
        throw new SamplerException(
            "sequence: member "
                + (i + 1)
                + " keeps another field in its state than the physical one, so no other sampler can"
                + " go on from it; run it alone");
      }
      long trajectory = Math.addExact(rng.trajectory() * members.size(), i);
      Transition<F> next = member.step(current, rng.trajectory(trajectory));
      current = next.state();
      StepInfo info = next.info();
      proposals += info.proposals();
      accepted += info.accepted();
      if (tunable.isEmpty() || tunable.get().equals(member)) {
        acceptance = info.acceptance();
      }
      if (!Double.isNaN(info.deltaH())) {
        deltaH = info.deltaH();
      }
      details.putAll(info.details());
      details.put(StepInfo.memberAcceptance(i), info.acceptance());
      if (i == teacher && !copies.isEmpty()) {
        ends = member.ends().filter(e -> e.auxiliary().fields().isEmpty()).map(this::copied);
      }
    }
    if (tunable.isEmpty()) {
      acceptance = proposals == 0 ? 1 : (double) accepted / proposals;
    }
    return new Transition<>(
        current, new StepInfo(proposals, accepted, deltaH, acceptance, details));
  }

  private Ends<F> copied(Ends<F> of) {
    copies.get(0).copyFrom(of.start());
    copies.get(1).copyFrom(of.proposal());
    return new Ends<>(copies.get(0), copies.get(1), Auxiliary.NONE, of.before(), of.after());
  }

  /** Those of the last member that teaches. */
  @Override
  public Optional<Ends<F>> ends() {
    return teacher >= 0 && copies.isEmpty() ? members.getLast().ends() : ends;
  }

  /** Equal members are one object, which has several turns in a step. */
  @Override
  public void turns(Turns own) {
    for (Sampler<F> member : distinct) {
      List<Integer> places = new ArrayList<>();
      for (int i = 0; i < members.size(); i++) {
        if (members.get(i).equals(member)) {
          places.add(i);
        }
      }
      member.turns(own.within(members.size(), places));
    }
  }

  @Override
  public void guided(boolean byModel) {
    distinct.forEach(s -> s.guided(byModel));
  }

  /** That of the members that the model drives: all of one campaign have the same. */
  @Override
  public int version() {
    return distinct.stream().mapToInt(Sampler::version).max().orElseThrow();
  }

  @Override
  public double[] parameters() {
    return distinct.stream()
        .map(Sampler::parameters)
        .filter(own -> own.length > 0)
        .findFirst()
        .orElse(new double[0]);
  }

  @Override
  public void adopt(int version, double[] parameters) {
    distinct.stream()
        .filter(s -> s.parameters().length > 0)
        .forEach(s -> s.adopt(version, parameters));
  }

  /** Of the first member that has molecular dynamics. */
  @Override
  public Optional<Reversibility> reversibility(State<F> state, RandomStream rng) {
    return distinct.stream().flatMap(s -> s.reversibility(state, rng).stream()).findFirst();
  }

  /** Looked at in the first member only: later the state is no longer as it was. */
  @Override
  public void cancelWhen(BooleanSupplier condition) {
    distinct.forEach(s -> s.cancelWhen(() -> running == 0 && condition.getAsBoolean()));
  }

  /** The step size of the one member that is tuned. */
  @Override
  public Optional<StepSize> stepSize() {
    return tunable.flatMap(Sampler::stepSize);
  }

  /** Those of the members one after the other, each with its length before it. */
  @Override
  public double[] memory(State<F> state) {
    return distinct.stream()
        .flatMapToDouble(member -> {
          double[] own = member.memory(state);
          return DoubleStream.concat(DoubleStream.of(own.length), Arrays.stream(own));
        })
        .toArray();
  }

  @Override
  public void recall(State<F> state, double[] memory) {
    int at = 0;
    for (Sampler<F> member : distinct) {
      int length = at < memory.length ? (int) memory[at++] : 0;
      member.recall(state, Arrays.copyOfRange(memory, at, at + length));
      at += length;
    }
  }

  @Override
  public void close() {
    distinct.forEach(Sampler::close);
    copies.forEach(Field::close);
  }
}
