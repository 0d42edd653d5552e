package org.fluxtube.actors.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.field.FieldData;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.field.ReferenceOps;
import org.fluxtube.engine.io.ConfigurationFile;
import org.fluxtube.engine.io.Format;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.rng.RandomStream;

/** Configurations and their files. */
final class SampleFiles {
  static final FieldType SU3 = new FieldType.Gauge(Group.SU3);
  static final FieldType U1 = new FieldType.Gauge(Group.U1);

  private SampleFiles() {}

  static FieldData hot(FieldType type, int... extents) {
    try (ReferenceOps ops = new ReferenceOps(new Lattice(extents));
        Field<?> field = Field.allocate(ops, type)) {
      field.hot(new RandomStream(5, 0, 0));
      return field.snapshot();
    }
  }

  static FieldData cold(FieldType type, int... extents) {
    try (ReferenceOps ops = new ReferenceOps(new Lattice(extents));
        Field<?> field = Field.allocate(ops, type)) {
      field.cold();
      return field.snapshot();
    }
  }

  static Path write(Path file, FieldData data, Format format) throws IOException {
    ConfigurationFile.write(file, data, format, Map.of());
    return file;
  }

  /** A copy of which one byte, counted from the end, is changed. */
  static Path damaged(Path file, Path copy, int fromEnd) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - fromEnd] ^= 1;
    return Files.write(copy, bytes);
  }

  static Path truncated(Path file, Path copy) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    return Files.write(copy, Arrays.copyOf(bytes, bytes.length / 2));
  }
}
