import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Checks or applies google-java-format on every Java file of the modules: {@code java Format.java
 * check|apply ROOT}. Exit code 1 when a file needs formatting or cannot be parsed.
 */
final class Format {
  private static final String APPLY = "mvn -q -N -Pformat process-sources";

  private Format() {}

  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 2 || !List.of("check", "apply").contains(arguments[0])) {
      System.err.println("usage: java Format.java check|apply ROOT");
      System.exit(2);
    }
    boolean apply = arguments[0].equals("apply");
    Path root = Path.of(arguments[1]).toRealPath();
    List<Path> sources = sources(root);
    List<String> problems =
        sources.stream().flatMap(source -> problem(root, source, apply).stream()).toList();
    problems.forEach(System.err::println);
    if (!problems.isEmpty()) {
      System.err.println(
          problems.size() + " of " + sources.size() + " files; format with " + APPLY);
      System.exit(1);
    }
  }

  private static List<Path> sources(Path root) throws IOException {
    try (Stream<Path> modules = Files.list(root)) {
      return Stream.concat(
              modules.map(module -> module.resolve("src")), Stream.of(root.resolve(".ci")))
          .filter(Files::isDirectory)
          .flatMap(Format::javaFiles)
          .sorted()
          .toList();
    }
  }

  private static Stream<Path> javaFiles(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static List<String> problem(Path root, Path source, boolean apply) {
    try {
      String before = Files.readString(source);
      String after = new Formatter().formatSourceAndFixImports(before);
      if (before.equals(after)) {
        return List.of();
      }
      if (apply) {
        Files.writeString(source, after);
        return List.of();
      }
      return List.of("not formatted: " + root.relativize(source));
    } catch (FormatterException e) {
      return e.diagnostics().stream().map(d -> root.relativize(source) + ":" + d).toList();
    } catch (IOException e) {
      return List.of(root.relativize(source) + ": " + e);
    }
  }
}
