package org.fluxtube.actors.testing;

import java.io.File;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Tests that start another program: they run where the PATH has it, and also, to fail with the
 * reason, where {@code -Dfluxtube.require} names it.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsCommand.Condition.class)
public @interface NeedsCommand {
  /** Names of the programs. */
  String[] value();

  /** Whether to run. */
  final class Condition implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      List<String> required = List.of(System.getProperty("fluxtube.require", "").split(","));
      for (String name : context.getRequiredTestClass().getAnnotation(NeedsCommand.class).value()) {
        if (find(name).isEmpty() && !required.contains(name)) {
          return ConditionEvaluationResult.disabled(name + " is not on the PATH");
        }
      }
      return ConditionEvaluationResult.enabled("all there, or required");
    }

    private static Optional<Path> find(String name) {
      return Pattern.compile(Pattern.quote(File.pathSeparator))
          .splitAsStream(System.getenv().getOrDefault("PATH", ""))
          .map(folder -> Path.of(folder, name))
          .filter(Files::isExecutable)
          .findFirst();
    }
  }
}
