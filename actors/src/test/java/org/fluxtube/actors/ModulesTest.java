package org.fluxtube.actors;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** The module directions and the forbidden libraries, on the byte code of all five modules. */
class ModulesTest {
  private static final JavaClasses FLUXTUBE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.fluxtube");

  private static final ArchRule DIRECTIONS =
      layeredArchitecture()
          .consideringOnlyDependenciesInAnyPackage("org.fluxtube..")
          .withOptionalLayers(true)
          .layer("engine")
          .definedBy("org.fluxtube.engine..")
          .layer("kernels")
          .definedBy("org.fluxtube.kernels..")
          .layer("config")
          .definedBy("org.fluxtube.config..")
          .layer("observability")
          .definedBy("org.fluxtube.observability..")
          .layer("actors")
          .definedBy("org.fluxtube.actors..")
          .whereLayer("engine")
          .mayNotAccessAnyLayer()
          .whereLayer("kernels")
          .mayOnlyAccessLayers("engine")
          .whereLayer("config")
          .mayOnlyAccessLayers("engine")
          .whereLayer("observability")
          .mayOnlyAccessLayers("engine")
          .whereLayer("actors")
          .mayNotBeAccessedByAnyLayer()
          .ensureAllClassesAreContainedInArchitecture();

  private static final ArchRule PLAIN_ENGINE =
      noClasses()
          .that()
          .resideInAPackage("org.fluxtube.engine..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                  "akka..",
                  "reactor..",
                  "io.micrometer..",
                  "io.netty..",
                  "com.aparapi..",
                  "org.jocl..",
                  "jdk.incubator..",
                  "org.slf4j..",
                  "java.net.http..",
                  "java.util.logging.."))
          .because("the engine runs alone: plain Java and EJML")
          .allowEmptyShould(true);

  private static final ArchRule NO_REFLECTION_IN_ENGINE =
      noClasses()
          .that()
          .resideInAPackage("org.fluxtube.engine..")
          .should()
          .dependOnClassesThat(resideInAPackage("java.lang.reflect.."))
          .because("only the binder of campaign files looks into records")
          .allowEmptyShould(true);

  /** Reading record components is all the reflection that binding a campaign file needs. */
  private static final ArchRule REFLECTION_ON_RECORDS_ONLY =
      noClasses()
          .that()
          .resideInAnyPackage(
              "org.fluxtube.config..", "org.fluxtube.kernels..", "org.fluxtube.observability..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("java.lang.reflect..").and(DescribedPredicate.not(forRecords())))
          .because("records are bound by their components and canonical constructor")
          .allowEmptyShould(true);

  private static final ArchRule ONE_BRIDGE =
      classes()
          .that(dependOn("akka").and(dependOn("reactor")))
          .should()
          .haveNameMatching(".*\\.ConfigurationStream(\\$.*)?")
          .because("one class joins actors and streams")
          .allowEmptyShould(true);

  private static final ArchRule VECTOR_API_IN_KERNELS =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.fluxtube.kernels..")
          .should()
          .dependOnClassesThat(resideInAnyPackage("jdk.incubator..", "com.aparapi..", "org.jocl.."))
          .allowEmptyShould(true);

  /** It unpacks 445 MB and loads for seconds. */
  private static final ArchRule LIBTORCH_IN_FLOWS =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.fluxtube.engine.flow..")
          .should()
          .dependOnClassesThat(resideInAPackage("org.bytedeco.pytorch.."))
          .because("nothing but a flow may load libtorch");

  @Test
  void onlyFlowsKnowLibtorch() {
    LIBTORCH_IN_FLOWS.check(FLUXTUBE);
    assertThat(FLUXTUBE)
        .as("the rule is about something")
        .anyMatch(c -> dependOn("org.bytedeco.pytorch").test(c));
  }

  @Test
  void modulesDependOnlyDownwards() {
    DIRECTIONS.check(FLUXTUBE);
  }

  @Test
  void engineIsPlainJava() {
    PLAIN_ENGINE.check(FLUXTUBE);
    NO_REFLECTION_IN_ENGINE.check(FLUXTUBE);
  }

  @Test
  void acceleratorsStayInKernels() {
    VECTOR_API_IN_KERNELS.check(FLUXTUBE);
  }

  @Test
  void reflectionReadsRecordsOnly() {
    REFLECTION_ON_RECORDS_ONLY.check(FLUXTUBE);
  }

  @Test
  void oneClassJoinsAkkaAndReactor() {
    ONE_BRIDGE.check(FLUXTUBE);
  }

  /** A class outside the five packages would escape every rule above. */
  @Test
  void importedClassesAreThoseOfTheModules() {
    assertThat(FLUXTUBE).extracting(JavaClass::getName).contains(Fluxtube.class.getName());
  }

  /** The rules can fail: this test class uses Akka and Reactor, and is not ConfigurationStream. */
  @Test
  void bridgeRuleSeesAnOffender() {
    JavaClasses offender = new ClassFileImporter().importClasses(Offender.class);
    assertThatThrownBy(() -> ONE_BRIDGE.check(offender))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("ConfigurationStream");
  }

  private static DescribedPredicate<JavaClass> dependOn(String library) {
    return describe(
        "depend on " + library,
        c ->
            c.getDirectDependenciesFromSelf().stream()
                .anyMatch(d -> inPackage(d.getTargetClass().getPackageName(), library)));
  }

  private static boolean inPackage(String name, String root) {
    return name.equals(root) || name.startsWith(root + ".");
  }

  private static DescribedPredicate<JavaClass> forRecords() {
    return describe(
        "types that read records",
        c ->
            switch (c.getName()) {
              case "java.lang.reflect.RecordComponent",
                  "java.lang.reflect.Constructor",
                  "java.lang.reflect.Method",
                  "java.lang.reflect.Type",
                  "java.lang.reflect.ParameterizedType",
                  "java.lang.reflect.InvocationTargetException",
                  "java.lang.reflect.Array" ->
                  true;
              default -> false;
            });
  }

  /** Joins what only ConfigurationStream may join. */
  @SuppressWarnings("UnusedVariable")
  private record Offender(
      akka.actor.typed.Behavior<String> behavior, reactor.core.publisher.Flux<String> flux) {}
}
