package org.fluxtube.engine.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.fluxtube.engine.action.ActionSpec;
import org.fluxtube.engine.catalogue.Param;

/**
 * Several temperatures in one campaign: every group of chains has its {@code count} at each of
 * them, and where something is learnt each temperature has a model of its own, taught by its own
 * chains. The group {@code slmc} of the file is then {@code slmc@2}, {@code slmc@5} ... in tables.
 *
 * @param beta inverse temperatures (or gauge couplings), rising; they take the place of the
 *     action's own
 * @param exchange neighbours exchange configurations after every n-th trajectory; 0: never
 */
public record Temperatures(
    @Param("inverse temperatures, rising, 2 to 64 of them: they replace the action's beta")
        List<Double> beta,
    @Param(
            value =
                "neighbours exchange configurations after every n-th trajectory, exactly; 0: never",
            optional = true)
        int exchange) {
  /** Between the label of a group in the file and its temperature. */
  public static final String AT = "@";

  private static final int MOST = 64;

  /** Checks the order. */
  public Temperatures {
    beta = List.copyOf(beta);
    boolean rising = true;
    for (int i = 0; i < beta.size(); i++) {
      rising &= Double.isFinite(beta.get(i)) && (i == 0 || beta.get(i) > beta.get(i - 1));
    }
    if (beta.size() < 2 || beta.size() > MOST || !rising) {
      throw new IllegalArgumentException(
          "beta = "
              + beta
              + "; allowed are 2 to "
              + MOST
              + " rising inverse temperatures, for example beta = [2, 3, 5, 8]");
    }
    if (exchange < 0) {
      throw new IllegalArgumentException(
          "exchange = "
              + exchange
              + "; allowed are 0 (never) and larger numbers, for example exchange = 20");
    }
  }

  /** The action at one of them. */
  ActionSpec<?> action(ActionSpec<?> written, int rank) {
    return written.at(beta.get(rank)).orElseThrow();
  }

  /** The label of a group at one of them. */
  String label(String group, int rank) {
    return group + AT + text(beta.get(rank));
  }

  /** The label in the campaign file of a group at a temperature. */
  public static String written(String label) {
    int at = label.lastIndexOf(AT);
    return at < 0 ? label : label.substring(0, at);
  }

  /** A number as short as it was written. */
  public static String text(double x) {
    return x == Math.rint(x) && Math.abs(x) < 1e9
        ? String.format(Locale.ROOT, "%d", (long) x)
        : Double.toString(x);
  }

  List<Campaign.ChainGroup> groups(List<Campaign.ChainGroup> chains) {
    List<Campaign.ChainGroup> all = new ArrayList<>();
    for (Campaign.ChainGroup group : chains) {
      for (int rank = 0; rank < beta.size(); rank++) {
        all.add(
            new Campaign.ChainGroup(label(group.label(), rank), group.count(), group.sampler()));
      }
    }
    return all;
  }

  /**
   * Checks that the action has them all, and that groups can be told apart.
   *
   * @throws IllegalArgumentException if not, saying what and what is allowed
   */
  void requireFits(ActionSpec<?> action, List<Campaign.ChainGroup> chains) {
    if (exchange > 0 && action.stochastic()) {
      throw new IllegalArgumentException(
          "exchange = "
              + exchange
              + " needs S of a configuration alone, and "
              + action
              + " has pseudo-fermions; allowed is exchange = 0");
    }
    for (double b : beta) {
      if (action.at(b).isEmpty()) {
        throw new IllegalArgumentException(
            "temperatures need an action with one beta; "
                + action
                + " has none, allowed are double-exchange, spin-model and wilson-plaquette");
      }
    }
    for (Campaign.ChainGroup group : chains) {
      if (group.label().contains(AT)) {
        throw new IllegalArgumentException(
            "the group \"" + group.label() + "\": with temperatures, @ in a label is theirs");
      }
      if (!group.published().isEmpty()) {
        throw new IllegalArgumentException(
            "published numbers of "
                + group.label()
                + " are of one temperature, and the campaign has several");
      }
    }
  }
}
