package org.fluxtube.engine.io;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.fluxtube.engine.field.FieldData;
import org.fluxtube.engine.field.Group;

/**
 * Reads ILDG and SciDAC gauge configurations. ILDG binary file format 1.1, section 3; the SciDAC
 * records are those of QIO 2.
 */
final class IldgReader {
  private final Source source;
  private final List<Lime.Entry> entries;
  private final Verification verification;

  private IldgReader(Source source, Verification verification) throws IOException {
    this.source = source;
    this.verification = verification;
    this.entries = Lime.entries(source);
  }

  static ReadResult read(Source source, ReadOptions options) throws IOException {
    return new IldgReader(source, new Verification(source, options)).read();
  }

  private ReadResult read() throws IOException {
    Optional<Lime.Entry> ildg = entry("ildg-binary-data");
    Optional<Lime.Entry> scidac = entry("scidac-binary-data");
    if (ildg.isPresent() == scidac.isPresent()) {
      throw source.at(
          0,
          "needs one record ildg-binary-data or scidac-binary-data, has the records "
              + entries.stream().map(Lime.Entry::type).map(Source::shorten).limit(20).toList());
    }
    Lime.Entry binary = ildg.or(() -> scidac).get();
    Optional<Tags> format = tags("ildg-format");
    Optional<Tags> file = tags("scidac-private-file-xml");
    Optional<Tags> record = tags("scidac-private-record-xml");
    userInfo();
    Optional<Lime.Entry> lfn = entry("ildg-data-lfn");
    if (lfn.isPresent()) {
      verification.entry("lfn", lfn.get().text(source));
    }
    List<Integer> extents = extents(format, file, binary);
    Precision precision = precision(format, record, binary);
    Group group = group(format, record, binary, extents, precision);
    int rows = format.isPresent() ? rows(format.get(), group) : group.n();
    LinkPayload payload = new LinkPayload(group, extents, precision, ByteOrder.BIG_ENDIAN, rows);
    long needed = source.volume("lx ly lz lt", extents) * payload.siteBytes();
    if (binary.length() != needed) {
      throw source.at(
          binary.offset(),
          String.format(
              Locale.ROOT,
              "record %s has %d bytes, a %s field of %s with %s precision has %d",
              binary.type(),
              binary.length(),
              group,
              extents,
              precision,
              needed));
    }
    SiteSum.Scidac sum = new SiteSum.Scidac();
    FieldData data = payload.read(source, binary.offset(), sum);
    checksum(sum);
    return verification.finish(data, Format.ILDG, precision);
  }

  /** The only record of a type. */
  private Optional<Lime.Entry> entry(String type) throws IOException {
    List<Lime.Entry> found = entries.stream().filter(e -> e.type().equals(type)).toList();
    if (found.size() > 1) {
      throw source.at(
          found.get(1).offset() - Lime.HEADER,
          "a second record " + type + "; one configuration a file is read");
    }
    return found.stream().findFirst();
  }

  private Optional<Tags> tags(String type) throws IOException {
    Optional<Lime.Entry> entry = entry(type);
    return entry.isPresent() ? Optional.of(new Tags(source, entry.get())) : Optional.empty();
  }

  /**
   * What the users' records state: plaquette, link trace (QIO and MILC in the record's XML, Grid in
   * the file's), and lines {@code key = value} there and in tmLQCD's xlf-info.
   */
  private void userInfo() throws IOException {
    for (String type : List.of("scidac-file-xml", "scidac-record-xml")) {
      Optional<Tags> user = tags(type);
      if (user.isPresent()) {
        Optional<String> plaquette = user.get().text("plaq");
        if (plaquette.isPresent()) {
          verification.header("plaquette", plaquette.get());
        }
        Optional<String> trace = user.get().text("linktr");
        if (trace.isPresent()) {
          verification.header("linkTrace", trace.get());
        }
        lines(user.get().text("info").orElse(""));
      }
    }
    Optional<Lime.Entry> xlf = entry("xlf-info");
    if (xlf.isPresent()) {
      lines(xlf.get().text(source));
    }
  }

  private void lines(String text) throws IOException {
    for (String line : text.lines().toList()) {
      int equals = line.indexOf('=');
      if (equals > 0) {
        verification.entry(line.substring(0, equals).strip(), line.substring(equals + 1).strip());
      }
    }
  }

  private List<Integer> extents(Optional<Tags> format, Optional<Tags> file, Lime.Entry binary)
      throws IOException {
    List<Integer> dims = new ArrayList<>();
    Optional<String> text = file.isPresent() ? file.get().text("dims") : Optional.empty();
    if (text.isPresent()) {
      for (String extent : Source.shorten(text.get()).strip().split("\\s+")) {
        dims.add(source.integer("<dims> of scidac-private-file-xml", extent));
      }
      if (dims.size() != 4) {
        throw source.key("<dims> of scidac-private-file-xml", dims + "; needed are 4 extents");
      }
      if (file.get().text("volfmt").filter(v -> !v.equals("0")).isPresent()) {
        throw source.key("<volfmt>", "the field is spread over several files; one file is read");
      }
    }
    if (format.isEmpty()) {
      if (dims.isEmpty()) {
        throw source.at(
            binary.offset(), "no record ildg-format and no <dims>: the lattice is not known");
      }
      return List.copyOf(dims);
    }
    Tags ildg = format.get();
    List<Integer> extents =
        List.of(ildg.integer("lx"), ildg.integer("ly"), ildg.integer("lz"), ildg.integer("lt"));
    if (!dims.isEmpty() && !dims.equals(extents)) {
      throw source.key(
          "lx ly lz lt", extents + " in ildg-format, but " + dims + " in scidac-private-file-xml");
    }
    return extents;
  }

  private Precision precision(Optional<Tags> format, Optional<Tags> record, Lime.Entry binary)
      throws IOException {
    Optional<String> bits = format.isPresent() ? format.get().text("precision") : Optional.empty();
    Optional<String> letter =
        record.isPresent() ? record.get().text("precision") : Optional.empty();
    String stated = bits.orElse("") + letter.orElse("");
    return switch (stated.toUpperCase(Locale.ROOT)) {
      case "32F", "32", "F" -> Precision.SINGLE;
      case "64D", "64", "D" -> Precision.DOUBLE;
      case "" -> throw source.at(binary.offset(), "the precision is stated nowhere");
      default ->
          throw source.key(
              "precision",
              "ildg-format states \""
                  + Source.shorten(bits.orElse("nothing"))
                  + "\", the SciDAC record \""
                  + Source.shorten(letter.orElse("nothing"))
                  + "\"; allowed are 32 with F or 64 with D");
    };
  }

  private Group group(
      Optional<Tags> format,
      Optional<Tags> record,
      Lime.Entry binary,
      List<Integer> extents,
      Precision precision)
      throws IOException {
    Optional<String> field = format.isPresent() ? format.get().text("field") : Optional.empty();
    Optional<String> colors = record.isPresent() ? record.get().text("colors") : Optional.empty();
    Group group;
    if (field.isPresent()) {
      String name = field.get().toLowerCase(Locale.ROOT);
      if (!name.matches("u1gauge|su[2-8]gauge")) {
        throw source.key(
            "field",
            "\"" + Source.shorten(field.get()) + "\"; allowed are u1gauge, su2gauge to su8gauge");
      }
      verification.header("field", field.get());
      group = Group.parse(name.substring(0, name.length() - "gauge".length()));
    } else {
      long perNumber = source.volume("lx ly lz lt", extents) * 8 * precision.bytes();
      int n = (int) Math.round(Math.sqrt((double) binary.length() / perNumber));
      if (n < 1 || n > Group.LARGEST_N) {
        throw source.key("field", "not stated, and the payload fits no group U(1) to SU(8)");
      }
      group = new Group(n);
      verification.warn("the header names no gauge group; " + group + " follows from the size");
    }
    if (colors.isPresent() && source.integer("<colors>", colors.get()) != group.n()) {
      throw source.key(
          "<colors>",
          Source.shorten(colors.get()) + " in the SciDAC record of a " + group + " field");
    }
    verification.group("field", group);
    return group;
  }

  /** Grid states how many rows of each link are stored; everybody else stores all. */
  private int rows(Tags format, Group group) throws IOException {
    if (format.text("rows").isEmpty()) {
      return group.n();
    }
    int rows = format.integer("rows");
    if (rows != group.n() && (rows != group.n() - 1 || rows < 1)) {
      throw source.key("<rows>", rows + "; allowed are " + group.n() + " and one less");
    }
    return rows;
  }

  private void checksum(SiteSum.Scidac sum) throws IOException {
    Optional<Tags> stated = tags("scidac-checksum");
    if (stated.isEmpty()) {
      verification.warn("no SciDAC checksum: damage of the payload may go unnoticed");
      return;
    }
    String text =
        String.format(
            Locale.ROOT,
            "%08x %08x",
            source.hex("suma", stated.get().required("suma")),
            source.hex("sumb", stated.get().required("sumb")));
    verification.header("checksum", text);
    verification.checksum(
        "scidac-checksum suma sumb",
        text,
        String.format(Locale.ROOT, "%08x %08x", sum.suma(), sum.sumb()));
  }
}
