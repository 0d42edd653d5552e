package org.fluxtube.engine.learn;

import java.util.Optional;
import org.fluxtube.engine.action.ActionSpec;
import org.fluxtube.engine.action.EffectiveSpec;
import org.fluxtube.engine.catalogue.Param;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.flow.Flow;
import org.fluxtube.engine.lattice.Lattice;

/**
 * Teaches the map of a flow to make the forces of another theory (arXiv:2201.01862): with A(z) =
 * S(f(z)) - ln |det df/dz| and d = dA/dz - dS_0/dz,
 *
 * <pre>
 * L = mean over z of (1/4) sum_{p = 2, 4, 6, 8} (mean_k |d_k|^p)^(1/p),
 * </pre>
 *
 * so that HMC through the map ({@code field-transformation-hmc}) moves as it does in S_0, for
 * example the same theory at a weaker coupling, where topology changes often. Norms of high p keep
 * the largest forces, which limit the step, small. z are those of the configurations of the chains
 * that feed, by the map with which the lesson begins. Adam with its usual memories.
 *
 * @param rate of Adam
 * @param reference S_0
 * @param lesson how hard a lesson works; its loss is {@code mapped-force}
 */
public record ForceMatching(
    @Param("learning rate of Adam: about the largest change of a parameter in a step") double rate,
    @Param("the action whose forces are to be made, of the same kind of field")
        ActionSpec<?> reference,
    @Param(value = "how hard a lesson works; loss = mapped-force", optional = true)
        LessonPlan lesson)
    implements TrainerSpec {
  /** Checks the numbers. */
  public ForceMatching {
    if (lesson.loss() != Loss.MAPPED_FORCE) {
      throw new IllegalArgumentException(
          "force-matching with loss = "
              + lesson.loss().written()
              + "; allowed is loss = mapped-force alone");
    }
    if (reference.stochastic()) {
      throw new IllegalArgumentException(
          "reference "
              + reference
              + " has pseudo-fermions; needed is the force of a configuration");
    }
    LessonPlan.requirePositive("rate", rate, "rate = 0.001");
  }

  private Adam adam() {
    return new Adam(rate, 0.9, 0.999, lesson);
  }

  @Override
  public Loss loss() {
    return lesson.loss();
  }

  @Override
  public <F extends Field<F>> Trainer bind(
      ActionSpec<F> target, EffectiveSpec<F> model, F like, Surroundings surroundings) {
    requireFits(target, model);
    // requireFits has checked that it is for the same kind of field
    @SuppressWarnings("unchecked")
    ActionSpec<F> weaker = (ActionSpec<F>) reference;
    ForceMatchingLessons<F> lessons =
        new ForceMatchingLessons<>(lesson, target, weaker, model, like);
    return new ModelTrainer<>(
        toString(),
        target,
        model,
        like,
        surroundings,
        lesson,
        new AdamDescent(adam()),
        Optional.of(lessons));
  }

  @Override
  public void requireFits(ActionSpec<?> target, EffectiveSpec<?> model) {
    if (!(model instanceof Flow<?> flow)) {
      throw new IllegalArgumentException(
          "force-matching needs a model that is a map, type = flow; got " + model);
    }
    if (flow.range().isPresent()) {
      throw new IllegalArgumentException(
          "force-matching learns the forces at one coupling, and the model has a range of them;"
              + " leave range out, or learn it from draws, for example trainer { type = adam,"
              + " lesson { loss = reverse-kl-path } }");
    }
    if (target.stochastic()) {
      throw new IllegalArgumentException(
          "force-matching needs S of a configuration alone, and "
              + target
              + " has pseudo-fermions");
    }
  }

  @Override
  public void requireFits(FieldType type, Lattice lattice) {
    reference.requireFits(type, lattice);
    boolean flat =
        type instanceof FieldType.Scalar
            || type instanceof FieldType.Gauge gauge && gauge.group().n() == 1;
    if (!flat) {
      throw new IllegalArgumentException(
          "force-matching moves z in straight lines, which a "
              + type
              + " does not have; allowed are scalar fields and links of U(1)");
    }
  }
}
