package org.fluxtube.kernels.opencl;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Tests on an OpenCL device: they run where there is one, and also, to fail with the reason, where
 * {@code -Dfluxtube.require} names opencl.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsDevice.Condition.class)
@interface NeedsDevice {
  /** Whether to run. */
  final class Condition implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      if (List.of(System.getProperty("fluxtube.require", "").split(",")).contains("opencl")) {
        return ConditionEvaluationResult.enabled("opencl is required");
      }
      return Devices.usable() instanceof Devices.Search.Missing(String why)
          ? ConditionEvaluationResult.disabled(why)
          : ConditionEvaluationResult.enabled("there is a device");
    }
  }
}
