package org.fluxtube.engine.testing;

import java.util.ArrayList;
import java.util.List;
import org.fluxtube.engine.action.Action;
import org.fluxtube.engine.action.ActionSpec;
import org.fluxtube.engine.action.Determinant;
import org.fluxtube.engine.action.PseudoFermionRatio;
import org.fluxtube.engine.action.PseudoFermions;
import org.fluxtube.engine.action.RationalPseudoFermions;
import org.fluxtube.engine.action.Scaled;
import org.fluxtube.engine.action.Smeared;
import org.fluxtube.engine.action.SpinConvolution;
import org.fluxtube.engine.action.SpinTransformer;
import org.fluxtube.engine.catalogue.Catalogue;
import org.fluxtube.engine.dirac.OperatorSpec;
import org.fluxtube.engine.dirac.Staggered;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.field.FieldOps;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.GaugeField;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.field.ReferenceOps;
import org.fluxtube.engine.flow.Activation;
import org.fluxtube.engine.flow.Circle;
import org.fluxtube.engine.flow.Convolution;
import org.fluxtube.engine.flow.Flow;
import org.fluxtube.engine.flow.MapSpec;
import org.fluxtube.engine.flow.PlaquetteCoupling;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.network.Covariant;
import org.fluxtube.engine.network.LayerSpec;
import org.fluxtube.engine.sampler.Sampler;
import org.fluxtube.engine.sampler.SamplerSpec;

/** Theories on small lattices: every action of the catalogue on every field that it fits. */
public final class Theories {
  private Theories() {}

  /**
   * One theory.
   *
   * @param name name of the action
   * @param action its parameters
   * @param type what lives on the lattice
   * @param lattice where
   */
  public record Theory(String name, ActionSpec<?> action, FieldType type, Lattice lattice) {
    @Override
    public String toString() {
      return name + ", " + type + " on " + lattice;
    }

    /** The backend. */
    public FieldOps ops() {
      return new ReferenceOps(lattice);
    }
  }

  private static final List<FieldType> TYPES =
      List.of(
          new FieldType.Gauge(Group.U1),
          new FieldType.Gauge(Group.SU2),
          new FieldType.Gauge(Group.SU3),
          new FieldType.Gauge(Group.su(4)),
          new FieldType.Scalar(1),
          new FieldType.Scalar(3),
          new FieldType.Spin(2),
          new FieldType.Spin(3),
          new FieldType.Spin(4));

  private static final List<Lattice> LATTICES =
      List.of(
          new Lattice(5),
          new Lattice(2, 4),
          new Lattice(3, 5),
          new Lattice(4, 2, 3),
          new Lattice(3, 2, 4, 2),
          new Lattice(2, 4, 2, 2));

  /** For actions that fit none of the others. */
  private static final List<Lattice> WIDER = List.of(new Lattice(4, 4));

  /** All theories of the catalogue. */
  public static List<Theory> all() {
    List<Theory> all = new ArrayList<>();
    Catalogue.entries(ActionSpec.class)
        .forEach((name, example) -> {
          ActionSpec<?> action = sharp((ActionSpec<?>) example);
          int before = all.size();
          addFitting(all, name, action, LATTICES);
          if (all.size() == before) {
            addFitting(all, name, action, WIDER);
          }
          if (all.size() == before) {
            throw new IllegalStateException("no test field fits the action " + name);
          }
        });
    return all;
  }

  private static void addFitting(
      List<Theory> all, String name, ActionSpec<?> action, List<Lattice> lattices) {
    for (FieldType type : TYPES) {
      for (Lattice lattice : lattices) {
        if (fits(action, type, lattice)) {
          all.add(new Theory(name, action, type, lattice));
        }
      }
    }
  }

  /** The theories of {@link #all}, and the fermion actions with every operator of the catalogue. */
  public static List<Theory> withEveryOperator() {
    List<Theory> theories = new ArrayList<>(all());
    Catalogue.entries(OperatorSpec.class)
        .forEach((name, example) -> {
          OperatorSpec operator = (OperatorSpec) example;
          add(theories, "determinant of " + name, new Determinant(operator, 2));
          add(theories, "rational, " + name, rational(operator, 0.5, true));
          add(theories, "pseudo-fermions, " + name, sharp(new PseudoFermions(operator)));
          if (!operator.normalSplits()) {
            add(theories, "rational on all sites, " + name, rational(operator, 0.5, false));
            ActionSpec<?> full = new PseudoFermions(operator, false, SHARP, SHARP, 10_000);
            add(theories, "pseudo-fermions on all sites, " + name, full);
            ActionSpec<?> all =
                new PseudoFermionRatio(operator, false, 0.2, 0.5, SHARP, SHARP, 10_000);
            add(theories, "ratio on all sites, " + name, all);
          }
          ActionSpec<?> heavy = new PseudoFermions(operator, true, 0.4, SHARP, SHARP, 10_000);
          add(theories, "pseudo-fermions with mu, " + name, heavy);
          add(theories, "ratio, " + name, sharp(new PseudoFermionRatio(operator, 0, 0.4)));
        });
    SpinTransformer.Mixing all = SpinTransformer.Mixing.ATTENTION;
    add(theories, "two blocks", new SpinTransformer(2, 2, all, 0.2, 3, COUPLINGS));
    SpinTransformer.Mixing local = SpinTransformer.Mixing.LOCAL;
    add(theories, "local blocks", new SpinTransformer(2, 1, local, 0.5, 3, COUPLINGS));
    add(theories, "convolutions", new SpinConvolution(2, 2, 3, 0.3, 3, COUPLINGS));
    PseudoFermions light = new PseudoFermions(new Staggered(0.5));
    Covariant layer = new Covariant(List.of(0.05), List.of(-0.02), List.of(0.03, 0.04));
    Smeared smeared = new Smeared(List.of(layer, layer), light);
    add(theories, "smeared fermions", sharp(smeared));
    add(theories, "scaled smeared fermions", sharp(new Scaled<>(1.2, smeared)));
    MapSpec plaquettes =
        new PlaquetteCoupling(
            4, new Convolution(List.of(), 3, Activation.TANH), Circle.PROJECTION, 2);
    theories.add(
        new Theory(
            "flow of links",
            new Flow<GaugeField>(List.of(plaquettes), 3),
            new FieldType.Gauge(Group.U1),
            new Lattice(4, 8)));
    return theories;
  }

  private static void add(List<Theory> theories, String name, ActionSpec<?> action) {
    for (FieldType type : TYPES) {
      for (Lattice lattice : LATTICES) {
        // a dense matrix of more rows takes seconds
        boolean small =
            action instanceof Determinant
                || action instanceof PseudoFermionRatio
                || action instanceof PseudoFermions f && f.mu() > 0;
        if (fits(action, type, lattice) && !(small && type.size(lattice) > 1200)) {
          theories.add(new Theory(name, action, type, lattice));
        }
      }
    }
  }

  private static final List<Double> COUPLINGS = List.of(0.4, -0.2);
  private static final double SHARP = 1e-14;

  /** The Dirac operators of the catalogue have K within [0.01, 20] on the fields of the tests. */
  private static ActionSpec<?> rational(OperatorSpec operator, double power, boolean evenOdd) {
    return new RationalPseudoFermions(
        operator, power, 0.01, 20, 18, 18, evenOdd, SHARP, SHARP, 10_000);
  }

  /** Residuals for tests of identities, where the solver must not be seen. */
  private static ActionSpec<?> sharp(ActionSpec<?> spec) {
    return switch (spec) {
      case RationalPseudoFermions f -> rational(f.operator(), f.power(), f.evenOdd());
      case PseudoFermions f ->
          new PseudoFermions(f.operator(), f.evenOdd(), f.mu(), SHARP, SHARP, f.maxIterations());
      case PseudoFermionRatio f ->
          new PseudoFermionRatio(
              f.operator(), f.evenOdd(), f.mu(), f.heavierMu(), SHARP, SHARP, f.maxIterations());
      case Smeared(List<LayerSpec> layers, ActionSpec<GaugeField> inner) ->
          new Smeared(layers, gauge(sharp(inner)));
      case Scaled<?>(double factor, ActionSpec<?> inner) ->
          new Scaled<>(factor, gauge(sharp(inner)));
      default -> spec;
    };
  }

  @SuppressWarnings("unchecked")
  private static ActionSpec<GaugeField> gauge(ActionSpec<?> spec) {
    return (ActionSpec<GaugeField>) spec;
  }

  private static boolean fits(ActionSpec<?> action, FieldType type, Lattice lattice) {
    try {
      action.requireFits(type, lattice);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Binds an action to a field whose type is known only at run time. */
  @SuppressWarnings("unchecked")
  public static <F extends Field<F>> Action<F> bind(ActionSpec<?> spec, Field<?> like) {
    return ((ActionSpec<F>) spec).bind((F) like);
  }

  /** Binds a sampler to a target and a field whose type is known only at run time. */
  @SuppressWarnings("unchecked")
  public static <F extends Field<F>> Sampler<F> bind(
      SamplerSpec sampler, ActionSpec<?> target, Field<?> like) {
    return sampler.bind((ActionSpec<F>) target, (F) like);
  }

  /** The field as its own type. */
  @SuppressWarnings("unchecked")
  public static <F extends Field<F>> F cast(Field<?> u) {
    return (F) u;
  }
}
