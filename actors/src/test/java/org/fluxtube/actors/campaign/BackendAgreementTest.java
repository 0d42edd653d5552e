package org.fluxtube.actors.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fluxtube.actors.testing.ProjectFiles;
import org.fluxtube.config.Binder;
import org.fluxtube.config.CampaignFileException;
import org.fluxtube.config.Renderer;
import org.fluxtube.engine.field.Backend;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.run.Campaign;
import org.fluxtube.engine.run.Chain;
import org.fluxtube.engine.run.ChainStart;
import org.fluxtube.engine.run.ChainState;
import org.fluxtube.engine.run.Trajectory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every ready campaign makes the same trajectory on every backend: from the same field, which the
 * reference has made in a few trajectories, with solves to 1e-13, fields agree to 1e-10. Lattices
 * are cut to extents of at most 4 (8 in two dimensions), so that the reference is quick; all else
 * is the campaign's. (From a hot start small staples amplify the rounding of overrelaxation
 * beyond.)
 */
class BackendAgreementTest {
  private static final double AGREEMENT = 1e-10;
  private static final int THERMALISING = 3;

  static List<Arguments> campaignsAndBackends() throws IOException {
    List<Arguments> all = new ArrayList<>();
    try (Stream<Path> files = Files.list(ProjectFiles.of("config/campaigns")).sorted()) {
      for (Path file : files.filter(f -> f.toString().endsWith(".conf")).toList()) {
        for (Backend backend : Backend.all()) {
          if (!backend.name().equals("reference")) {
            all.add(Arguments.of(file.getFileName().toString(), backend.name()));
          }
        }
      }
    }
    return all;
  }

  /** What a group's next trajectory leaves. */
  private record Outcome(String group, Trajectory trajectory, double[] field) {}

  private static Campaign shortened(String file) throws CampaignFileException {
    Campaign campaign = Binder.bind(ProjectFiles.of("config/campaigns").resolve(file));
    int most = campaign.lattice().size() > 2 ? 4 : 8;
    String extents =
        campaign.lattice().stream()
            .map(extent -> Integer.toString(Math.min(most, extent)))
            .collect(Collectors.joining(", ", "[", "]"));
    String text =
        Renderer.render(campaign)
            .replaceAll("(?i)(residual\\s*=\\s*)[0-9.eE+-]+", "$11e-13")
            .replaceFirst("(?m)^lattice\\s*=\\s*\\[[^]]*]", "lattice = " + extents);
    return Binder.bindText(file, text);
  }

  /** The chains of all groups, each at the trajectory of its state, and one trajectory more. */
  private static List<Outcome> next(Campaign campaign, String backend, List<ChainState> from) {
    List<Outcome> outcomes = new ArrayList<>();
    for (ChainState state : from) {
      with(
          campaign,
          backend,
          state.chain(),
          chain -> {
            chain.restore(state);
            Trajectory trajectory = chain.advance();
            String group = campaign.group(state.chain()).label();
            outcomes.add(new Outcome(group, trajectory, chain.snapshot().values()));
          });
    }
    return outcomes;
  }

  /** The first chain of each group after a few trajectories on the reference. */
  private static List<ChainState> starts(Campaign campaign) {
    List<ChainState> states = new ArrayList<>();
    int first = 0;
    for (Campaign.ChainGroup group : campaign.groups()) {
      with(
          campaign,
          "reference",
          first,
          chain -> {
            for (int i = 0; i < THERMALISING; i++) {
              chain.advance();
            }
            states.add(chain.save());
          });
      first += group.count();
    }
    return states;
  }

  private static void with(Campaign campaign, String backend, int number, Consumer<Chain<?>> task) {
    try (FieldOps ops = Backend.choose(backend).backend().open(campaign.geometry());
        Chain<?> chain =
            ChainStart.open(
                campaign.of(number),
                number,
                campaign.group(number),
                campaign.trajectories(),
                ops,
                path -> {
                  throw new IllegalStateException(path + ": no start file expected");
                })) {
      task.accept(chain);
    }
  }

  private static double distance(double[] a, double[] b) {
    double difference = 0;
    double norm = 0;
    for (int i = 0; i < a.length; i++) {
      difference += (a[i] - b[i]) * (a[i] - b[i]);
      norm += a[i] * a[i];
    }
    return Math.sqrt(difference / norm);
  }

  @ParameterizedTest
  @MethodSource("campaignsAndBackends")
  void nextTrajectoryIsTheReferences(String file, String backend) throws CampaignFileException {
    List<String> required = List.of(System.getProperty("fluxtube.require", "").split(","));
    Optional<String> missing =
        Backend.all().stream()
            .filter(b -> b.name().equals(backend))
            .findFirst()
            .orElseThrow()
            .unavailable();
    assumeFalse(
        missing.isPresent() && !required.contains(backend), () -> missing.orElse("") + " here");
    Campaign campaign = shortened(file);
    List<ChainState> from = starts(campaign);
    List<Outcome> expected = next(campaign, "reference", from);
    List<Outcome> got = next(campaign, backend, from);
    for (int i = 0; i < expected.size(); i++) {
      Outcome mine = got.get(i);
      Outcome reference = expected.get(i);
      assertThat(mine.trajectory().info().accepted())
          .as(mine.group())
          .isEqualTo(reference.trajectory().info().accepted());
      assertThat(distance(reference.field(), mine.field()))
          .as("relative distance of the fields, group %s", mine.group())
          .isLessThan(AGREEMENT);
    }
  }
}
