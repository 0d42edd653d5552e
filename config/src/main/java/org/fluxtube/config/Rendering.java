package org.fluxtube.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.fluxtube.engine.catalogue.Catalogue;
import org.fluxtube.engine.field.Group;

/** Values as HOCON on one line. */
final class Rendering {
  private Rendering() {}

  /** The value on one line, every key written out. */
  static String inline(ValueType type, Object value) {
    return switch (type) {
      case ValueType.Int _, ValueType.Long _, ValueType.Flag _ -> value.toString();
      case ValueType.Real _ -> real((Double) value);
      case ValueType.Text _ -> quoted((String) value);
      case ValueType.Choice _ -> Scalars.text((Enum<?>) value);
      case ValueType.GroupName _ -> quoted(((Group) value).toString());
      case ValueType.ListOf list ->
          ((List<?>) value)
              .stream()
                  .map(entry -> inline(list.element(), entry))
                  .collect(Collectors.joining(", ", "[", "]"));
      case ValueType.Maybe maybe ->
          ((Optional<?>) value).map(content -> inline(maybe.element(), content)).orElse("null");
      case ValueType.Kind kind -> {
        Record record = (Record) value;
        List<String> parts = new ArrayList<>();
        parts.add("type = " + Catalogue.name(kind.kind(), record));
        yield object(parts, record);
      }
      case ValueType.Nested _ -> object(new ArrayList<>(), (Record) value);
    };
  }

  private static String object(List<String> parts, Record record) {
    List<Key> keys = Binder.keys(record.getClass());
    List<Object> values = Binder.values(record);
    for (int i = 0; i < keys.size(); i++) {
      parts.add(keys.get(i).name() + " = " + inline(keys.get(i).type(), values.get(i)));
    }
    return parts.isEmpty() ? "{}" : "{ " + String.join(", ", parts) + " }";
  }

  private static String real(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(
          value + " cannot stand in a campaign file; allowed are finite numbers");
    }
    return Double.toString(value);
  }

  /** A JSON text; everything but letters and signs that print is escaped. */
  static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      boolean plain = c >= ' ' && c <= '~' || Character.isLetter(c) && !Character.isSurrogate(c);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (plain) {
        out.append(c);
      } else {
        out.append(String.format("\\u%04x", (int) c));
      }
    }
    return out.append('"').toString();
  }
}
