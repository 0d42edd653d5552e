package org.fluxtube.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValueFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.fluxtube.engine.catalogue.Catalogue;
import org.fluxtube.engine.run.Campaign;
import org.fluxtube.engine.run.Start;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every entry of the catalogue can be written, read, shortened and is asked for in full. */
class CatalogueBindingTest {
  private final Origins origins = new Origins();

  static Stream<Arguments> entries() {
    return Catalogue.kinds().stream()
        .flatMap(kind ->
            Catalogue.entries(kind).entrySet().stream()
                .map(e -> Arguments.of(kind, e.getKey(), e.getValue())));
  }

  private Object read(Class<?> kind, Config config) {
    origins.add("text");
    return new Reading(origins, Path.of("/"))
        .read(new ValueType.Kind(kind), config.root(), "value");
  }

  private List<Problem> problems() {
    try {
      origins.throwProblems();
      return List.of();
    } catch (CampaignFileException e) {
      return e.problems();
    }
  }

  private static Config written(Class<?> kind, Record example) {
    return ConfigFactory.parseString(
            "value = " + Rendering.inline(new ValueType.Kind(kind), example))
        .getConfig("value");
  }

  private static Record absolute(Record example) {
    return example instanceof Start.File(String path) ? new Start.File("/" + path) : example;
  }

  @ParameterizedTest
  @MethodSource("entries")
  void theExampleWrittenAndReadIsTheExample(Class<?> kind, String name, Record example) {
    Object read = read(kind, written(kind, example));
    assertThat(problems()).isEmpty();
    assertThat(read).as(name).isEqualTo(absolute(example));
  }

  @ParameterizedTest
  @MethodSource("entries")
  void optionalKeysMayBeLeftOutOneByOne(Class<?> kind, String name, Record example) {
    for (Key key : Binder.keys(example.getClass())) {
      if (key.optional()) {
        Object read = read(kind, written(kind, example).withoutPath(key.name()));
        assertThat(problems()).isEmpty();
        assertThat(read)
            .as(name + " without " + key.name())
            .isEqualTo(
                key.example() instanceof Optional<?>
                    ? absent(kind, example, key)
                    : absolute(example));
      }
    }
  }

  /** What may be absent is absent where it is left out, whatever the example has. */
  private Object absent(Class<?> kind, Record example, Key key) {
    return read(
        kind, written(kind, example).withValue(key.name(), ConfigValueFactory.fromAnyRef(null)));
  }

  @ParameterizedTest
  @MethodSource("entries")
  void requiredKeysThatAreMissingAreReported(Class<?> kind, String name, Record example) {
    Config shortened = written(kind, example);
    List<Key> required =
        Binder.keys(example.getClass()).stream().filter(key -> !key.optional()).toList();
    for (Key key : required) {
      shortened = shortened.withoutPath(key.name());
    }
    read(kind, shortened);
    assertThat(problems())
        .as(name)
        .extracting(Problem::path)
        .containsExactlyElementsOf(required.stream().map(key -> "value." + key.name()).toList());
    for (int i = 0; i < required.size(); i++) {
      assertThat(problems().get(i).message())
          .contains("missing", required.get(i).sentence(), "an example is");
    }
  }

  @ParameterizedTest
  @MethodSource("entries")
  void unknownKeysAreReportedWithTheKnown(Class<?> kind, String name, Record example) {
    ConfigObject changed =
        written(kind, example)
            .withValue("typ", ConfigFactory.parseString("x = 1").getValue("x"))
            .root();
    read(kind, changed.toConfig());
    assertThat(problems()).as(name).hasSize(1);
    assertThat(problems().getFirst().message())
        .contains("unknown key \"typ\"", "did you mean \"type\"?", "known are type");
  }

  @ParameterizedTest
  @MethodSource("entries")
  void everyKeyHasASentenceAndNoneIsCalledType(Class<?> kind, String name, Record example) {
    for (Key key : Binder.keys(example.getClass())) {
      assertThat(key.sentence()).as(name + "." + key.name()).isNotBlank();
      assertThat(key.name()).matches("[a-z][a-z0-9]*(-[a-z0-9]+)*").isNotEqualTo("type");
    }
    assertThat(name).matches("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    assertThat(kind).isInterface();
  }

  @Test
  void theReferenceNamesEveryEntryAndEveryKey() {
    String text = Reference.create().text();
    entries().forEach(arguments -> assertThat(text).contains("type = " + arguments.get()[1]));
    for (Key key : Binder.keys(Campaign.class)) {
      assertThat(text).contains(key.name() + ": ", key.sentence());
    }
    assertThat(text).contains("target-acceptance: a number; default 0.0. acceptance");
    assertThat(Reference.create().objects()).containsKeys("chains[]", "sum.terms[]", "http");
  }
}
