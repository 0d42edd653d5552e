package org.fluxtube.engine.io;

import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Node;
import io.jhdf.api.dataset.ContiguousDataset;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.fluxtube.engine.field.FieldData;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.lattice.Lattice;

/**
 * Reads the native HDF5 file. Superblocks before version 2 are refused: from there on every block
 * of structure carries a checksum, so that damage is found before it is followed.
 */
final class Hdf5Reader {
  private final Source source;
  private final Verification verification;
  private final HdfFile file;

  private Hdf5Reader(Source source, Verification verification, HdfFile file) {
    this.source = source;
    this.verification = verification;
    this.file = file;
  }

  static ReadResult read(Source source, ReadOptions options) throws IOException {
    superblock(source);
    // mapped, so that a corrupted length can reach no further than the file and allocates nothing
    try (Arena arena = Arena.ofConfined()) {
      ByteBuffer bytes =
          source
              .channel()
              .map(FileChannel.MapMode.READ_ONLY, 0, source.size(), arena)
              .asByteBuffer();
      HdfFile file = HdfFile.fromByteBuffer(bytes);
      return new Hdf5Reader(source, new Verification(source, options), file).read();
    } catch (RuntimeException | StackOverflowError e) {
      throw new ConfigurationFormatException(source.path(), "HDF5 structure", "damaged: " + e, e);
    }
  }

  private static void superblock(Source source) throws IOException {
    ByteBuffer block = ByteBuffer.wrap(source.bytes(0, 48)).order(ByteOrder.LITTLE_ENDIAN);
    int version = block.get(8);
    if (version != 2 && version != 3) {
      throw source.at(8, "HDF5 superblock version " + version + "; read are 2 and 3");
    }
    if (block.get(9) != 8 || block.get(10) != 8) {
      throw source.at(9, "HDF5 offsets and lengths of other than 8 bytes");
    }
    long end = block.getLong(28);
    if (end < 0 || end > source.size()) {
      throw source.at(
          28, "HDF5 end of file is " + end + ", the file has " + source.size() + " (truncated?)");
    }
    if (source.size() > Integer.MAX_VALUE) {
      throw source.at(0, source.size() + " bytes; HDF5 files are read up to 2 GiB, use ildg");
    }
  }

  private ReadResult read() throws IOException {
    String format = text("format");
    if (!format.equals(Hdf5Layout.FORMAT)) {
      throw source.key("format", "\"" + Source.shorten(format) + "\"; is " + Hdf5Layout.FORMAT);
    }
    int version = integer("version");
    if (version != Hdf5Layout.VERSION) {
      throw source.key("version", version + "; known is " + Hdf5Layout.VERSION);
    }
    FieldType type = type();
    Lattice lattice = lattice();
    for (String key : new String[] {"plaquette", "linkTrace"}) {
      if (file.getAttribute(key) != null) {
        if (!(attribute(key).getData() instanceof Double value)) {
          throw source.key(key, "is no double");
        }
        verification.header(key, value.toString());
      }
    }
    if (file.getAttribute(Digest.KEY) == null) {
      verification.warn("no " + Digest.KEY + ": damage of the payload may go unnoticed");
    } else {
      verification.header(Digest.KEY, text(Digest.KEY));
      verification.header("checksum", text(Digest.KEY));
    }
    metadata();
    return verification.finish(
        new FieldData(type, lattice, values(type, lattice)), Format.HDF5, Precision.DOUBLE);
  }

  private FieldType type() throws IOException {
    String name = text("fieldType");
    verification.header("fieldType", name);
    try {
      switch (name) {
        case "gauge" -> {
          verification.header("group", text("group"));
          return new FieldType.Gauge(Group.parse(text("group")));
        }
        case "spin" -> {
          return new FieldType.Spin(integer("components"));
        }
        case "scalar" -> {
          return new FieldType.Scalar(integer("components"));
        }
        default ->
            throw source.key(
                "fieldType", "\"" + Source.shorten(name) + "\"; allowed are gauge, spin, scalar");
      }
    } catch (IllegalArgumentException e) {
      throw source.key("fieldType", e.getMessage());
    }
  }

  /** The lattice, made only after its size was compared with the file's. */
  private Lattice lattice() throws IOException {
    if (!(attribute("lattice").getData() instanceof int[] extents)
        || extents.length < 1
        || extents.length > 4) {
      throw source.key("lattice", "needed are 1 to 4 integers, x first");
    }
    long volume = source.volume("lattice", Arrays.stream(extents).boxed().toList());
    if (volume * Double.BYTES > source.size()) {
      throw source.key(
          "lattice", volume + " sites cannot stand in a file of " + source.size() + " bytes");
    }
    return new Lattice(extents);
  }

  private double[] values(FieldType type, Lattice lattice) throws IOException {
    Node node = file.getChild(Hdf5Layout.FIELD);
    if (!(node instanceof Dataset dataset)) {
      throw source.key(Hdf5Layout.FIELD, "no dataset of this name");
    }
    int[] shape = Hdf5Layout.shape(type, lattice);
    if (dataset.getJavaType() != double.class
        || !Arrays.equals(dataset.getDimensions(), shape)
        || !(dataset instanceof ContiguousDataset contiguous)) {
      throw source.key(
          Hdf5Layout.FIELD,
          "is "
              + dataset.getJavaType()
              + Arrays.toString(dataset.getDimensions())
              + " "
              + dataset.getDataLayout()
              + "; needed is contiguous double"
              + Arrays.toString(shape));
    }
    int count = type.size(lattice);
    if ((long) count * Double.BYTES > source.size()) {
      throw source.key(
          Hdf5Layout.FIELD, count + " numbers cannot stand in " + source.size() + " bytes");
    }
    double[] values = new double[count];
    contiguous.getBuffer().asDoubleBuffer().get(values);
    return values;
  }

  private void metadata() throws IOException {
    Node node = file.getChild(Hdf5Layout.METADATA);
    if (node == null) {
      return;
    }
    for (Map.Entry<String, Attribute> entry : new TreeMap<>(node.getAttributes()).entrySet()) {
      if (!(small(entry.getKey(), entry.getValue()).getData() instanceof String value)) {
        throw source.key("metadata " + Source.shorten(entry.getKey()), "is no text");
      }
      verification.entry(entry.getKey(), value);
    }
  }

  private Attribute attribute(String key) throws IOException {
    Attribute attribute = file.getAttribute(key);
    if (attribute == null) {
      throw source.key(key, "is missing");
    }
    return small(key, attribute);
  }

  /** Refuses what its own size would make expensive to read. */
  private Attribute small(String key, Attribute attribute) throws IOException {
    if (attribute.getSize() > 4) {
      throw source.key(Source.shorten(key), attribute.getSize() + " values; at most 4 are read");
    }
    return attribute;
  }

  private String text(String key) throws IOException {
    if (attribute(key).getData() instanceof String text) {
      return text;
    }
    throw source.key(key, "is no text");
  }

  private int integer(String key) throws IOException {
    if (attribute(key).getData() instanceof Integer value) {
      return value;
    }
    throw source.key(key, "is no 32-bit integer");
  }
}
