package org.fluxtube.engine.catalogue;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fluxtube.engine.action.ActionSpec;
import org.fluxtube.engine.action.Determinant;
import org.fluxtube.engine.action.DoubleExchange;
import org.fluxtube.engine.action.ImprovedGauge;
import org.fluxtube.engine.action.LoopAction;
import org.fluxtube.engine.action.LoopKind;
import org.fluxtube.engine.action.Phi4;
import org.fluxtube.engine.action.Phi4Hopping;
import org.fluxtube.engine.action.PseudoFermionRatio;
import org.fluxtube.engine.action.PseudoFermions;
import org.fluxtube.engine.action.RationalPseudoFermions;
import org.fluxtube.engine.action.RectangleAction;
import org.fluxtube.engine.action.Scaled;
import org.fluxtube.engine.action.Smeared;
import org.fluxtube.engine.action.SpinConvolution;
import org.fluxtube.engine.action.SpinCouplings;
import org.fluxtube.engine.action.SpinModel;
import org.fluxtube.engine.action.SpinTransformer;
import org.fluxtube.engine.action.SumOfActions;
import org.fluxtube.engine.action.WilsonPlaquette;
import org.fluxtube.engine.dirac.OperatorSpec;
import org.fluxtube.engine.dirac.Staggered;
import org.fluxtube.engine.dirac.Wilson;
import org.fluxtube.engine.dirac.WilsonClover;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.field.Precision;
import org.fluxtube.engine.flow.Activation;
import org.fluxtube.engine.flow.AffineCoupling;
import org.fluxtube.engine.flow.BlockSplitting;
import org.fluxtube.engine.flow.Circle;
import org.fluxtube.engine.flow.CombiConvolution;
import org.fluxtube.engine.flow.ConditionerSpec;
import org.fluxtube.engine.flow.ContinuousFlow;
import org.fluxtube.engine.flow.ContinuousSpinFlow;
import org.fluxtube.engine.flow.Convolution;
import org.fluxtube.engine.flow.CouplingRange;
import org.fluxtube.engine.flow.Flow;
import org.fluxtube.engine.flow.FullyConnected;
import org.fluxtube.engine.flow.LearnedLeapfrog;
import org.fluxtube.engine.flow.MapSpec;
import org.fluxtube.engine.flow.MaskedSmearing;
import org.fluxtube.engine.flow.ModeScaling;
import org.fluxtube.engine.flow.PlaquetteCoupling;
import org.fluxtube.engine.flow.SpectralCoupling;
import org.fluxtube.engine.flow.SpectralSplitting;
import org.fluxtube.engine.flow.SplineCoupling;
import org.fluxtube.engine.learn.Adam;
import org.fluxtube.engine.learn.Choice;
import org.fluxtube.engine.learn.ForceMatching;
import org.fluxtube.engine.learn.Learning;
import org.fluxtube.engine.learn.LessonPlan;
import org.fluxtube.engine.learn.LevenbergMarquardt;
import org.fluxtube.engine.learn.Loss;
import org.fluxtube.engine.learn.Regression;
import org.fluxtube.engine.learn.Sgd;
import org.fluxtube.engine.learn.TrainerSpec;
import org.fluxtube.engine.learn.Window;
import org.fluxtube.engine.md.ForceGradient;
import org.fluxtube.engine.md.IntegratorSpec;
import org.fluxtube.engine.md.Leapfrog;
import org.fluxtube.engine.md.Nested;
import org.fluxtube.engine.md.Omelyan2;
import org.fluxtube.engine.md.Omelyan4;
import org.fluxtube.engine.network.Cask;
import org.fluxtube.engine.network.Covariant;
import org.fluxtube.engine.network.DenseCovariant;
import org.fluxtube.engine.network.LayerSpec;
import org.fluxtube.engine.network.Stout;
import org.fluxtube.engine.observable.ActionDensity;
import org.fluxtube.engine.observable.ChiralCondensate;
import org.fluxtube.engine.observable.CloverCharge;
import org.fluxtube.engine.observable.DensityOfStates;
import org.fluxtube.engine.observable.DeterminantSign;
import org.fluxtube.engine.observable.DiracEigenvalues;
import org.fluxtube.engine.observable.ElectronDensity;
import org.fluxtube.engine.observable.FlowedEnergy;
import org.fluxtube.engine.observable.IsingEnergy;
import org.fluxtube.engine.observable.LinkTrace;
import org.fluxtube.engine.observable.Magnetisation;
import org.fluxtube.engine.observable.MesonCorrelators;
import org.fluxtube.engine.observable.ObservableSpec;
import org.fluxtube.engine.observable.PhiSquared;
import org.fluxtube.engine.observable.Plaquette;
import org.fluxtube.engine.observable.PlaquetteCondensate;
import org.fluxtube.engine.observable.PolyakovLoop;
import org.fluxtube.engine.observable.Rectangle;
import org.fluxtube.engine.observable.SchwingerDyson;
import org.fluxtube.engine.observable.SpinEnergy;
import org.fluxtube.engine.observable.StaggeredMagnetisation;
import org.fluxtube.engine.observable.StructureFactor;
import org.fluxtube.engine.observable.TopologicalCharge;
import org.fluxtube.engine.observable.TwoPoint;
import org.fluxtube.engine.observable.WilsonLoop;
import org.fluxtube.engine.run.Campaign;
import org.fluxtube.engine.run.Phases;
import org.fluxtube.engine.run.Published;
import org.fluxtube.engine.run.Start;
import org.fluxtube.engine.run.Temperatures;
import org.fluxtube.engine.sampler.FieldTransformationHmc;
import org.fluxtube.engine.sampler.FlowMetropolis;
import org.fluxtube.engine.sampler.HeatBath;
import org.fluxtube.engine.sampler.HmcSpec;
import org.fluxtube.engine.sampler.L2Hmc;
import org.fluxtube.engine.sampler.Metropolis;
import org.fluxtube.engine.sampler.Order;
import org.fluxtube.engine.sampler.SamplerSpec;
import org.fluxtube.engine.sampler.Sequence;
import org.fluxtube.engine.sampler.SingleSpin;
import org.fluxtube.engine.sampler.Slmc;
import org.fluxtube.engine.sampler.Wolff;

/**
 * The catalogue: the name in a campaign file to an example specification. It is the schema of the
 * file, the text of {@code fluxtube list} and of "unknown name" errors, and what the contract tests
 * run: registered means tested. The example also holds the defaults of optional keys.
 */
public final class Catalogue {
  private Catalogue() {}

  private static final Map<Class<?>, Map<String, Record>> KINDS = new LinkedHashMap<>();
  private static final Map<Class<?>, Record> DEFAULTS = new LinkedHashMap<>();

  static {
    kind(
        FieldType.class,
        entry("gauge", new FieldType.Gauge(Group.SU3)),
        entry("scalar", new FieldType.Scalar(1)),
        entry("spin", new FieldType.Spin(3)));
    kind(
        Start.class,
        entry("cold", new Start.Cold()),
        entry("hot", new Start.Hot()),
        entry("file", new Start.File("start.h5")));
    kind(
        OperatorSpec.class,
        entry("wilson", new Wilson(0.12)),
        entry("wilson-clover", new WilsonClover(0.12, 1)),
        entry("staggered", new Staggered(0.5)));
    LoopAction loops =
        new LoopAction(
            List.of(
                new LoopAction.LoopTerm(LoopKind.PLAQUETTE, 2),
                new LoopAction.LoopTerm(LoopKind.RECTANGLE, -0.1)));
    kind(
        LayerSpec.class,
        entry("stout", new Stout(0.1, 1, false)),
        entry("covariant", new Covariant(List.of(0.0), List.of(), List.of(0.0, 0.0))),
        entry(
            "covariant-dense",
            new DenseCovariant(
                List.of(DenseCovariant.Loop.PLAQUETTE, DenseCovariant.Loop.POLYAKOV),
                3,
                false,
                List.of())),
        entry("cask", new Cask(List.of(0.0, 0.0, 0.0), 0, 0, 0)));
    Convolution convolution = new Convolution(List.of(2), 3, Activation.LEAKY_RELU);
    AffineCoupling coupling = new AffineCoupling(2, convolution, true);
    kind(
        ConditionerSpec.class,
        entry("convolution", convolution),
        entry(
            "combi-convolution",
            new CombiConvolution(1, false, List.of(2), 3, Activation.LEAKY_RELU, Precision.DOUBLE)),
        entry(
            "fully-connected",
            new FullyConnected(List.of(3), Activation.LEAKY_RELU, Precision.DOUBLE)));
    PlaquetteCoupling plaquettes = new PlaquetteCoupling(8, convolution, Circle.SPLINE, 8);
    BlockSplitting splitting =
        new BlockSplitting(new Convolution(List.of(16), 1, Activation.SILU), Circle.SPLINE, 8);
    kind(
        MapSpec.class,
        entry("affine-coupling", coupling),
        entry("continuous", new ContinuousFlow(2, 2, 1, 10)),
        entry("continuous-spin", new ContinuousSpinFlow(2, 1, 8)),
        entry("mode-scaling", new ModeScaling()),
        entry("plaquette-coupling", plaquettes),
        entry("block-splitting", splitting),
        entry("spectral-coupling", new SpectralCoupling(8, convolution, 8)),
        entry(
            "spectral-splitting",
            new SpectralSplitting(new Convolution(List.of(16), 1, Activation.SILU), 8, 1)),
        entry("masked-smearing", new MaskedSmearing(1, convolution)),
        entry("spline-coupling", new SplineCoupling(2, convolution, 8, 3, true)));
    LearnedLeapfrog leapfrog = new LearnedLeapfrog(2, 2, 2, 0.1, convolution, 1, 1);
    kind(
        ActionSpec.class,
        entry("wilson-plaquette", new WilsonPlaquette(2)),
        entry("rectangle", new RectangleAction(2, -1.0 / 12)),
        entry("improved-gauge", new ImprovedGauge(ImprovedGauge.Name.IWASAKI, 2)),
        entry("phi4", new Phi4(-4, 6.975)),
        entry("phi4-hopping", new Phi4Hopping(0.21, 0.022)),
        entry("spin-model", new SpinModel(1.5)),
        entry("double-exchange", new DoubleExchange(1, 1, 10, 0)),
        entry("pseudo-fermions", new PseudoFermions(new Wilson(0.12))),
        entry("pseudo-fermion-ratio", new PseudoFermionRatio(new Wilson(0.12), 0, 0.3)),
        entry(
            "rational-pseudo-fermions",
            new RationalPseudoFermions(new Staggered(0.5), 0.5, 0.25, 16.25)),
        entry("determinant", new Determinant(new Staggered(0.5), 1)),
        entry("loops", loops),
        entry("spin-couplings", new SpinCouplings(List.of(0.3, -0.1))),
        entry(
            "spin-transformer",
            new SpinTransformer(
                1, 2, SpinTransformer.Mixing.ATTENTION, 0.1, 1, List.of(0.3, -0.1))),
        entry("flow", new Flow<>(List.of(new ModeScaling(), coupling), 1)),
        entry("learned-leapfrog", leapfrog),
        entry("spin-convolution", new SpinConvolution(1, 2, 2, 0.1, 1, List.of(0.3, -0.1))),
        entry("scaled", new Scaled<>(0.9, new PseudoFermions(new Wilson(0.12)))),
        entry(
            "smeared",
            new Smeared(
                List.of(
                    new Stout(0.1, 1, false),
                    new Covariant(List.of(0.05), List.of(), List.of(0.02, -0.03))),
                new WilsonPlaquette(2))),
        entry(
            "sum",
            new SumOfActions<>(
                List.of(
                    new SumOfActions.Entry<>("plaquette", new WilsonPlaquette(2)),
                    new SumOfActions.Entry<>("rectangle", new RectangleAction(0.5, -0.1))))));
    kind(
        IntegratorSpec.class,
        entry("leapfrog", new Leapfrog(10)),
        entry("omelyan2", new Omelyan2(10)),
        entry("omelyan4", new Omelyan4(5)),
        entry("force-gradient", new ForceGradient(5)),
        entry(
            "nested",
            new Nested(
                List.of(
                    new Nested.Level(List.of("rectangle"), new Omelyan2(5)),
                    new Nested.Level(List.of("plaquette"), new Omelyan4(1))))));
    kind(
        SamplerSpec.class,
        entry("hmc", new HmcSpec(1, new Omelyan2(10), 0, Optional.empty(), false)),
        entry("heat-bath", new HeatBath(4, Order.PALINDROMIC)),
        entry("metropolis", new Metropolis(0.5, 1, 0, Order.PALINDROMIC)),
        entry("single-spin", new SingleSpin(6, 1, 0)),
        entry("wolff", new Wolff(1, Wolff.Variant.SINGLE, 0, 1, 0)),
        entry(
            "slmc",
            new Slmc(
                new HmcSpec(0.2, new Omelyan2(2)), 1, Optional.of(new WilsonPlaquette(2)), false)),
        entry(
            "flow-metropolis",
            new FlowMetropolis(
                64, Optional.of(new Flow<>(List.of(coupling), 1)), false, Optional.empty())),
        entry(
            "field-transformation-hmc",
            new FieldTransformationHmc(
                0.5, new Omelyan2(6), 0, Optional.of(new Flow(List.of(coupling), 1)), false)),
        entry("l2hmc", new L2Hmc(Optional.of(leapfrog), false, Optional.empty())),
        entry(
            "sequence",
            new Sequence(
                List.of(
                    new Metropolis(0.5, 1, 0, Order.PALINDROMIC),
                    new Wolff(1, Wolff.Variant.SINGLE, 0, 1, 0)))));
    LessonPlan lesson = new LessonPlan(Loss.DIFFERENCE, 10, 0, 0, 0, 0, 2);
    kind(
        TrainerSpec.class,
        entry("regression", new Regression(0.95, 1e-6, Loss.DIFFERENCE, 2)),
        entry("sgd", new Sgd(1e-4, 0, lesson)),
        entry("adam", new Adam(0.01, 0.9, 0.999, lesson)),
        entry("levenberg-marquardt", new LevenbergMarquardt(1e-3, lesson)),
        entry(
            "force-matching",
            new ForceMatching(
                1e-3,
                new WilsonPlaquette(2.5),
                new LessonPlan(Loss.MAPPED_FORCE, 10, 16, 0, 0, 0, 2))));
    kind(
        ObservableSpec.class,
        entry("plaquette", new Plaquette()),
        entry("rectangle", new Rectangle()),
        entry("wilson-loop", new WilsonLoop(2, 2, false)),
        entry("polyakov-loop", new PolyakovLoop()),
        entry("link-trace", new LinkTrace()),
        entry("topological-charge", new TopologicalCharge()),
        entry("clover-charge", new CloverCharge(1, 0.02)),
        entry("gradient-flow", new FlowedEnergy(2, 20, 0.02)),
        entry("chiral-condensate", new ChiralCondensate(new Staggered(0.5))),
        entry("plaquette-condensate", new PlaquetteCondensate(new Staggered(0.5), 0, 1e-8)),
        entry(
            "meson-correlators",
            new MesonCorrelators(new Wilson(0.12), MesonCorrelators.Source.WALL, 0, 1e-8)),
        entry("dirac-eigenvalues", new DiracEigenvalues(new Wilson(0.12), 4, false, 1e-8)),
        entry("determinant-sign", new DeterminantSign(new Wilson(0.12))),
        entry("action-density", new ActionDensity<>(new WilsonPlaquette(2))),
        entry("magnetisation", new Magnetisation<>()),
        entry("staggered-magnetisation", new StaggeredMagnetisation<>()),
        entry("structure-factor", new StructureFactor<>()),
        entry("electrons", new ElectronDensity(new DoubleExchange(1, 1, 10, 0))),
        entry(
            "density-of-states",
            new DensityOfStates(new DoubleExchange(1, 1, 10, 0), -5, 5, 41, 0.2)),
        entry("two-point", new TwoPoint<>()),
        entry("phi-squared", new PhiSquared()),
        entry("ising-energy", new IsingEnergy()),
        entry("energy", new SpinEnergy()),
        entry("schwinger-dyson", new SchwingerDyson<>(new WilsonPlaquette(2))));

    defaults(
        new Campaign(
            "example",
            1,
            List.of(8, 8),
            new FieldType.Gauge(Group.U1),
            new WilsonPlaquette(2),
            new Start.Hot(),
            List.of(new Campaign.ChainGroup("hmc", 1, new HmcSpec(1, new Omelyan2(10)))),
            new Phases(0, 0, 100),
            List.of(),
            new Campaign.Checkpointing(60, 2),
            new Campaign.Archive(0, 0, "hdf5"),
            new Campaign.Http("127.0.0.1", 0),
            "auto",
            0,
            Optional.empty(),
            new Campaign.Checks(200, 20)));
    defaults(new Temperatures(List.of(1.0, 2.0, 4.0), 0));
    defaults(lesson);
    defaults(new LoopAction.LoopTerm(LoopKind.PLAQUETTE, 0));
    defaults(
        new Learning(
            loops,
            new Regression(0.95, 1e-6, Loss.DIFFERENCE, 2),
            20,
            1,
            50,
            new Window(64, Window.Keep.LATEST),
            List.of(),
            List.of(),
            0.5,
            Learning.Schedule.EPOCHS,
            0.05,
            256,
            Optional.empty(),
            Optional.empty()));
    defaults(new Choice(List.of(), List.of(), 3));
    defaults(new CouplingRange(new Phi4(-4, 6), new Phi4(-4, 8), 0.5, 1));
    defaults(new Window(64, Window.Keep.LATEST));
    defaults(new Campaign.ChainGroup("hmc", 1, new HmcSpec(1, new Omelyan2(10))));
    defaults(new Published("plaquette", 0.7025, 0, ""));
    defaults(new Campaign.Measurements(1, List.of()));
    defaults(new Campaign.Checkpointing(60, 2));
    defaults(new Campaign.Archive(0, 0, "hdf5"));
    defaults(new Campaign.Http("127.0.0.1", 0));
    defaults(new Campaign.Checks(200, 20));
    defaults(new Phases(0, 0, 100));
    defaults(new SumOfActions.Entry<>("gauge", new WilsonPlaquette(2)));
    defaults(new Nested.Level(List.of("gauge"), new Omelyan2(5)));
  }

  private record Named(String name, Record example) {}

  private static Named entry(String name, Record example) {
    return new Named(name, example);
  }

  private static void kind(Class<?> kind, Named... entries) {
    Map<String, Record> map = new LinkedHashMap<>();
    for (Named named : entries) {
      if (!kind.isInstance(named.example) || map.put(named.name, named.example) != null) {
        throw new IllegalStateException("catalogue entry " + named);
      }
    }
    KINDS.put(kind, Collections.unmodifiableMap(map));
  }

  private static void defaults(Record example) {
    DEFAULTS.put(example.getClass(), example);
  }

  /** The kinds of specification: interfaces such as {@link ActionSpec}. */
  public static List<Class<?>> kinds() {
    return List.copyOf(KINDS.keySet());
  }

  /** Whether {@code type} is a kind, chosen in a campaign file by {@code type = name}. */
  public static boolean isKind(Class<?> type) {
    return KINDS.containsKey(type);
  }

  /** Name to example of one kind, in the order of registration. */
  public static Map<String, Record> entries(Class<?> kind) {
    Map<String, Record> entries = KINDS.get(kind);
    if (entries == null) {
      throw new IllegalArgumentException(kind + " is not in the catalogue");
    }
    return entries;
  }

  /** The name under which the class of {@code spec} is registered. */
  public static String name(Class<?> kind, Record spec) {
    return entries(kind).entrySet().stream()
        .filter(e -> e.getValue().getClass() == spec.getClass())
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(spec + " is not in the catalogue"));
  }

  /** The defaults of a record that has no {@code type}, such as {@link Phases}; empty if none. */
  public static Optional<Record> defaults(Class<?> type) {
    return Optional.ofNullable(DEFAULTS.get(type));
  }
}
