package org.fluxtube.config;

import java.util.List;
import java.util.Optional;
import org.fluxtube.engine.catalogue.Catalogue;
import org.fluxtube.engine.run.Campaign;

/**
 * Campaign to the text of a campaign file with every key written out, in the order of the records'
 * components, each after its sentence. Binding the text gives an equal campaign.
 */
public final class Renderer {
  private static final int LINE = 100;

  private final StringBuilder out = new StringBuilder();

  private Renderer() {}

  /**
   * The text, with a line feed after each line.
   *
   * @throws IllegalArgumentException if a number is not finite
   */
  public static String render(Campaign campaign) {
    Renderer renderer = new Renderer();
    renderer.keys(campaign, "");
    return renderer.out.toString();
  }

  private void keys(Record record, String indent) {
    List<Key> keys = Binder.keys(record.getClass());
    List<Object> values = Binder.values(record);
    for (int i = 0; i < keys.size(); i++) {
      comment(keys.get(i).sentence(), indent);
      out.append(indent).append(keys.get(i).name()).append(" = ");
      value(keys.get(i).type(), values.get(i), indent);
      out.append('\n');
    }
  }

  private void comment(String sentence, String indent) {
    StringBuilder line = new StringBuilder();
    for (String word : sentence.isEmpty() ? new String[0] : sentence.split("\\s+")) {
      if (!line.isEmpty() && indent.length() + line.length() + word.length() + 3 > LINE) {
        out.append(indent).append('#').append(line).append('\n');
        line.setLength(0);
      }
      line.append(' ').append(word);
    }
    if (!line.isEmpty()) {
      out.append(indent).append('#').append(line).append('\n');
    }
  }

  private void value(ValueType type, Object value, String indent) {
    switch (type) {
      case ValueType.Kind kind -> {
        Record record = (Record) value;
        open(record, indent, List.of("type = " + Catalogue.name(kind.kind(), record)));
      }
      case ValueType.Nested _ -> open((Record) value, indent, List.of());
      case ValueType.Maybe maybe when value instanceof Optional<?> content && content.isPresent() ->
          value(maybe.element(), content.get(), indent);
      case ValueType.ListOf(ValueType element)
          when element instanceof ValueType.Kind || element instanceof ValueType.Nested ->
          list(element, (List<?>) value, indent);
      default -> out.append(Rendering.inline(type, value));
    }
  }

  private void open(Record record, String indent, List<String> first) {
    out.append("{\n");
    for (String line : first) {
      out.append(indent).append("  ").append(line).append('\n');
    }
    keys(record, indent + "  ");
    out.append(indent).append('}');
  }

  private void list(ValueType element, List<?> entries, String indent) {
    if (entries.isEmpty()) {
      out.append("[]");
      return;
    }
    out.append("[\n");
    for (Object entry : entries) {
      out.append(indent).append("  ");
      value(element, entry, indent + "  ");
      out.append('\n');
    }
    out.append(indent).append(']');
  }
}
