package org.fluxtube.engine.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.fluxtube.engine.field.FieldData;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.lattice.Lattice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  @TempDir Path folder;

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(f -> f.getFileName().toString()).toList();
    }
  }

  @Test
  void aFullDiskLeavesTheOldFileAndNoTemporary() throws Exception {
    Path file = Files.writeString(folder.resolve("c"), "old");
    assertThatThrownBy(() ->
            AtomicFile.write(
                file,
                temporary -> {
                  Files.writeString(temporary, "half of the new conf");
                  throw new IOException("No space left on device");
                }))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("No space left on device")
        .hasMessageContaining("unchanged");
    assertThat(file).hasContent("old");
    assertThat(files()).containsExactly("c");
  }

  @Test
  void anErrorInTheWriterLeavesTheOldFileToo() throws Exception {
    Path file = Files.writeString(folder.resolve("c"), "old");
    assertThatThrownBy(() ->
            AtomicFile.write(
                file,
                temporary -> {
                  Files.writeString(temporary, "half");
                  throw new IllegalStateException("broken");
                }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(file).hasContent("old");
    assertThat(files()).containsExactly("c");
  }

  @Test
  void successReplacesTheFileAndFollowsLinks() throws Exception {
    Path file = Files.writeString(folder.resolve("c"), "old");
    Path link = Files.createSymbolicLink(folder.resolve("link"), file);
    AtomicFile.write(link, temporary -> Files.writeString(temporary, "new"));
    assertThat(link).isSymbolicLink();
    assertThat(file).hasContent("new");
    assertThat(files()).containsExactlyInAnyOrder("c", "link");
  }

  @Test
  void foldersAndMissingFoldersAreNamed() throws Exception {
    FieldData data = SampleFields.links(Group.SU2, new Lattice(2, 2, 2, 2), 1);
    Path missing = folder.resolve("no/such/c");
    assertThatThrownBy(() -> ConfigurationFile.write(missing, data, Format.ILDG, Map.of()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no folder");
    Path inner = Files.createDirectory(folder.resolve("inner"));
    assertThatThrownBy(() -> ConfigurationFile.write(inner, data, Format.HDF5, Map.of()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("it is a folder");
    assertThat(files()).containsExactly("inner");
  }
}
