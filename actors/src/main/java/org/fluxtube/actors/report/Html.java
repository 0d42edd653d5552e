package org.fluxtube.actors.report;

import java.util.List;

/** Pieces of a page; every text goes through {@link #escape}. */
final class Html {
  private final StringBuilder out = new StringBuilder();

  /** What may stand in an element and in a quoted attribute. */
  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  Html heading(String text) {
    out.append("<h2>").append(escape(text)).append("</h2>\n");
    return this;
  }

  Html subheading(String text) {
    out.append("<h3>").append(escape(text)).append("</h3>\n");
    return this;
  }

  Html paragraph(String text) {
    out.append("<p>").append(escape(text)).append("</p>\n");
    return this;
  }

  Html preformatted(String text) {
    out.append("<pre>").append(escape(text)).append("</pre>\n");
    return this;
  }

  /** The first row is the heading, the first column names the rows. */
  Html table(List<List<String>> rows) {
    out.append("<div class=\"scroll\"><table><thead><tr>");
    rows.getFirst()
        .forEach(h -> out.append("<th scope=\"col\">").append(escape(h)).append("</th>"));
    out.append("</tr></thead><tbody>\n");
    for (List<String> row : rows.subList(1, rows.size())) {
      out.append("<tr><th scope=\"row\">").append(escape(row.getFirst())).append("</th>");
      row.subList(1, row.size()).forEach(c -> out.append("<td>").append(escape(c)).append("</td>"));
      out.append("</tr>\n");
    }
    out.append("</tbody></table></div>\n");
    return this;
  }

  /** Figures side by side, each with what is to be seen. */
  Html figures(List<Figure> figures) {
    out.append("<div class=\"figures\">");
    for (Figure f : figures) {
      out.append("<figure>").append(f.svg()).append("<figcaption>");
      out.append(escape(f.caption())).append("</figcaption></figure>\n");
    }
    out.append("</div>\n");
    return this;
  }

  /** A drawing and its caption. */
  record Figure(String svg, String caption) {
    /**
     * The drawing as a file of its own.
     *
     * @param style of the page that it was made for
     */
    String file(String style) {
      int inside = svg.indexOf('>') + 1;
      return "<svg xmlns=\"http://www.w3.org/2000/svg\""
          + svg.substring("<svg".length(), inside)
          + "<style>"
          + style
          + "svg { font-family: system-ui, sans-serif; }</style>"
          + "<rect x=\"0\" y=\"-100\" width=\"100%\" height=\"200%\" style=\"fill: var(--paper)\"/>"
          + svg.substring(inside)
          + "\n";
    }
  }

  String text() {
    return out.toString();
  }
}
