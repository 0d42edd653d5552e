package org.fluxtube.config;

import com.typesafe.config.ConfigOrigin;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.fluxtube.engine.action.ActionSpec;
import org.fluxtube.engine.action.EffectiveSpec;
import org.fluxtube.engine.catalogue.Spec;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.learn.Learning;
import org.fluxtube.engine.md.MolecularDynamics;
import org.fluxtube.engine.observable.ObservableSpec;
import org.fluxtube.engine.run.Campaign;
import org.fluxtube.engine.run.Phases;
import org.fluxtube.engine.run.Published;
import org.fluxtube.engine.run.Start;
import org.fluxtube.engine.sampler.HmcSpec;
import org.fluxtube.engine.sampler.SamplerSpec;

/** What has to fit together in a campaign; works with the parts that could be read. */
final class Checks {
  private static final Set<String> BACKENDS = Set.of("auto", "reference", "simd", "opencl");
  private static final Set<String> FORMATS = Set.of("hdf5", "ildg", "nersc");

  private final Origins origins;
  private final Map<String, Reading.Bound> bound;
  private final boolean startFileMustExist;

  Checks(Origins origins, Map<String, Reading.Bound> bound, boolean startFileMustExist) {
    this.origins = origins;
    this.bound = bound;
    this.startFileMustExist = startFileMustExist;
  }

  /**
   * Notes all problems.
   *
   * @param campaign null where it could not be read
   */
  void run(Campaign campaign) {
    if (campaign != null && campaign.learning().isPresent()) {
      Learning learning = campaign.learning().get();
      passes("learning", () -> learning.requireFits(campaign));
      if (startFileMustExist && learning.from().isPresent()) {
        passes("learning.from", () -> learning.first(campaign));
      }
    }
    oneOf("backend", BACKENDS);
    oneOf("archive.format", FORMATS);
    get("trajectories", Phases.class).ifPresent(this::phases);
    get("http.host", String.class).ifPresent(this::host);
    get("start", Start.class).ifPresent(this::start);
    labels();
    Optional<FieldType> field = get("field", FieldType.class);
    Optional<Lattice> lattice = lattice(field);
    if (field.isPresent() && lattice.isPresent()) {
      fits(field.get(), lattice.get());
      published(field.get(), lattice.get());
    }
  }

  /** Published numbers of what is not measured would be left out of the report silently. */
  private void published(FieldType field, Lattice lattice) {
    Set<String> names = new TreeSet<>(Set.of(Published.ACCEPTANCE));
    for (Reading.Bound at : bound.values()) {
      if (at.value() instanceof ObservableSpec<?> spec && fits(spec, field, lattice)) {
        names.addAll(spec.names(field, lattice));
      }
    }
    bound.forEach((path, at) -> {
      if (at.value() instanceof Published p && !names.contains(p.observable())) {
        report(
            path,
            "\""
                + Names.shown(p.observable())
                + "\" is not measured"
                + Names.suggestion(p.observable(), names)
                + "; measured are "
                + String.join(", ", names));
      }
    });
  }

  private static boolean fits(Spec spec, FieldType field, Lattice lattice) {
    try {
      spec.requireFits(field, lattice);
      return true;
    } catch (IllegalArgumentException e) {
      return false; // said elsewhere
    }
  }

  private <T> Optional<T> get(String path, Class<T> type) {
    return Optional.ofNullable(bound.get(path)).map(Reading.Bound::value).map(type::cast);
  }

  private void report(String path, String message) {
    Reading.Bound at = bound.get(path);
    origins.report(at == null ? (ConfigOrigin) null : at.origin(), path, message);
  }

  /** Runs a check and notes its refusal at the path. */
  private boolean passes(String path, Runnable check) {
    try {
      check.run();
      return true;
    } catch (IllegalArgumentException e) {
      report(path, e.getMessage());
      return false;
    }
  }

  private void oneOf(String path, Set<String> allowed) {
    get(path, String.class)
        .filter(name -> !allowed.contains(name))
        .ifPresent(name ->
            report(
                path,
                "got \""
                    + Names.shown(name)
                    + "\""
                    + Names.suggestion(name, allowed)
                    + "; allowed are "
                    + String.join(", ", allowed.stream().sorted().toList())));
  }

  private void phases(Phases phases) {
    try {
      Math.addExact(Math.addExact(phases.thermalise(), phases.learn()), phases.measure());
    } catch (ArithmeticException e) {
      report("trajectories", "the sum of all phases is above 9223372036854775807 trajectories");
    }
    if (phases.learn() > 0
        && !bound.containsKey("learning.model")
        && !origins.refused("learning")) {
      report(
          "trajectories.learn",
          "got "
              + phases.learn()
              + "; this campaign has no block learning { ... }, so allowed is learn = 0");
    }
  }

  private void host(String host) {
    if (!host.matches("[A-Za-z0-9]([A-Za-z0-9.-]{0,252})|\\[?[0-9A-Fa-f:.]{2,45}(%[a-z0-9]+)?]?")) {
      report(
          "http.host",
          "got \""
              + Names.shown(host)
              + "\"; needed is a host name or an address, for example 127.0.0.1");
    }
  }

  private void start(Start start) {
    if (startFileMustExist
        && start instanceof Start.File(String path)
        && !Files.isReadable(Path.of(path))) {
      String at = bound.containsKey("start.path") ? "start.path" : "start";
      report(at, "cannot read the start file " + Names.shown(path) + "; is the path right?");
    }
  }

  private void labels() {
    Map<String, String> seen = new HashMap<>();
    bound.forEach((path, at) -> {
      if (path.startsWith("measurements[") && at.value() instanceof ObservableSpec<?> spec) {
        String first = seen.putIfAbsent(spec.label(), path);
        if (first != null) {
          report(path, spec.label() + " is measured already by " + first);
        }
      }
    });
  }

  private Optional<Lattice> lattice(Optional<FieldType> field) {
    Optional<List<Integer>> extents =
        Optional.ofNullable(bound.get("lattice"))
            .map(at -> ((List<?>) at.value()).stream().map(Integer.class::cast).toList());
    boolean allowed =
        extents.isPresent()
            && passes("lattice", () -> Memory.requireFits(extents.get(), field.orElse(null)));
    return allowed ? extents.map(Lattice::of) : Optional.empty();
  }

  private void fits(FieldType field, Lattice lattice) {
    // children come before their parents, whose refusal would repeat what was said already
    Set<String> refused = new HashSet<>();
    Optional<ActionSpec<?>> action = get("action", ActionSpec.class).map(a -> (ActionSpec<?>) a);
    for (Map.Entry<String, Reading.Bound> entry : bound.entrySet()) {
      String path = entry.getKey();
      Object value = entry.getValue().value();
      if (refused.stream().noneMatch(child -> child.startsWith(path + "."))) {
        boolean fits =
            switch (value) {
              // has another target, which the slmc around it knows and checks
              case SamplerSpec proposal when path.endsWith(".proposal") -> true;
              case SamplerSpec sampler -> {
                yield action.isEmpty()
                    || refused.contains("action")
                    || fits(path, sampler, action.get(), field, lattice);
              }
              case Spec spec -> passes(path, () -> spec.requireFits(field, lattice));
              default -> true;
            };
        if (!fits) {
          refused.add(path);
        }
      } else {
        refused.add(path);
      }
    }
  }

  private boolean fits(
      String path, SamplerSpec written, ActionSpec<?> action, FieldType field, Lattice lattice) {
    Optional<EffectiveSpec<?>> model =
        get("learning.model", ActionSpec.class)
            .filter(m -> m instanceof EffectiveSpec<?>)
            .map(m -> (EffectiveSpec<?>) m);
    if (written.learned() && model.isEmpty()) {
      return true; // what is missing is said elsewhere
    }
    if (written.learned() && !fits(model.get(), field, lattice)) {
      return true; // said at the model
    }
    SamplerSpec sampler = model.<SamplerSpec>map(written::driven).orElse(written);
    return (!(sampler instanceof HmcSpec hmc) || termsFit(path, hmc, action))
        && passes(path, () -> sampler.requireFits(action, field, lattice));
  }

  /** The nested integrator against the terms of the driving action, said at the integrator. */
  private boolean termsFit(String path, HmcSpec hmc, ActionSpec<?> target) {
    ActionSpec<?> driving = hmc.guide().isPresent() ? hmc.guide().get() : target;
    return passes(
        path + ".integrator",
        () -> MolecularDynamics.requireTerms(driving.termNames(), hmc.integrator()));
  }
}
