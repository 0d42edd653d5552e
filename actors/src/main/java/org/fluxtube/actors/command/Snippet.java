package org.fluxtube.actors.command;

import java.util.ArrayList;
import java.util.List;
import org.fluxtube.config.Key;
import org.fluxtube.config.Reference.EntryReference;

/** Lines of a campaign file for one entry of the catalogue. */
final class Snippet {
  private Snippet() {}

  /** The entry at the place where its kind stands, indented by two blanks. */
  static String of(String kind, EntryReference entry) {
    return switch (kind) {
      case "sampler" ->
          lines("  chains = [{", "    label = " + entry.type(), "    count = 2", "    sampler {")
              + body(entry, "      ")
              + "    }\n  }]";
      case "observable" ->
          lines("  measurements = [{", "    every = 1", "    observables = [{")
              + body(entry, "      ")
              + "    }]\n  }]";
      case "integrator" ->
          lines("  integrator {    # a key of the sampler") + body(entry, "    ") + "  }";
      case "operator" ->
          lines("  operator {    # a key of fermion actions and observables")
              + body(entry, "    ")
              + "  }";
      case "trainer" -> lines("  trainer {    # a key of learning") + body(entry, "    ") + "  }";
      case "layer" ->
          lines("  layers = [{    # a key of smeared actions") + body(entry, "    ") + "  }]";
      case "map" -> lines("  maps = [{    # a key of flow") + body(entry, "    ") + "  }]";
      case "conditioner" ->
          lines("  conditioner {    # a key of couplings") + body(entry, "    ") + "  }";
      default -> lines("  " + kind + " {") + body(entry, "    ") + "  }";
    };
  }

  private static String body(EntryReference entry, String indent) {
    List<String> all = new ArrayList<>();
    all.add(indent + "type = " + entry.type());
    for (Key key : entry.keys()) {
      all.add(indent + key.name() + " = " + key.exampleText());
    }
    return lines(all.toArray(String[]::new));
  }

  private static String lines(String... lines) {
    return String.join("\n", lines) + "\n";
  }
}
