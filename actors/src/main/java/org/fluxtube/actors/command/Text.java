package org.fluxtube.actors.command;

/** Lines of text for a terminal of 80 columns. */
final class Text {
  private static final int WIDTH = 80;

  private Text() {}

  /**
   * The words after {@code first}, wrapped, further lines indented by its length; with line end.
   */
  static String wrap(String first, String words) {
    StringBuilder out = new StringBuilder(first);
    String indent = " ".repeat(first.length());
    int column = first.length();
    boolean start = true;
    for (String word : words.split(" +")) {
      if (!start && column + 1 + word.length() > WIDTH) {
        out.append('\n').append(indent);
        column = indent.length();
        start = true;
      }
      out.append(start ? "" : " ").append(word);
      column += word.length() + (start ? 0 : 1);
      start = false;
    }
    return out.append('\n').toString();
  }
}
