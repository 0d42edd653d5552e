package org.fluxtube.actors.command;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.fluxtube.config.Binder;
import org.fluxtube.config.CampaignFileException;
import org.fluxtube.config.Key;
import org.fluxtube.config.Problem;
import org.fluxtube.config.Reference;
import org.fluxtube.config.Reference.EntryReference;
import org.fluxtube.config.Renderer;
import org.fluxtube.engine.action.ActionSpec;
import org.fluxtube.engine.catalogue.Catalogue;
import org.fluxtube.engine.catalogue.Spec;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.io.Format;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.md.Omelyan2;
import org.fluxtube.engine.observable.ObservableSpec;
import org.fluxtube.engine.run.Campaign;
import org.fluxtube.engine.run.Phases;
import org.fluxtube.engine.run.Start;
import org.fluxtube.engine.sampler.HmcSpec;

/**
 * Observables as they are named on the command line: {@code plaquette}, a unique beginning such as
 * {@code polyakov}, and parameters as {@code wilson-loop:r=2,t=2}.
 */
final class ObservableChoice {
  private static final String PLACE = "measurements[0].observables[0]";

  private final Map<String, EntryReference> entries = new LinkedHashMap<>();

  ObservableChoice() {
    Reference.create().kinds().stream()
        .filter(kind -> kind.name().equals("observable"))
        .flatMap(kind -> kind.entries().stream())
        .forEach(entry -> entries.put(entry.type(), entry));
  }

  /** The parts between commas; {@code r=2} belongs to the part before it. */
  static List<String> split(String text) {
    List<String> parts = new ArrayList<>();
    for (String part : text.split(",")) {
      String trimmed = part.strip();
      boolean parameter = trimmed.indexOf('=') > 0 && trimmed.indexOf(':') < 0;
      if (parameter && !parts.isEmpty()) {
        parts.set(parts.size() - 1, parts.getLast() + "," + trimmed);
      } else if (!trimmed.isEmpty()) {
        parts.add(trimmed);
      }
    }
    return parts;
  }

  /** Everything that fits and has no parameters: the default. */
  List<ObservableSpec<?>> plain(FieldType type, Lattice lattice) {
    List<ObservableSpec<?>> plain = new ArrayList<>();
    for (EntryReference entry : entries.values()) {
      ObservableSpec<?> spec = example(entry.type());
      if (entry.keys().isEmpty() && misfit(spec, type, lattice).isEmpty()) {
        plain.add(spec);
      }
    }
    return plain;
  }

  /** Checks the names alone, before any file is read. */
  void requireKnown(List<String> wanted) {
    for (String text : wanted) {
      complete(text.split(":", 2)[0]);
    }
  }

  /**
   * The observables for one field.
   *
   * @param wanted parts of {@link #split}
   * @throws InputException for a name or parameter that is unknown, or that does not fit
   */
  List<ObservableSpec<?>> of(List<String> wanted, FieldType type, Lattice lattice) {
    List<ObservableSpec<?>> chosen = new ArrayList<>();
    for (String text : wanted) {
      String[] parts = text.split(":", 2);
      EntryReference entry = complete(parts[0]);
      boolean optional = entry.keys().stream().allMatch(Key::optional);
      ObservableSpec<?> spec =
          parts.length == 1 && optional
              ? example(entry.type())
              : bound(entry, parts.length == 1 ? "" : parts[1], type, lattice);
      Optional<String> misfit = misfit(spec, type, lattice);
      if (misfit.isPresent()) {
        throw new InputException(
            text + ": " + misfit.get() + "; those that fit are " + fitting(type, lattice));
      }
      chosen.add(spec);
    }
    return chosen;
  }

  private static ObservableSpec<?> example(String name) {
    return (ObservableSpec<?>) Catalogue.entries(ObservableSpec.class).get(name);
  }

  private EntryReference complete(String name) {
    if (entries.containsKey(name)) {
      return entries.get(name);
    }
    List<String> found = entries.keySet().stream().filter(known -> known.startsWith(name)).toList();
    if (!found.isEmpty() && !name.isEmpty()) {
      // plaq is the plaquette, although plaquette-condensate begins so too
      String shortest = Collections.min(found, Comparator.comparingInt(String::length));
      if (found.stream().allMatch(other -> other.startsWith(shortest))) {
        return entries.get(shortest);
      }
    }
    throw new InputException(
        "observable \""
            + name
            + "\" "
            + (found.size() > 1 && !name.isEmpty()
                ? "is the beginning of " + String.join(" and ", found)
                : "is unknown; known are " + String.join(", ", entries.keySet())));
  }

  private static Optional<String> misfit(Spec spec, FieldType type, Lattice lattice) {
    try {
      spec.requireFits(type, lattice);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(e.getMessage());
    }
  }

  private String fitting(FieldType type, Lattice lattice) {
    String names =
        entries.keySet().stream()
            .filter(name -> misfit(example(name), type, lattice).isEmpty())
            .collect(Collectors.joining(", "));
    return names.isEmpty() ? "none" : names;
  }

  /** Lets the Binder read the parameters, so that their errors are those of a campaign file. */
  private ObservableSpec<?> bound(
      EntryReference entry, String parameters, FieldType type, Lattice lattice) {
    String text =
        Renderer.render(around(type, lattice))
            + "measurements = [{ observables = [{ type = "
            + entry.type()
            + (parameters.isBlank() ? "" : ", " + parameters)
            + " }] }]\n";
    try {
      Campaign campaign = Binder.bindText("--observables", text);
      return campaign.measurements().getFirst().observables().getFirst();
    } catch (CampaignFileException e) {
      throw new InputException(
          entry.type()
              + (parameters.isBlank() ? "" : ":" + parameters)
              + ": "
              + e.problems().stream()
                  .map(ObservableChoice::problem)
                  .distinct()
                  .collect(Collectors.joining("; "))
              + example(entry));
    }
  }

  private static String problem(Problem problem) {
    String key = problem.path().replace(PLACE, "").replaceFirst("^\\.", "");
    return (key.isEmpty() ? "" : key + ": ") + problem.message();
  }

  private static String example(EntryReference entry) {
    return entry.keys().isEmpty()
        ? ""
        : "; an example: "
            + entry.type()
            + ":"
            + entry.keys().stream()
                .filter(key -> !key.optional())
                .map(key -> key.name() + "=" + key.exampleText())
                .collect(Collectors.joining(","));
  }

  /** A campaign of the same field, whose measurements are replaced. */
  private static Campaign around(FieldType type, Lattice lattice) {
    ActionSpec<?> action =
        Catalogue.entries(ActionSpec.class).values().stream()
            .map(record -> (ActionSpec<?>) record)
            .filter(spec -> misfit(spec, type, lattice).isEmpty())
            .findFirst()
            .orElseThrow(() -> new InputException("no observable with parameters fits a " + type));
    List<Integer> extents = new ArrayList<>();
    for (int extent : lattice.extents()) {
      extents.add(extent);
    }
    return new Campaign(
        "measure",
        0,
        extents,
        type,
        action,
        new Start.Cold(),
        List.of(new Campaign.ChainGroup("hmc", 1, new HmcSpec(1, new Omelyan2(1)))),
        new Phases(0, 0, 1),
        List.of(),
        new Campaign.Checkpointing(60, 1),
        new Campaign.Archive(0, 0, Format.HDF5.toString()),
        new Campaign.Http("127.0.0.1", 0),
        "reference",
        1);
  }
}
