package org.fluxtube.actors.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.fluxtube.engine.io.Format;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandTest {
  private static final Path CAMPAIGNS = Path.of("../config/campaigns");

  @TempDir private Path folder;

  @Test
  void readyCampaignsAreAccepted() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(CAMPAIGNS)) {
      files = all.filter(f -> f.toString().endsWith(".conf")).sorted().toList();
    }
    assertThat(files).hasSizeGreaterThanOrEqualTo(5);
    for (Path file : files) {
      Invocation cli = Invocation.run("check", file);
      assertThat(cli.code()).as(cli.all()).isZero();
      assertThat(cli.out()).startsWith("OK      " + file + ": campaign ");
    }
  }

  /** All problems of a file at once, each with its line. */
  @Test
  void everyProblemOfACampaignFileHasItsLine() throws IOException {
    String good = Files.readString(CAMPAIGNS.resolve("quickstart.conf"));
    Path bad = folder.resolve("bad.conf");
    Files.writeString(bad, good + "\nbeetle = 3\nseed = x\nthreads = -1\n");
    int lines = good.split("\n", -1).length;
    Invocation cli = Invocation.run("check", bad);

    assertThat(cli.code()).isEqualTo(1);
    assertThat(cli.out()).startsWith("FAILED  " + bad);
    assertThat(cli.all()).contains(bad.getFileName() + ":" + (lines + 1), "beetle");
    assertThat(cli.all()).contains(bad.getFileName() + ":" + (lines + 2), "seed");
    JsonNode json = Invocation.run("check", bad, "--json").json().get(0);
    assertThat(json.get("ok").asBoolean()).isFalse();
    assertThat(json.get("kind").asText()).isEqualTo("campaign");
    assertThat(json.get("problems").size()).isGreaterThanOrEqualTo(2);
  }

  @Test
  void configurationsAreVerified() throws IOException {
    Path good =
        SampleFiles.write(
            folder.resolve("u"), SampleFiles.hot(SampleFiles.SU3, 2, 3, 4, 5), Format.ILDG);
    Path header =
        SampleFiles.write(
            folder.resolve("n"), SampleFiles.hot(SampleFiles.SU3, 2, 3, 4, 5), Format.NERSC);
    Path damaged = SampleFiles.damaged(good, folder.resolve("damaged"), 500);
    Path half = SampleFiles.truncated(good, folder.resolve("half"));
    byte[] bytes = Files.readAllBytes(header);
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    Path claim = folder.resolve("claim");
    Files.write(
        claim,
        text.replaceFirst("PLAQUETTE = ([-0-9.]+)\\d", "PLAQUETTE = $19")
            .replaceFirst("LINK_TRACE = (-?)0", "LINK_TRACE = $17")
            .getBytes(StandardCharsets.ISO_8859_1));
    Invocation cli = Invocation.run("check", good, header, damaged, half, claim);

    assertThat(cli.code()).isEqualTo(1);
    assertThat(cli.out().lines().filter(line -> line.startsWith("OK      "))).hasSize(2);
    assertThat(cli.out().lines().filter(line -> line.startsWith("FAILED  "))).hasSize(3);
    assertThat(cli.out()).contains("stated", "computed", "linkTrace stated 7");
    JsonNode json = Invocation.run("check", good, damaged, "--json").json();
    assertThat(json.get(0).get("ok").asBoolean()).isTrue();
    assertThat(json.get(1).get("ok").asBoolean()).isFalse();
    assertThat(json.get(1).get("problems").get(0).asText()).contains("--ignore checksum");
  }

  @Test
  void anIgnoredChecksumIsAWarning() throws IOException {
    Path good =
        SampleFiles.write(
            folder.resolve("u"), SampleFiles.hot(SampleFiles.SU3, 2, 2, 2, 2), Format.NERSC);
    Path damaged = SampleFiles.damaged(good, folder.resolve("damaged"), 8);
    int strict = Invocation.run("check", damaged).code();
    Invocation cli = Invocation.run("check", damaged, "--ignore", "all");

    assertThat(strict).isEqualTo(1);
    assertThat(cli.code()).isZero();
    assertThat(cli.out()).contains("warning: ignored");
  }

  @Test
  void badInputSaysWhatIsAllowed() throws IOException {
    Path text = Files.writeString(folder.resolve("notes.txt"), "hello, world\n");
    Path empty = Files.createFile(folder.resolve("empty.conf"));
    Path plain = Files.createDirectory(folder.resolve("plain"));
    bad(2, "no such file", folder.resolve("absent"));
    bad(2, "absent.conf", folder.resolve("absent.conf"));
    bad(1, "NAME.conf", text);
    bad(1, "missing", empty);
    bad(1, "neither campaign.conf nor campaign.db", plain);
  }

  private static void bad(int code, String message, Path file) {
    Invocation cli = Invocation.run("check", file);
    assertThat(cli.code()).as("%s", cli).isEqualTo(code);
    assertThat(cli.all()).contains("FAILED", message);
  }

  @Test
  void aRunFolderIsVerified() throws Exception {
    Path run = SampleRun.create(folder, 20);
    Invocation good = Invocation.run("check", run);
    assertThat(good.code()).as(good.all()).isZero();
    assertThat(good.out())
        .contains("run of campaign sample", "40 trajectories", "2 checkpoints", "1 configurations");

    Path checkpoint;
    try (Stream<Path> all = Files.list(run.resolve("checkpoints"))) {
      checkpoint = all.sorted().findFirst().get();
    }
    SampleFiles.damaged(checkpoint, checkpoint, 100);
    Path configuration = run.resolve("configurations/u.h5");
    SampleFiles.write(configuration, SampleFiles.hot(SampleFiles.U1, 4, 6), Format.HDF5);
    Invocation bad = Invocation.run("check", run);
    assertThat(bad.code()).isEqualTo(1);
    assertThat(bad.out()).contains(checkpoint.toString(), configuration.toString(), "4x6");

    // a page of the database in the middle
    Path database = run.resolve("campaign.db");
    byte[] bytes = Files.readAllBytes(database);
    Arrays.fill(bytes, 4096, Math.min(bytes.length, 12 * 4096), (byte) 0x5a);
    Files.write(database, bytes);
    Invocation broken = Invocation.run("check", run);
    assertThat(broken.code()).isEqualTo(1);
    assertThat(broken.all()).contains("campaign.db");
  }
}
