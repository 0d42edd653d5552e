package org.fluxtube.engine.report;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The results of a run: what {@code fluxtube report --json} prints.
 *
 * @param campaign name of the campaign
 * @param backend backend that ran it
 * @param exactness what the accept steps prove, the weakest of all chains
 * @param chains one entry a chain
 * @param observables name to result; components are {@code label.component}
 * @param groups where there is more than one group of chains: label of the group to name to result,
 *     for observables of at most {@link Analysis#MOST_COMPARED} components
 * @param comparison the groups side by side, in MEASURE and where there is more than one
 * @param learning what was learnt; {@link LearningHistory#NONE} where nothing was
 * @param times where the time of a trajectory went, by group of chains; empty if it is not known
 * @param proposals what is proposed where another action than the target proposes spins
 * @param flows what independent proposals say of the flow that makes them and of the target
 * @param checks comparisons with numbers known beforehand
 * @param limits numbers of the production checks, which must stay below a bound
 * @param remarks what a reader should know, for example too short a run
 * @param exchanges what became of each pair of neighbouring temperatures
 * @param paces acceptance and time of a trajectory of each group that has any
 * @param motions how far charges that separate sectors move, of each group
 * @param temperatures where there are several, the report of each; {@link #observables} and {@link
 *     #checks} are then all of theirs, named {@code name@beta} and {@code beta 2: name}
 */
public record RunReport(
    String campaign,
    String backend,
    String exactness,
    List<ChainReport> chains,
    Map<String, ObservableReport> observables,
    Map<String, Map<String, ObservableReport>> groups,
    Optional<GroupComparison> comparison,
    LearningHistory learning,
    List<TimeReport> times,
    List<Proposal> proposals,
    List<FlowReport> flows,
    List<Check> checks,
    List<Limit> limits,
    List<String> remarks,
    List<Exchange> exchanges,
    List<Pace> paces,
    List<Motion> motions,
    List<AtTemperature> temperatures) {
  /** The numbers of the chains of a group. */
  public List<Integer> chainsOf(String group) {
    return chains.stream().filter(c -> c.group().equals(group)).map(ChainReport::id).toList();
  }

  /**
   * How far a charge of the chains of a group moves.
   *
   * @param observable its name
   * @param group their label
   * @param steps in 1, 2 and 3 measurements; fewer where chains are too short
   * @param plateau 2 {@code <Q^2>}, which the mean squared change reaches at long lags
   */
  public record Motion(String observable, String group, List<Step> steps, Measured plateau) {}

  /**
   * The mean squared change of a charge, {@code <(Q(t+k) - Q(t))^2>}.
   *
   * @param lag k in trajectories
   * @param change the mean
   * @param n pairs
   */
  public record Step(int lag, Measured change, long n) {}

  /**
   * The proposals of a group: acceptance says little without what it is the acceptance of.
   *
   * @param group its label
   * @param updates updates of single spins in a proposal; 0 where it is made otherwise
   * @param moved acceptance of the kernel that proposes
   * @param residual mean of (1/V) sum_x S_x.S'_x between the spins and what is proposed for them
   * @param acceptance of the proposals
   */
  public record Proposal(
      String group, long updates, double moved, double residual, double acceptance) {}

  /**
   * A pair of chains that exchange their configurations.
   *
   * @param lower group of the chain at the lower beta
   * @param upper group of the other
   * @param tries how often they met
   * @param acceptance how often they swapped, as a part of them
   */
  public record Exchange(String lower, String upper, long tries, Measured acceptance) {}

  /**
   * The chains of one temperature.
   *
   * @param beta inverse temperature
   * @param report of these chains alone
   */
  public record AtTemperature(double beta, RunReport report) {}

  /**
   * A value with its statistical error.
   *
   * @param value the mean
   * @param error one standard deviation; NaN if it cannot be estimated
   */
  public record Measured(double value, double error) {}

  /**
   * One chain.
   *
   * @param id number of the chain
   * @param group label of its group in the campaign
   * @param exactness what its accept step proves
   * @param trajectories finished trajectories, all phases
   * @param acceptance mean acceptance in the phase of the report
   * @param expMinusDH mean of exp(-dH) over all proposals; NaN where there is no dH
   * @param trajectoriesPerSecond 1 / mean wall-clock time of a trajectory, measurements apart
   */
  public record ChainReport(
      int id,
      String group,
      String exactness,
      long trajectories,
      double acceptance,
      Measured expMinusDH,
      double trajectoriesPerSecond) {
    /** The same under another number. */
    ChainReport numbered(int number) {
      return new ChainReport(
          number, group, exactness, trajectories, acceptance, expMinusDH, trajectoriesPerSecond);
    }
  }

  /**
   * One observable or derived quantity.
   *
   * @param value mean over all chains
   * @param error its standard deviation (Gamma method)
   * @param tauInt integrated autocorrelation time in trajectories, 1/2 + sum convention
   * @param tauIntError its error
   * @param n measurements
   * @param phase the phase that was averaged
   * @param resolved whether the run is long enough to estimate tau_int ({@link
   *     org.fluxtube.engine.stats.GammaAnalysis#resolved})
   * @param frozen whether it never changed in any chain
   */
  public record ObservableReport(
      double value,
      double error,
      double tauInt,
      double tauIntError,
      long n,
      String phase,
      boolean resolved,
      boolean frozen) {}

  /**
   * The trajectories of one group of chains in the phase of the report.
   *
   * @param group its label
   * @param trajectories of all its chains
   * @param acceptance accepted / proposals with the error of the Gamma method, NaN for few
   * @param seconds wall-clock time of a trajectory
   */
  public record Pace(String group, long trajectories, Measured acceptance, double seconds) {}

  /**
   * A number that a chain found of itself again and again.
   *
   * @param name what was looked at, as in {@link org.fluxtube.engine.run.ChainCheck}
   * @param worst largest number of all chains; NaN if one could not be found out
   * @param limit largest that is right
   * @param n how often it was looked at
   */
  public record Limit(String name, double worst, double limit, long n) {
    /** Whether it was right each time. */
    public boolean passed() {
      return worst <= limit;
    }

    /** What both have found. */
    Limit and(Limit other) {
      double larger = worst <= other.worst ? other.worst : worst; // NaN stays
      return new Limit(name, Double.isNaN(other.worst) ? other.worst : larger, limit, n + other.n);
    }
  }

  /** Whether every check and limit passed. */
  public boolean passed() {
    return checks.stream().allMatch(Check::passed)
        && limits.stream().allMatch(Limit::passed)
        && flows.stream()
            .flatMap(flow -> flow.reweighted().values().stream())
            .allMatch(FlowReport.Reweighted::passed);
  }

  /**
   * A comparison that could fail.
   *
   * @param name what is compared
   * @param value measured
   * @param error its error
   * @param expected known beforehand
   * @param sigma (value - expected)/error
   * @param passed |sigma| is at most {@link #SIGMA}
   */
  public record Check(
      String name, double value, double error, double expected, double sigma, boolean passed) {
    /** Largest deviation that passes: false alarms in one of 16,000 checks. */
    public static final double SIGMA = 4;

    /** The same under another name. */
    Check named(String other) {
      return new Check(other, value, error, expected, sigma, passed);
    }
  }
}
