package org.fluxtube.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.run.Campaign;
import org.fluxtube.engine.run.Phases;
import org.fluxtube.engine.run.Start;
import org.fluxtube.engine.sampler.HmcSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BinderTest extends CampaignFile {
  @Test
  void bindsAFile() throws IOException, CampaignFileException {
    Campaign campaign = Binder.bind(write(good()));
    assertThat(campaign.name()).isEqualTo("good");
    assertThat(campaign.lattice()).containsExactly(4, 4);
    assertThat(campaign.field()).isEqualTo(new FieldType.Gauge(Group.SU2));
    assertThat(campaign.start()).isEqualTo(new Start.Cold());
    assertThat(campaign.trajectories()).isEqualTo(new Phases(0, 0, 10));
    assertThat(campaign.chains().getFirst().count()).isEqualTo(1);
    assertThat(((HmcSpec) campaign.chains().getFirst().sampler()).guide())
        .isEqualTo(Optional.empty());
    assertThat(campaign.http()).isEqualTo(new Campaign.Http("127.0.0.1", 0));
  }

  @Test
  void allProblemsComeAtOnceWithTheirLines() throws IOException {
    List<Problem> problems =
        problems(
            good(
                "name = \"two words\"",
                "lattice = [4, 1]",
                "action { type = wilson-plaquette, beta = -1 }",
                "sampler { type = hmc, tau = 0, target-acceptance = 1, integrator = leapfrog }",
                "trajectories { measure = 8.5 }",
                "measurements = [{ every = 0, observables = [plaquete] }]",
                "bakend = simd"));
    assertThat(problems)
        .extracting(p -> p.line() + " " + p.path())
        .containsExactly(
            "1 name",
            "3 lattice",
            "5 action.beta",
            "7 chains[0].sampler.integrator.steps",
            "7 chains[0].sampler.tau",
            "7 chains[0].sampler.target-acceptance",
            "8 trajectories.measure",
            "9 measurements[0].observables[0]",
            "9 measurements[0].every",
            "10 ");
    assertThat(problems).extracting(Problem::file).containsOnly(folder + "/campaign.conf");
    assertThat(problems.get(5).message()).contains("target-acceptance = 1.0; allowed are 0");
    assertThat(problems.get(7).message()).contains("did you mean \"plaquette\"?", "known are");
    assertThat(problems.get(9).message()).contains("did you mean \"backend\"?", "known are name");
    assertThat(problems.getFirst().toString())
        .startsWith(folder + "/campaign.conf:1: name: name \"two words\"; allowed are");
  }

  @Test
  void publishedNumbersAreOfWhatIsMeasured() throws IOException {
    String chains =
        "chains = [{ label = a, sampler { type = hmc, integrator { type = leapfrog, steps = 5 } },"
            + " published = [{ observable = %s, value = 0.5 }] }, { label = b, sampler { type ="
            + " hmc, integrator { type = leapfrog, steps = 5 } } }]";
    String file = good().replaceAll("(?s)chains.*?(?=trajectories)", "");
    assertThat(problems(file + "\n" + chains.formatted("plaquete")))
        .extracting(Problem::message)
        .singleElement()
        .asString()
        .contains("is not measured", "did you mean \"plaquette\"?", "acceptance, plaquette");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "lattice = []              | 3 | lattice      | 1 to 4",
        "lattice = [2,2,2,2,2]     | 3 | lattice      | 1 to 4",
        "lattice = [100000,100000] | 3 | lattice      | 2^28",
        "lattice = [16384,16384]   | 3 | lattice      | allowed are at most",
        "lattice = [-4, 4]         | 3 | lattice      | at least 2",
        "lattice = [4.5, 4]        | 3 | lattice[0]   | needed is an integer",
        "lattice = [3000000000, 4] | 3 | lattice[0]   | -2147483648 to 2147483647",
        "lattice = 4               | 3 | lattice      | needed is a list",
        "seed = 1e19               | 2 | seed         | 9223372036854775807",
        "seed = 9223372036854775808| 2 | seed         | 9223372036854775807",
        "seed = 1e999999           | 2 | seed         | 9223372036854775807",
        "seed = yes                | 2 | seed         | needed is an integer",
        "seed = [1]                | 2 | seed         | got a list",
        "seed = {}                 | 2 | seed         | got an object",
        "field = { group = U1 }    | 4 | field        | no type",
        "field = 7                 | 4 | field        | got 7; needed is a field",
        "start = tepid             | 6 | start        | known are cold, hot, file",
        "start { type = file, path = no.h5 } | 6 | start.path | cannot read the start file",
        "backend = simdd           | 10 | backend      | did you mean \"simd\"?",
        "archive.format = zip      | 10 | archive.format | hdf5, ildg, nersc",
        "http.port = 65536         | 10 | http.port    | 0 (any free one) to 65535",
        "http.host = \"a b\"       | 10 | http.host    | 127.0.0.1",
        "threads = -1              | 10 | threads      | from 0",
        "trajectories { measure = 5, learn = 5 } | 8 | trajectories.learn | learn = 0",
        "trajectories { measure = 9e18, thermalise = 9e18 } | 8 | trajectories | sum of all phases",
        "action { type = wilson-plaquette, beta = 1e999 } | 5 | action.beta | 1.8e308",
        "measurements = [{ observables = [plaquette, plaquette] }] | 9 "
            + "| measurements[0].observables[1] | measured already",
        "measurements = [{ observables = [magnetisation] }] | 9 "
            + "| measurements[0].observables[0] | ",
        "sampler { type = wolff, clusters = 1 } | 7 | chains[0].sampler | gauge field",
        "sampler { type = hmc, integrator { type = nested, levels = [{ terms = [x], integrator { "
            + "type = leapfrog, steps = 2 } }] } } | 7 | chains[0].sampler.integrator | term \"x\"",
      })
  void aProblemSaysWhereAndWhatIsAllowed(String line, int number, String path, String message)
      throws IOException {
    Problem problem = problem(good(line));
    assertThat(problem.line()).isEqualTo(number);
    assertThat(problem.path()).isEqualTo(path);
    assertThat(problem.message()).contains(message == null ? "" : message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"lattice = [4]", "field = scalar"})
  void actionsAndObservablesThatDoNotFitAreBothReported(String line) throws IOException {
    assertThat(problems(good(line)))
        .extracting(Problem::path)
        .containsExactly("action", "measurements[0].observables[0]");
  }

  @ParameterizedTest
  @CsvSource({"1e3, 1000", "-0, 0", "12.0, 12", "\"8\", 8", "0e999999, 0"})
  void integersMayBeWrittenInAnyExactWay(String text, long value)
      throws IOException, CampaignFileException {
    assertThat(Binder.bind(write(good("seed = " + text))).seed()).isEqualTo(value);
  }

  @Test
  void aBadBlockOfLearningIsNotCalledAMissingOne() throws IOException {
    Path flow = ReadyCampaignsTest.FOLDER.resolve("phi4-flow-2d.conf");
    CampaignFileException e =
        catchThrowableOfType(
            CampaignFileException.class,
            () -> Binder.bind(flow, List.of("learning.epoch=-3", "trajectories.measure=-1")));
    assertThat(e.problems())
        .extracting(Problem::path)
        .containsExactlyInAnyOrder("learning.epoch", "trajectories.measure");
    Path range = ReadyCampaignsTest.FOLDER.resolve("phi4-flow-range.conf");
    e =
        catchThrowableOfType(
            CampaignFileException.class,
            () -> Binder.bind(range, List.of("learning.model.range.at=1.5")));
    assertThat(e.problems()).extracting(Problem::path).containsExactly("learning.model.range.at");
  }

  /** Once, at the key of the model, and not at the sampler that it drives too. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "phi4-flow-2d | lattice=[7,8] | learning.model.maps[0] | odd extent 7 of 7x8",
        "u1-fthmc | lattice=[8,6,4] | learning.model.maps[0] | two dimensions",
        "u1-l2hmc | lattice=[7,8] | learning.model | allowed are even extents from 4 on",
        "u1-l2hmc | 'field.group=\"SU(2)\"' | learning.model | links of U(1)",
        "u1-l2hmc | learning.trainer.lesson.loss=reverse-kl | learning | type = flow; got",
        "u1-flow | learning.trainer.lesson.loss=expected-jump | learning | type = learned-leapfrog",
        "u1-fthmc | 'learning.model.range={ from={ type=wilson-plaquette, beta=3 }, to={"
            + " type=wilson-plaquette, beta=5 }, at=0.5 }' | learning | leave range out",
      })
  void aMapThatDoesNotFitIsReportedOnce(String campaign, String set, String path, String message) {
    Path file = ReadyCampaignsTest.FOLDER.resolve(campaign + ".conf");
    List<String> sets = List.of(set, "measurements.0.observables=[plaquette]");
    CampaignFileException e =
        catchThrowableOfType(
            CampaignFileException.class,
            () -> Binder.bind(file, campaign.startsWith("u1") ? sets : sets.subList(0, 1)));
    assertThat(e.problems()).as(e.getMessage()).hasSize(1);
    assertThat(e.problems().getFirst().path()).isEqualTo(path);
    assertThat(e.problems().getFirst().message()).contains(message);
  }

  @Test
  void aRefusalInsideASequenceIsReportedOnceAtTheMember() throws IOException {
    Problem problem =
        problem(
            good(
                "sampler { type = sequence, samplers = [{ type = heat-bath, overrelaxation = 1 },"
                    + " { type = wolff, clusters = 1 }] }"));
    assertThat(problem.path()).isEqualTo("chains[0].sampler.samplers[1]");
  }

  @Test
  void aStartFileCountsFromTheCampaignFile() throws IOException, CampaignFileException {
    Files.createFile(folder.resolve("u.h5"));
    Campaign campaign = Binder.bind(write(good("start { type = file, path = u.h5 }")));
    assertThat(campaign.start()).isEqualTo(new Start.File(folder.resolve("u.h5").toString()));
    Files.delete(folder.resolve("u.h5"));
    Path resolved = write(Renderer.render(campaign));
    assertThat(Binder.bindResolved(resolved)).isEqualTo(campaign);
  }

  @Test
  void filesThatCannotBeRead() throws IOException {
    assertThat(problem("name = {\n").message()).isNotBlank();
    assertThat(problem("a = 1\nb = ]\n").line()).isEqualTo(2);
    Files.write(folder.resolve("latin"), "name = \u00e9".getBytes(StandardCharsets.ISO_8859_1));
    for (String name : List.of("missing", "", "latin")) {
      CampaignFileException e =
          catchThrowableOfType(
              CampaignFileException.class, () -> Binder.bind(folder.resolve(name)));
      assertThat(e.problems()).hasSize(1);
      assertThat(e.getMessage()).startsWith(folder.resolve(name).toString());
    }
  }

  /** Unbounded, the doubling alone would take longer than any machine lives. */
  @Test
  @Timeout(120)
  void absurdSizesAreRefused() throws IOException {
    String million = "[" + "4,".repeat(1_000_000) + "4]";
    assertThat(problem(good("lattice = " + million)).message()).contains("characters");
    assertThat(problem(good("lattice = [" + "4,".repeat(50_000) + "4]")).message())
        .contains("list of 50001 entries");
    assertThat(problem(good("x = " + "[".repeat(100_000))).message()).contains("brackets");
    assertThat(problem(good("a" + ".a".repeat(50_000) + " = 1")).message()).isNotBlank();
    StringBuilder doubling = new StringBuilder("x0 = aaaaaaaaaa\n");
    for (int i = 1; i < 60; i++) {
      doubling.append("x%d = ${x%d}${x%d}\n".formatted(i, i - 1, i - 1));
    }
    assertThat(problem(good(doubling.toString())).message()).contains("substitutions");
  }
}
