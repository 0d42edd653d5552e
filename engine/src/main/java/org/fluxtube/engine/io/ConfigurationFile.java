package org.fluxtube.engine.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import org.fluxtube.engine.field.FieldData;
import org.fluxtube.engine.field.FieldType;

/** Reads and writes configuration files; the package description has the formats. */
public final class ConfigurationFile {
  private static final byte[] HDF5_MAGIC = HexFormat.of().parseHex("894844460d0a1a0a");
  private static final byte[] NERSC_MAGIC = "BEGIN_HEADER".getBytes(StandardCharsets.US_ASCII);

  private ConfigurationFile() {}

  /** Reads with all checks; see {@link #read(Path, ReadOptions)}. */
  public static ReadResult read(Path file) throws ConfigurationFormatException {
    return read(file, ReadOptions.STRICT);
  }

  /**
   * Reads a configuration of any format, which is found by its first bytes and never by its name.
   *
   * <p>Verified are the checksum, plaquette and link trace that the file states, and that links are
   * unitary (deviation at most 1e-4). A failed check refuses the file, unless {@code options} turns
   * it into a warning. Links are returned as they stand in the file; single precision is widened
   * and not reunitarised. Nothing larger than the file itself is allocated before the header was
   * compared with the size of the file.
   *
   * @throws ConfigurationFormatException for a file that is missing, unreadable, damaged, of
   *     another group, or that fails a check; the message says where, what was got and what is
   *     allowed
   */
  public static ReadResult read(Path file, ReadOptions options)
      throws ConfigurationFormatException {
    try (Source source = Source.open(file)) {
      return switch (detect(source)) {
        case ILDG -> IldgReader.read(source, options);
        case NERSC -> NerscReader.read(source, options);
        case MILC -> MilcReader.read(source, options);
        case HDF5 -> Hdf5Reader.read(source, options);
      };
    } catch (ConfigurationFormatException e) {
      throw e;
    } catch (IOException e) {
      throw new ConfigurationFormatException(file, "", "reading failed: " + e.getMessage(), e);
    }
  }

  /**
   * The format of a file by its first bytes.
   *
   * @throws ConfigurationFormatException if it is missing, unreadable or of no known format
   */
  public static Format detect(Path file) throws ConfigurationFormatException {
    try (Source source = Source.open(file)) {
      return detect(source);
    } catch (ConfigurationFormatException e) {
      throw e;
    } catch (IOException e) {
      throw new ConfigurationFormatException(file, "", "reading failed: " + e.getMessage(), e);
    }
  }

  private static Format detect(Source source) throws IOException {
    if (source.size() == 0) {
      throw source.at(0, "the file is empty");
    }
    byte[] start = source.bytes(0, (int) Math.min(12, source.size()));
    if (start.length >= 8) {
      ByteBuffer buffer = ByteBuffer.wrap(start);
      int big = buffer.getInt(0);
      int little = buffer.order(ByteOrder.LITTLE_ENDIAN).getInt(0);
      if (big == Lime.MAGIC) {
        return Format.ILDG;
      }
      if (big == MilcReader.MAGIC || little == MilcReader.MAGIC) {
        return Format.MILC;
      }
      if (Arrays.equals(start, 0, 8, HDF5_MAGIC, 0, 8)) {
        return Format.HDF5;
      }
      if (Arrays.equals(start, NERSC_MAGIC)) {
        return Format.NERSC;
      }
    }
    throw source.at(
        0,
        "starts with the bytes "
            + HexFormat.of().formatHex(start)
            + ", which is no known format; allowed are ILDG/SciDAC (456789ab), NERSC"
            + " (BEGIN_HEADER), MILC v5 (4e87) and HDF5 (894844460d0a1a0a)");
  }

  /** Writes in double precision; see {@link #write(Path, FieldData, Format, Precision, Map)}. */
  public static void write(Path file, FieldData data, Format format, Map<String, String> metadata)
      throws IOException {
    write(file, data, format, Precision.DOUBLE, metadata);
  }

  /**
   * Writes a configuration: a temporary file in the same folder, fsync, rename. A failure (a full
   * disk, say) leaves an older file untouched and no temporary file behind.
   *
   * <p>The same arguments give the same bytes: nothing depends on the clock.
   *
   * @param file replaced if it exists
   * @param data unchanged; single precision writes its numbers rounded to nearest
   * @param format ILDG and NERSC take 4D gauge fields, HDF5 every field in double precision
   * @param metadata free entries of the header, in a reader's {@link ReadResult#header()} under the
   *     same keys: one line of text each, for example {@code seed = 42}
   * @throws IllegalArgumentException if the format cannot hold the field, a number is not finite,
   *     links are not unitary or spins not of unit length to 1e-4, or metadata is malformed
   * @throws IOException if writing failed
   */
  public static void write(
      Path file, FieldData data, Format format, Precision precision, Map<String, String> metadata)
      throws IOException {
    Map<String, String> entries = Metadata.checked(metadata);
    double deviation =
        Math.max(
            PlainObservables.unitarityDeviation(data),
            PlainObservables.determinantDeviation(data) / 8);
    if (!(deviation <= Verification.LARGEST_DEVIATION)) {
      throw new IllegalArgumentException(
          "a "
              + data.type()
              + " with deviation "
              + deviation
              + " from unitarity or unit length; files take at most "
              + Verification.LARGEST_DEVIATION);
    }
    switch (format) {
      case ILDG -> {
        FieldType.Gauge gauge = gauge(data, format);
        FieldData rounded = rounded(data, precision);
        AtomicFile.write(
            file, tmp -> IldgWriter.write(tmp, rounded, gauge.group(), precision, entries));
      }
      case NERSC -> {
        FieldType.Gauge gauge = gauge(data, format);
        FieldData rounded = rounded(data, precision);
        AtomicFile.write(
            file, tmp -> NerscWriter.write(tmp, rounded, gauge.group(), precision, entries));
      }
      case MILC ->
          throw new IllegalArgumentException(
              "milc files are only read; written are ildg, nersc and hdf5");
      case HDF5 -> {
        if (precision != Precision.DOUBLE || data.values().length > (1 << 28) - (1 << 20)) {
          throw new IllegalArgumentException(
              "hdf5 files are double precision and at most 2 GiB; got "
                  + precision
                  + " precision and "
                  + data.values().length
                  + " numbers; use ildg");
        }
        AtomicFile.write(file, tmp -> Hdf5Writer.write(tmp, data, entries));
      }
    }
  }

  private static FieldType.Gauge gauge(FieldData data, Format format) {
    if (data.type() instanceof FieldType.Gauge gauge && data.lattice().dimensions() == 4) {
      return gauge;
    }
    throw new IllegalArgumentException(
        format
            + " files hold gauge fields in 4 dimensions; got a "
            + data.type()
            + " on "
            + data.lattice()
            + "; use hdf5");
  }

  private static FieldData rounded(FieldData data, Precision precision) {
    if (precision == Precision.DOUBLE) {
      return data;
    }
    double[] values = new double[data.values().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) data.values()[i];
    }
    return new FieldData(data.type(), data.lattice(), values);
  }
}
