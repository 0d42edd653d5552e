package org.fluxtube.config;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigIncluderClasspath;
import com.typesafe.config.ConfigIncluderFile;
import com.typesafe.config.ConfigIncluderURL;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * HOCON text to objects. Texts are bounded in length, depth and substitutions, so that a broken
 * file is refused at once. A missing included file is an error here, other than in plain HOCON.
 */
final class Sources {
  /** Bytes of all texts together. */
  static final int LARGEST = 1 << 18;

  /** Brackets inside each other. */
  static final int DEEPEST = 64;

  private static final int MOST_INCLUDES = 100;

  /** Characters that substitutions may make of the texts. */
  private static final double LARGEST_RESOLVED = 1 << 28;

  private final Origins origins;
  private int characters;
  private int substitutions;
  private int includes;

  Sources(Origins origins) {
    this.origins = origins;
  }

  /** Parses a file; an empty object, and a problem noted, if that cannot be done. */
  ConfigObject file(Path file) {
    return file(file, List.of(), file.toString(), 0, file.toString());
  }

  private ConfigObject file(Path file, List<Path> from, String by, int line, String name) {
    try {
      if (!Files.exists(file)) {
        throw new NoSuchFileException(file.toString());
      }
      if (!Files.isRegularFile(file)) {
        origins.report(by, line, "", "\"" + Names.shown(name) + "\" is not a file");
        return empty();
      }
      byte[] bytes;
      try (InputStream in = Files.newInputStream(file)) {
        bytes = in.readNBytes(LARGEST + 1);
      }
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      List<Path> chain = Stream.concat(from.stream(), Stream.of(file.toRealPath())).toList();
      return parse(file.toString(), text, chain);
    } catch (NoSuchFileException e) {
      origins.report(by, line, "", "there is no file \"" + Names.shown(name) + "\" (" + file + ")");
    } catch (CharacterCodingException e) {
      origins.report(file.toString(), 0, "", "the file is not UTF-8 text");
    } catch (IOException | SecurityException e) {
      origins.report(by, line, "", "cannot read \"" + Names.shown(name) + "\": " + e);
    }
    return empty();
  }

  /** Parses a text; an empty object, and a problem noted, if that cannot be done. */
  ConfigObject text(String name, String text) {
    return parse(name, text, List.of(Path.of("").toAbsolutePath().resolve("text")));
  }

  private ConfigObject parse(String name, String text, List<Path> chain) {
    String origin = origins.add(name);
    characters += text.length();
    substitutions += text.split("\\$\\{", -1).length - 1;
    if (characters > LARGEST) {
      origins.report(
          name, 0, "", "more than " + LARGEST + " characters; campaign files are a few thousand");
      return empty();
    }
    // k texts of n substitutions are at most the product of n numbers with sum n: 3^(n/3)
    if (characters * Math.pow(3, substitutions / 3.0) > LARGEST_RESOLVED) {
      origins.report(
          name,
          0,
          "",
          substitutions + " substitutions ${...} in " + characters + " characters are too many");
      return empty();
    }
    int deep = lineTooDeep(text);
    if (deep > 0) {
      origins.report(name, deep, "", "more than " + DEEPEST + " brackets inside each other");
      return empty();
    }
    try {
      return ConfigFactory.parseString(
              text,
              ConfigParseOptions.defaults()
                  .setSyntax(ConfigSyntax.CONF)
                  .setOriginDescription(origin)
                  .setIncluder(new Includes(name, text, chain)))
          .root();
    } catch (ConfigException e) {
      origins.report(e.origin(), e.getMessage());
    } catch (StackOverflowError e) {
      origins.report(name, 0, "", "keys or values are nested too deeply");
    }
    return empty();
  }

  /** The line, from 1, where brackets are too deep; 0 if nowhere. Brackets in texts count too. */
  private static int lineTooDeep(String text) {
    int depth = 0;
    int line = 1;
    for (int i = 0; i < text.length(); i++) {
      switch (text.charAt(i)) {
        case '\n' -> line++;
        case '{', '[' -> depth++;
        case '}', ']' -> depth = Math.max(0, depth - 1);
        default -> {}
      }
      if (depth > DEEPEST) {
        return line;
      }
    }
    return 0;
  }

  private static ConfigObject empty() {
    return ConfigFactory.empty().root();
  }

  /** The includes of one file; relative paths count from it. */
  private final class Includes
      implements ConfigIncluder, ConfigIncluderFile, ConfigIncluderURL, ConfigIncluderClasspath {
    private final String name;
    private final String text;
    private final List<Path> chain;

    Includes(String name, String text, List<Path> chain) {
      this.name = name;
      this.text = text;
      this.chain = chain;
    }

    @Override
    public ConfigIncluder withFallback(ConfigIncluder fallback) {
      return this;
    }

    @Override
    public ConfigObject include(ConfigIncludeContext context, String what) {
      int line = line(what);
      if (++includes > MOST_INCLUDES) {
        origins.report(name, line, "", "more than " + MOST_INCLUDES + " includes");
        return empty();
      }
      try {
        Path file = chain.getLast().resolveSibling(what);
        if (!Files.exists(file) && Files.exists(Path.of(file + ".conf"))) {
          file = Path.of(file + ".conf");
        }
        if (Files.exists(file) && chain.contains(file.toRealPath())) {
          origins.report(name, line, "", "\"" + Names.shown(what) + "\" includes itself");
          return empty();
        }
        return file(file, chain, name, line, what);
      } catch (InvalidPathException | IOException e) {
        origins.report(name, line, "", "cannot include \"" + Names.shown(what) + "\": " + e);
        return empty();
      }
    }

    @Override
    public ConfigObject includeFile(ConfigIncludeContext context, File what) {
      return include(context, what.getPath());
    }

    @Override
    public ConfigObject includeURL(ConfigIncludeContext context, URL what) {
      return refuse(what.toString());
    }

    @Override
    public ConfigObject includeResources(ConfigIncludeContext context, String what) {
      return refuse(what);
    }

    private ConfigObject refuse(String what) {
      origins.report(
          name,
          line(what),
          "",
          "cannot include \""
              + Names.shown(what)
              + "\"; allowed are files, for example include \"common.conf\"");
      return empty();
    }

    private int line(String what) {
      List<String> lines = text.lines().toList();
      for (int i = 0; i < lines.size(); i++) {
        if (lines.get(i).contains("include") && lines.get(i).contains(what)) {
          return i + 1;
        }
      }
      return 0;
    }
  }
}
