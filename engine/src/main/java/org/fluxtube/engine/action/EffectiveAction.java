package org.fluxtube.engine.action;

import java.util.List;
import org.fluxtube.engine.field.Field;

/**
 * S_eff[U; theta]: an action with learnable parameters theta. Immutable as far as its numbers go: a
 * change of parameters is another object, which shares the workspace. Relatives by {@link #with}
 * and {@link #given} are therefore used by one thread, and closing one of them closes all.
 *
 * <p>Values and gradients count without a constant: whoever compares S_eff with S removes it.
 *
 * @param <F> the field
 */
public interface EffectiveAction<F extends Field<F>> extends Action<F> {
  /** Version of the model whose parameters these are; 0 for those of the specification. */
  int version();

  /** theta, a copy. */
  double[] parameters();

  /**
   * A name for each parameter, for reports and metrics: {@code plaquette}, {@code layer 1 rho
   * rectangle}. Distinct, as many as parameters, and the same for every version.
   */
  List<String> labels();

  /**
   * This action with other parameters, at the same auxiliary fields.
   *
   * @param version of the model that they belong to
   * @param parameters as many as {@link #parameters}, finite; copied
   * @throws IllegalArgumentException if there are more or fewer, or one is not finite
   */
  EffectiveAction<F> with(int version, double[] parameters);

  /**
   * out_k = dS_eff[u]/dtheta_k at the auxiliary fields of {@link #given}; for a model that is
   * linear in theta its features.
   *
   * @param u unchanged
   * @param out overwritten, as many numbers as parameters
   */
  void parameterGradient(F u, double[] out);

  /**
   * Value and gradient of one configuration, where they share work (smearing, a solve); the value
   * to the same last bit as {@link #value}.
   *
   * @param u unchanged
   * @param out overwritten, as many numbers as parameters
   * @return S_eff[u; theta]
   */
  default double valueAndGradient(F u, double[] out) {
    parameterGradient(u, out);
    return value(u);
  }

  @Override
  default EffectiveAction<F> given(Auxiliary auxiliary) {
    return this;
  }

  /**
   * Checks new parameters against the labels.
   *
   * @throws IllegalArgumentException if the number differs or one is not finite
   */
  static void requireParameters(List<String> labels, double[] parameters) {
    if (parameters.length != labels.size()) {
      throw new IllegalArgumentException(
          "got "
              + parameters.length
              + " parameters, the effective action has "
              + labels.size()
              + ": "
              + labels);
    }
    for (int k = 0; k < parameters.length; k++) {
      Couplings.requireFinite("parameter \"" + labels.get(k) + "\"", parameters[k], "0.1");
    }
  }
}
