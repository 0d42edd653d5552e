package org.fluxtube.actors.database;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the intervals of all measurements were stretched while a campaign ran. With the factor k an
 * observable is measured after every (k every)-th trajectory, counted from 0, whatever its numbers
 * were, so every average stays right. Errors need equally spaced numbers: a report averages those
 * at multiples of (every {@link #common}), which were measured at all times.
 *
 * @param factors all that were in force, the present one last; never empty
 */
public record Thinning(List<Integer> factors) {
  /** As the campaign file says. */
  public static final Thinning NONE = new Thinning(List.of(1));

  /** Key of the table of texts. */
  static final String KEY = "thinning";

  private static final int MOST = 1_000_000;

  /** Copies the list. */
  public Thinning {
    factors = List.copyOf(factors);
  }

  /** From the table of texts. */
  public static Thinning of(Map<String, String> meta) {
    String text = meta.get(KEY);
    return text == null
        ? NONE
        : new Thinning(Arrays.stream(text.split(" ")).map(Integer::valueOf).toList());
  }

  /** The present factor. */
  public int present() {
    return factors.getLast();
  }

  /** The factor of what was measured at all times: the largest, which all others divide. */
  public int common() {
    return factors.stream().mapToInt(f -> f).max().orElseThrow();
  }

  /** Why a factor must not come next; empty where it may. */
  public Optional<String> refusal(int next) {
    if (next < 1 || next > MOST) {
      return Optional.of("thin = " + next + "; allowed are 1 to " + MOST + ", for example 5");
    }
    int now = common();
    return next % now == 0 || now % next == 0
        ? Optional.empty()
        : Optional.of(
            "thin = "
                + next
                + " after "
                + now
                + ": the report averages what was measured at all times, and few trajectories would"
                + " be common to both; allowed are divisors and multiples of "
                + now
                + ", for example "
                + 2 * now);
  }

  /** With another present factor. */
  public Thinning then(int next) {
    List<Integer> all = new ArrayList<>(factors);
    all.remove((Integer) next);
    all.add(next);
    return new Thinning(all);
  }

  String text() {
    return String.join(" ", factors.stream().map(f -> Integer.toString(f)).toList());
  }
}
