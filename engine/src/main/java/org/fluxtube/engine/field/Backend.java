package org.fluxtube.engine.field;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.fluxtube.engine.lattice.Lattice;

/**
 * A maker of {@link FieldOps}. The reference is always there; others are found by {@link
 * ServiceLoader}, and must not look for a device before {@link #rank} or {@link #unavailable} is
 * asked.
 */
public interface Backend {
  /** Name in campaign files and on the command line, for example {@code reference}. */
  String name();

  /**
   * How fast it is expected to be: {@code auto} takes the available one with the highest rank. May
   * depend on which devices there are.
   */
  int rank();

  /**
   * Sites from which on {@code auto} takes it: on smaller lattices the cost of its calls is more
   * than what it saves.
   */
  default int smallest() {
    return 1;
  }

  /** Why it cannot be used on this machine and how that would change; empty if it can. */
  Optional<String> unavailable();

  /**
   * New operations, called by one thread and closed by the caller. Results do not depend on {@code
   * threads}, bit by bit.
   *
   * @param threads threads that these operations may keep busy, the caller's included; at least 1.
   *     A backend that has none or its own ignores it
   */
  FieldOps open(Lattice lattice, int threads);

  /** New operations that keep the caller's thread busy alone. */
  default FieldOps open(Lattice lattice) {
    return open(lattice, 1);
  }

  /** All backends of this build, the fastest first. */
  static List<Backend> all() {
    List<Backend> all = inBuild();
    all.sort(Comparator.comparingInt(Backend::rank).reversed());
    return all;
  }

  private static List<Backend> inBuild() {
    List<Backend> all = new ArrayList<>();
    all.add(new ReferenceBackend());
    ServiceLoader.load(Backend.class).forEach(all::add);
    return all;
  }

  /**
   * A backend and the reason for it.
   *
   * @param backend what to use
   * @param why one line: which, why, what would make a faster one available
   */
  record Choice(Backend backend, String why) {}

  /**
   * The backend of the given name, or for {@code auto} the fastest available one.
   *
   * @throws IllegalArgumentException if the name is unknown, or that backend is unavailable: it is
   *     never replaced by another one
   */
  static Choice choose(String name) {
    return choose(name, Integer.MAX_VALUE);
  }

  /**
   * The backend of the given name, or for {@code auto} the fastest available one for a lattice of
   * so many sites, see {@link #smallest}.
   *
   * @throws IllegalArgumentException as {@link #choose(String)}
   */
  static Choice choose(String name, int sites) {
    // a backend asked for by name needs no ranks, which may cost a search for devices
    return choose(name, sites, name.equals("auto") ? all() : inBuild());
  }

  /** As {@link #choose(String, int)}, among the given ones, fastest first. */
  static Choice choose(String name, int sites, List<Backend> all) {
    if (!name.equals("auto")) {
      Backend named =
          all.stream()
              .filter(b -> b.name().equals(name))
              .findFirst()
              .orElseThrow(() ->
                  new IllegalArgumentException(
                      "backend \""
                          + name
                          + "\" is not in this build; allowed are auto, "
                          + all.stream().map(Backend::name).collect(Collectors.joining(", "))
                          + ", for example backend = auto"));
      named
          .unavailable()
          .ifPresent(why -> {
            throw new IllegalArgumentException(
                "backend \""
                    + name
                    + "\" cannot be used here: "
                    + why
                    + "; with backend = auto the fastest available one is taken");
          });
      return new Choice(named, "backend " + name + ": asked for by name");
    }
    List<String> missing = new ArrayList<>();
    StringBuilder large = new StringBuilder();
    for (Backend backend : all) {
      Optional<String> why = backend.unavailable();
      if (why.isPresent()) {
        missing.add(backend.name() + " (" + why.get() + ")");
      } else if (sites < backend.smallest()) {
        large.append(
            "; %s pays from %d sites on, here are %d"
                .formatted(backend.name(), backend.smallest(), sites));
      } else {
        String others = missing.isEmpty() ? "" : "; not available: " + String.join("; ", missing);
        return new Choice(
            backend, "backend " + backend.name() + ": the fastest available one" + large + others);
      }
    }
    throw new IllegalStateException("the reference backend is always available");
  }
}
