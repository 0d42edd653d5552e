package org.fluxtube.actors.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.fluxtube.config.Key;
import org.fluxtube.config.Reference;
import org.fluxtube.config.Reference.EntryReference;
import org.fluxtube.config.Reference.KindReference;
import org.fluxtube.engine.catalogue.Catalogue;
import org.fluxtube.engine.catalogue.Spec;
import org.fluxtube.engine.sampler.SamplerSpec;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fluxtube list}: everything that a campaign file can name. */
@Command(
    name = "list",
    description = {
      "Shows what a campaign file can name: fields, actions, samplers, integrators, observables.",
      "list KIND shows one kind, list NAME one entry with lines to paste, list campaign the keys"
          + " of a campaign file."
    })
public final class ListCommand extends Subcommand {
  private static final int NAME = 20;

  @Parameters(
      arity = "0..1",
      paramLabel = "KIND|NAME",
      description = "A kind (for example action), a name (for example hmc), or campaign.")
  private String wanted;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  /** An entry with its kind. */
  private record Entry(KindReference kind, EntryReference entry, Record example) {
    String name() {
      return entry.type();
    }
  }

  @Override
  int execute() {
    Reference reference = Reference.create();
    List<Entry> all = entries(reference);
    if (wanted == null) {
      print(reference, all, "");
      return OK;
    }
    String kind = singular(wanted);
    if (kind.equals("campaign")) {
      campaign(reference);
      return OK;
    }
    if (reference.kinds().stream().anyMatch(k -> k.name().equals(kind))) {
      print(reference, all.stream().filter(e -> e.kind().name().equals(kind)).toList(), kind);
      return OK;
    }
    List<Entry> named = all.stream().filter(e -> e.name().equals(wanted)).toList();
    if (named.isEmpty()) {
      throw new InputException(unknown(reference, all));
    }
    if (json) {
      out().println(Json.text(kinds(named)));
    } else {
      named.forEach(this::details);
    }
    return OK;
  }

  private static String singular(String name) {
    return name.endsWith("s") ? name.substring(0, name.length() - 1) : name;
  }

  private String unknown(Reference reference, List<Entry> all) {
    return "\""
        + wanted
        + "\" is neither a kind nor a name; kinds are campaign, "
        + reference.kinds().stream().map(KindReference::name).collect(Collectors.joining(", "))
        + "; names are "
        + all.stream().map(Entry::name).collect(Collectors.joining(", "));
  }

  private static List<Entry> entries(Reference reference) {
    List<Entry> all = new ArrayList<>();
    for (int k = 0; k < reference.kinds().size(); k++) {
      KindReference kind = reference.kinds().get(k);
      Map<String, Record> examples = Catalogue.entries(Catalogue.kinds().get(k));
      for (EntryReference entry : kind.entries()) {
        all.add(new Entry(kind, entry, examples.get(entry.type())));
      }
    }
    return all;
  }

  private void print(Reference reference, List<Entry> entries, String kind) {
    if (json) {
      out().println(Json.text(kinds(entries)));
      return;
    }
    String heading = "";
    for (Entry entry : entries) {
      if (!entry.kind().name().equals(heading)) {
        heading = entry.kind().name();
        out().println(kind.isEmpty() && entry != entries.getFirst() ? "\n" + heading : heading);
      }
      out().print(Text.wrap(padded(entry.name()), summary(entry)));
    }
    out().println();
    out()
        .println(
            kind.isEmpty()
                ? "list NAME: one entry with lines to paste; list campaign: the keys of the file"
                : "list NAME: one entry with lines to paste");
  }

  private static String padded(String name) {
    return "  " + name + " ".repeat(Math.max(1, NAME - name.length()));
  }

  /** Keys with their defaults, and for samplers what they prove. */
  private static String summary(Entry entry) {
    String keys =
        entry.entry().keys().stream()
            .map(k -> k.optional() ? "[" + k.name() + "]" : k.name())
            .collect(Collectors.joining(" "));
    String exactness = exactness(entry);
    if (exactness.isEmpty()) {
      return keys.isEmpty() ? "-" : keys;
    }
    return keys + "; " + exactness;
  }

  private static String exactness(Entry entry) {
    if (entry.example() instanceof SamplerSpec sampler) {
      return CatalogueFacts.of(sampler).exactness().map(Object::toString).orElse("");
    }
    return "";
  }

  private static Map<String, Object> kinds(List<Entry> entries) {
    Map<String, Object> kinds = new LinkedHashMap<>();
    for (Entry entry : entries) {
      @SuppressWarnings("unchecked") // made in the next line
      Map<String, Object> names =
          (Map<String, Object>)
              kinds.computeIfAbsent(entry.kind().name(), name -> new LinkedHashMap<>());
      Map<String, Object> facts = new LinkedHashMap<>();
      facts.put("example", entry.entry().example());
      facts.put("keys", keys(entry.entry().keys()));
      if (entry.example() instanceof SamplerSpec sampler) {
        CatalogueFacts.SamplerFacts sampling = CatalogueFacts.of(sampler);
        facts.put("exactness", sampling.exactness().map(Object::toString).orElse(null));
        facts.put("actions", sampling.actions());
      } else if (entry.example() instanceof Spec spec) {
        facts.put("fits", CatalogueFacts.fits(spec));
      }
      names.put(entry.name(), facts);
    }
    return kinds;
  }

  private static List<Object> keys(List<Key> keys) {
    List<Object> list = new ArrayList<>();
    for (Key key : keys) {
      Map<String, Object> facts = new LinkedHashMap<>();
      facts.put("name", key.name());
      facts.put("type", key.type().describe());
      facts.put("required", !key.optional());
      facts.put("default", key.optional() ? key.exampleText() : null);
      facts.put("sentence", key.sentence());
      list.add(facts);
    }
    return list;
  }

  private void details(Entry entry) {
    out().println(entry.name() + " (" + entry.kind().name() + ")");
    if (entry.example() instanceof SamplerSpec sampler) {
      CatalogueFacts.SamplerFacts facts = CatalogueFacts.of(sampler);
      out().print(Text.wrap("  is     ", facts.exactness().map(Object::toString).orElse("?")));
      out().print(Text.wrap("  for    ", String.join(", ", facts.actions())));
    } else if (entry.example() instanceof Spec spec) {
      String fits = CatalogueFacts.fits(spec);
      if (!fits.isEmpty()) {
        out().print(Text.wrap("  for    ", fits));
      }
    }
    out().println();
    describe(entry.entry().keys());
    out().println("for a campaign file:");
    out().println();
    out().println(Snippet.of(entry.kind().name(), entry.entry()));
  }

  private void describe(List<Key> keys) {
    if (keys.isEmpty()) {
      return;
    }
    for (Key key : keys) {
      String value = key.optional() ? "default " + key.exampleText() : "required";
      out().print(Text.wrap(padded(key.name()), key.type().describe() + "; " + value));
      out().print(Text.wrap(" ".repeat(NAME + 2), key.sentence()));
    }
    out().println();
  }

  private void campaign(Reference reference) {
    if (json) {
      Map<String, Object> objects = new LinkedHashMap<>();
      objects.put("campaign", keys(reference.campaign()));
      reference.objects().forEach((path, keys) -> objects.put(path, keys(keys)));
      out().println(Json.text(objects));
      return;
    }
    out().println("campaign");
    describe(reference.campaign());
    reference
        .objects()
        .forEach((path, keys) -> {
          out().println(path);
          describe(keys);
        });
  }
}
