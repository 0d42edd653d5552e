package org.fluxtube.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.fluxtube.engine.field.FieldData;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.lattice.Lattice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written is read back to the bit; what was changed or is of another theory is refused. */
class CheckpointTest {
  private static final Lattice LATTICE = new Lattice(4, 3);
  private static final FieldType TYPE = new FieldType.Scalar(1);
  private static final CheckpointTheory THEORY =
      new CheckpointTheory(Map.of("action", "Phi4[massSquared=-4.0, lambda=6.975]", "seed", "7"));

  @TempDir private Path folder;

  private static ChainState state(int chain, long trajectory) {
    double[] field = new double[12];
    SplittableRandom random = new SplittableRandom(trajectory);
    for (int i = 0; i < field.length; i++) {
      field[i] = Double.longBitsToDouble(random.nextLong()); // any bits, also NaN and infinities
    }
    double[] tuning = {Math.log(0.1), -2.5, 1e-300, -0.0, trajectory};
    return new ChainState(
        chain, trajectory, Double.NaN, tuning, new FieldData(TYPE, LATTICE, field));
  }

  private static long[] bits(double... x) {
    long[] bits = new long[x.length];
    for (int i = 0; i < x.length; i++) {
      bits[i] = Double.doubleToRawLongBits(x[i]);
    }
    return bits;
  }

  private Path write(int chain, long trajectory, int keep) throws IOException {
    return new CheckpointFolder(folder, keep)
        .write(Checkpoint.of(state(chain, trajectory), THEORY, 3, "reference"));
  }

  private Optional<ChainState> newest(int chain, List<String> notes) throws IOException {
    return new CheckpointFolder(folder, 2).newest(chain, THEORY, TYPE, LATTICE, notes::add);
  }

  @Test
  void readsBackEveryBit() throws IOException {
    Path file = write(5, 1200, 2);
    ChainState expected = state(5, 1200);
    Checkpoint read = CheckpointFile.read(file);
    ChainState got = read.state(THEORY, TYPE, LATTICE);
    assertThat(got.chain()).isEqualTo(5);
    assertThat(got.trajectory()).isEqualTo(1200);
    assertThat(read.epoch()).isEqualTo(3);
    assertThat(bits(got.stepSize())).isEqualTo(bits(expected.stepSize()));
    assertThat(bits(got.tuning())).isEqualTo(bits(expected.tuning()));
    assertThat(bits(got.field().values())).isEqualTo(bits(expected.field().values()));
  }

  @Test
  void readsArraysLargerThanItsBuffer() throws IOException {
    double[] large = new double[40_001];
    for (int i = 0; i < large.length; i++) {
      large[i] = Math.sin(i);
    }
    Path file = folder.resolve("large");
    CheckpointFile.write(
        file,
        new Checkpoint(Map.of("chain", "0"), Map.of("replay", large, "empty", new double[0])));
    Checkpoint read = CheckpointFile.read(file);
    assertThat(bits(read.arrays().get("replay"))).isEqualTo(bits(large));
    assertThat(read.arrays().get("empty")).isEmpty();
  }

  /** Every byte of the file is guarded, and so is its length. */
  @Test
  void everyChangedByteAndEveryTruncationIsRefused() throws IOException {
    byte[] good = Files.readAllBytes(write(0, 10, 2));
    Path bad = folder.resolve("bad");
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < good.length; i++) {
      byte[] changed = good.clone();
      changed[i] ^= (byte) (1 << random.nextInt(8));
      Files.write(bad, changed);
      assertThatThrownBy(() -> CheckpointFile.read(bad))
          .as("byte " + i)
          .isInstanceOfAny(
              CheckpointException.Damaged.class, CheckpointException.NewerVersion.class);
    }
    for (int length = 0; length < good.length; length++) {
      Files.write(bad, java.util.Arrays.copyOf(good, length));
      assertThatThrownBy(() -> CheckpointFile.read(bad))
          .as("length " + length)
          .isInstanceOf(CheckpointException.Damaged.class);
    }
    Files.write(bad, java.util.Arrays.copyOf(good, good.length + 1));
    assertThatThrownBy(() -> CheckpointFile.read(bad))
        .isInstanceOf(CheckpointException.Damaged.class);
  }

  /** A size in the file never makes memory: 2^31 - 1 bytes of header in a file of 56. */
  @Test
  void hugeSizesAreRefusedBeforeAnythingIsAllocated() throws IOException {
    Path file = folder.resolve("huge");
    for (int size : new int[] {Integer.MAX_VALUE, -1, Integer.MIN_VALUE, 1000}) {
      ByteBuffer bytes = ByteBuffer.allocate(56);
      bytes.put("FLUXCKPT".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
      bytes.putInt(CheckpointFile.VERSION).putInt(size);
      Files.write(file, bytes.array());
      assertThatThrownBy(() -> CheckpointFile.read(file))
          .isInstanceOf(CheckpointException.Damaged.class)
          .hasMessageContaining("claims the length " + size);
    }
  }

  @Test
  void newerVersionIsRefusedWithTheReason() throws IOException {
    Path file = write(0, 10, 2);
    byte[] bytes = Files.readAllBytes(file);
    bytes[11] = 2;
    Files.write(file, bytes);
    List<String> notes = new ArrayList<>();
    assertThatThrownBy(() -> newest(0, notes))
        .isInstanceOf(CheckpointException.NewerVersion.class)
        .hasMessageContaining("format version 2")
        .hasMessageContaining("reads up to 1");
    assertThat(file).exists();
  }

  @Test
  void otherTheoryIsRefusedWithWhatDiffers() throws IOException {
    write(0, 10, 2);
    CheckpointTheory other =
        new CheckpointTheory(Map.of("action", "Phi4[massSquared=-4.0, lambda=1.0]", "seed", "7"));
    CheckpointFolder checkpoints = new CheckpointFolder(folder, 2);
    assertThatThrownBy(() -> checkpoints.newest(0, other, TYPE, LATTICE, note -> {}))
        .isInstanceOf(CheckpointException.OtherTheory.class)
        .hasMessageContaining("action: checkpoint Phi4[massSquared=-4.0, lambda=6.975]")
        .hasMessageContaining("campaign Phi4[massSquared=-4.0, lambda=1.0]")
        .hasMessageNotContaining("seed:");
  }

  @Test
  void damagedNewestFallsBackToTheOneBeforeAndSaysSo() throws IOException {
    write(0, 10, 2);
    Path newest = write(0, 20, 2);
    byte[] bytes = Files.readAllBytes(newest);
    bytes[bytes.length - 40] ^= 1; // in the last array
    Files.write(newest, bytes);
    List<String> notes = new ArrayList<>();
    assertThat(newest(0, notes).orElseThrow().trajectory()).isEqualTo(10);
    assertThat(notes).singleElement().asString().contains("SHA-256", newest.toString());
    assertThat(newest).doesNotExist();
    assertThat(newest.resolveSibling(newest.getFileName() + ".damaged")).exists();
  }

  @Test
  void keepsTheNewestOfEachChainAndLeavesNoTemporaryFile() throws IOException {
    for (long trajectory : new long[] {10, 20, 30}) {
      write(0, trajectory, 2);
      write(1, trajectory, 2);
    }
    try (var files = Files.list(folder)) {
      assertThat(files.map(f -> f.getFileName().toString()).sorted())
          .containsExactly(
              "chain-0000-000000000020.ckpt",
              "chain-0000-000000000030.ckpt",
              "chain-0001-000000000020.ckpt",
              "chain-0001-000000000030.ckpt");
    }
    assertThat(newest(2, new ArrayList<>())).isEmpty();
  }

  /** A write that fails (here: the folder has become a file) leaves an error and nothing else. */
  @Test
  void failedWriteIsAnError() throws IOException {
    Path notFolder = Files.writeString(folder.resolve("file"), "x");
    Checkpoint checkpoint = Checkpoint.of(state(0, 1), THEORY, 0, "reference");
    assertThatThrownBy(() -> new CheckpointFolder(notFolder, 2).write(checkpoint))
        .isInstanceOf(IOException.class);
    assertThat(notFolder).hasContent("x");
  }
}
