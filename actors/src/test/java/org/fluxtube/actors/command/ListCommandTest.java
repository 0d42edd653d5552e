package org.fluxtube.actors.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.fluxtube.config.Binder;
import org.fluxtube.config.CampaignFileException;
import org.fluxtube.config.Reference;
import org.fluxtube.engine.catalogue.Catalogue;
import org.fluxtube.engine.catalogue.Param;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ListCommandTest {
  private static final List<String> THEORIES =
      List.of(
          theory(
              "[8, 8]", "{ type = gauge, group = U(1) }", "{ type = wilson-plaquette, beta = 2 }"),
          theory(
              "[4, 4, 4, 4]",
              "{ type = gauge, group = SU(3) }",
              "{ type = sum, terms = [{ name = plaquette, action { type = wilson-plaquette, beta ="
                  + " 2 } }, { name = rectangle, action { type = rectangle, beta = 0.5, c1 = -0.1 }"
                  + " } ] }"),
          theory(
              "[8, 8]",
              "{ type = gauge, group = U(1) }",
              "{ type = pseudo-fermions, operator { type = wilson, kappa = 0.1 } }"),
          theory(
              "[8, 8]",
              "{ type = gauge, group = U(1) }",
              "{ type = determinant, operator { type = staggered, mass = 0.5 } }"),
          theory(
              "[8, 8]", "{ type = gauge, group = SU(2) }", "{ type = wilson-plaquette, beta = 2 }"),
          theory("[8, 8]", "{ type = scalar }", "{ type = phi4, mass-squared = -4, lambda = 7 }"),
          theory(
              "[8, 8]", "{ type = scalar }", "{ type = phi4-hopping, kappa = 0.2, lambda = 0.02 }"),
          theory("[8, 8]", "{ type = spin, components = 3 }", "{ type = spin-model, beta = 1 }"));

  private static String theory(String lattice, String field, String action) {
    return """
    name = test
    seed = 1
    lattice = %s
    field = %s
    action = %s
    trajectories { measure = 10 }
    chains = [{ label = a, sampler { type = hmc, integrator { type = leapfrog, steps = 5 } } }]
    measurements = []
    """
        .formatted(lattice, field, action);
  }

  @Test
  void everythingIsListed() {
    Invocation cli = Invocation.run("list");

    assertThat(cli.code()).isZero();
    for (Class<?> kind : Catalogue.kinds()) {
      for (String name : Catalogue.entries(kind).keySet()) {
        assertThat(cli.out()).containsPattern("(?m)^  " + name + " ");
      }
    }
    assertThat(cli.out().lines()).allMatch(line -> line.length() <= 80);
  }

  @Test
  void jsonHasEveryKeyWithItsSentence() {
    JsonNode json = Invocation.run("list", "--json").json();

    int keys = 0;
    for (JsonNode kind : json) {
      for (JsonNode entry : kind) {
        assertThat(entry.get("example").asText()).startsWith("{ type = ");
        for (JsonNode key : entry.get("keys")) {
          assertThat(key.get("sentence").asText()).as("%s", key).isNotBlank();
          assertThat(key.get("type").asText()).isNotBlank();
          assertThat(key.get("default").isNull()).isEqualTo(key.get("required").asBoolean());
          keys++;
        }
      }
    }
    assertThat(keys).isGreaterThan(20);
    assertThat(json.get("sampler").get("hmc").get("exactness").asText())
        .isEqualTo("exact (detailed balance)");
    for (JsonNode sampler : json.get("sampler")) {
      assertThat(sampler.get("exactness").asText()).isNotBlank();
      assertThat(sampler.get("actions")).isNotEmpty();
    }
    for (JsonNode observable : json.get("observable")) {
      assertThat(observable.get("fits").asText()).contains("dimensions");
    }
    assertThat(json.get("observable").get("topological-charge").get("fits").asText())
        .isEqualTo("U(1) gauge field in 2 dimensions");
  }

  /** Every snippet of {@code list NAME}, pasted into a campaign file of some theory, binds. */
  @TestFactory
  Stream<DynamicTest> snippetsCanBePasted() {
    return Reference.create().kinds().stream()
        .flatMap(kind ->
            kind.entries().stream()
                .map(entry ->
                    DynamicTest.dynamicTest(
                        kind.name() + " " + entry.type(), () -> paste(kind.name(), entry))));
  }

  private static void paste(String kind, Reference.EntryReference entry) {
    String details = Invocation.run("list", entry.type()).out();
    String snippet = Snippet.of(kind, entry);
    assertThat(details).contains(snippet);
    if (kind.equals("integrator")) {
      snippet = "chains = [{ label = a, sampler { type = hmc\n" + snippet + "} }]";
    }
    if (kind.equals("action")) {
      // null drops the keys of the theory's own action, which would be merged
      snippet = "action = null\n" + snippet;
    }
    if (kind.equals("layer")) {
      String inner = "action { type = wilson-plaquette, beta = 2 }\n";
      snippet = "action = null\naction { type = smeared\n" + inner + snippet + "}";
    }
    if (entry.type().equals("force-matching")) {
      snippet =
          """
          chains = [{ label = a, sampler {
            type = field-transformation-hmc, learned = true
            integrator { type = omelyan2, steps = 4 } } }]
          trajectories { learn = 100 }
          learning { model { type = flow, maps = [{ type = masked-smearing }] }
          """
              + snippet
              + "}";
    } else if (kind.equals("trainer")) {
      snippet =
          """
          chains = [{ label = a, sampler {
            type = hmc, learned = true, integrator { type = omelyan2, steps = 4 } } }]
          trajectories { learn = 100 }
          learning { model { type = loops, terms = [{ loop = plaquette, beta = 1 }] }
          """
              + snippet
              + "}";
    }
    if (kind.equals("conditioner")) {
      snippet = "maps = [{ type = affine-coupling\n" + snippet + "}]";
    }
    if (kind.equals("map") || kind.equals("conditioner")) {
      snippet =
          """
          chains = [{ label = a, sampler { type = flow-metropolis, learned = true } }]
          trajectories { learn = 100 }
          learning {
            trainer { type = adam, rate = 0.01, lesson { loss = reverse-kl, batch = 64 } }
            model { type = flow
          """
              + snippet
              + "} }";
    }
    if (kind.equals("operator")) {
      snippet = "action {\n" + snippet + "}";
    }
    StringBuilder problems = new StringBuilder();
    for (String theory : THEORIES) {
      try {
        Binder.bindText("paste", theory + snippet);
        return;
      } catch (CampaignFileException e) {
        problems.append(e.getMessage()).append('\n');
      }
    }
    if (kind.equals("field") || kind.equals("action")) {
      // the other one of the pair may not fit; the snippet itself must
      assertThat(problems.toString()).doesNotContain("missing", "unknown key", "got ");
      return;
    }
    throw new AssertionError(snippet + " fits nowhere:\n" + problems);
  }

  @Test
  void kindsMayBeNamedInTheSingularAndPlural() {
    String samplers = Invocation.run("list", "samplers").out();
    assertThat(samplers).isEqualTo(Invocation.run("list", "sampler").out()).contains("hmc");
    assertThat(samplers).doesNotContain("plaquette");
    assertThat(Invocation.run("list", "sampler", "--json").json()).hasSize(1);
  }

  /** A name of two kinds shows both. */
  @Test
  void aNameShowsAllItsEntries() {
    assertThat(Invocation.run("list", "rectangle").out())
        .contains("rectangle (action)", "rectangle (observable)");
    assertThat(Invocation.run("list", "rectangle", "--json").json()).hasSize(2);
  }

  @Test
  void theKeysOfACampaignFile() {
    Invocation cli = Invocation.run("list", "campaign");
    assertThat(cli.out()).contains("trajectories", "chains", "measurements", "checkpoint");
    assertThat(cli.out().lines()).allMatch(line -> line.length() <= 80);
    JsonNode json = Invocation.run("list", "campaign", "--json").json();
    assertThat(json.get("campaign")).isNotEmpty();
    assertThat(json.get("trajectories").toString()).contains("thermalise");
  }

  @Test
  void anUnknownNameListsTheKnown() {
    Invocation cli = Invocation.run("list", "hcm");
    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.all()).contains("\"hcm\"", "kinds are campaign, field", "hmc");
    assertThat(cli.out()).isEmpty();
  }

  /** Every component of a specification says what it is: that is the documentation. */
  @Test
  void everyKeyHasASentence() {
    Map<String, Integer> without = new TreeMap<>();
    for (Class<?> kind : Catalogue.kinds()) {
      Catalogue.entries(kind)
          .forEach((name, example) -> {
            for (var component : example.getClass().getRecordComponents()) {
              if (component.getAnnotation(Param.class) == null) {
                without.merge(name + "." + component.getName(), 1, Integer::sum);
              }
            }
          });
    }
    assertThat(without).isEmpty();
  }
}
