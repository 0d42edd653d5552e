package org.fluxtube.engine.learn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.fluxtube.engine.action.ActionSpec;
import org.fluxtube.engine.action.EffectiveSpec;
import org.fluxtube.engine.field.Field;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.rng.Purpose;
import org.fluxtube.engine.rng.RandomStream;
import org.fluxtube.engine.rng.SiteRandom;

/** The trainer: windows, guard rails and records around a {@link Method}. */
final class ModelTrainer<F extends Field<F>> implements Trainer {
  private static final String METHOD = "method.";

  private final String description;
  private final LessonPlan plan;
  private final TrainerSpec.Surroundings surroundings;
  private final Examiner<F> examiner;
  private final Optional<MapLessons> flows;
  private final Method method;
  private final FieldType type;
  private final Lattice lattice;
  private ReplayWindow window;
  private ReplayWindow judges;
  private Model model;

  /**
   * @param description of the trainer, for messages and the identity of what it saves
   * @param like owned
   */
  ModelTrainer(
      String description,
      ActionSpec<F> target,
      EffectiveSpec<F> spec,
      F like,
      TrainerSpec.Surroundings surroundings,
      LessonPlan plan,
      Method method) {
    this(
        description,
        target,
        spec,
        like,
        surroundings,
        plan,
        method,
        MapLessons.of(plan, target, spec, like));
  }

  /**
   * @param like owned
   * @param flows owned
   */
  ModelTrainer(
      String description,
      ActionSpec<F> target,
      EffectiveSpec<F> spec,
      F like,
      TrainerSpec.Surroundings surroundings,
      LessonPlan plan,
      Method method,
      Optional<MapLessons> flows) {
    this.description = description;
    this.plan = plan;
    this.surroundings = surroundings;
    this.type = like.type();
    this.lattice = like.lattice();
    this.examiner = new Examiner<>(plan.loss(), target, spec, like);
    this.flows = flows;
    this.method = method;
    this.window = ReplayWindow.empty(surroundings.window());
    this.judges = ReplayWindow.empty(new Window(surroundings.window().size(), Window.Keep.LATEST));
    this.model =
        new Model(
            0, examiner.start(), Model.fingerprint(spec, type, lattice), "as in the campaign file");
  }

  @Override
  public Model model() {
    return model;
  }

  @Override
  public void begin(Model first) {
    if (model.version() != 0 || first.version() != 0) {
      throw new IllegalStateException("a trainer begins with version 0, before its first lesson");
    }
    model = first;
  }

  @Override
  public Lesson learn(int lesson, List<Sample> batch) {
    if (lesson != model.version() + 1) {
      throw new IllegalArgumentException(
          "lesson "
              + lesson
              + " after lesson "
              + model.version()
              + "; each follows the one before");
    }
    List<Examined> train = new ArrayList<>();
    List<Examined> judge = new ArrayList<>();
    batch.stream()
        .sorted(Comparator.comparingLong(Sample::trajectory).thenComparingInt(Sample::chain))
        .forEach(sample ->
            (surroundings.heldOut().contains(sample.chain()) ? judge : train)
                .add(new Examined(sample)));
    RandomStream rng = new RandomStream(surroundings.seed(), RandomStream.MAX_CHAIN, lesson);
    ReplayWindow newWindow = window.with(train, rng);
    ReplayWindow newJudges = judges.with(judge, rng);
    if (newWindow.samples().isEmpty() && needsSamples()) {
      throw new IllegalArgumentException(
          "lesson "
              + lesson
              + ": the replay window is empty, no chain that trains has given a sample yet; got "
              + judge.size()
              + " samples of held-out chains");
    }
    Map<String, double[]> before = method.save();
    Lesson result;
    try {
      result = attempt(lesson, train, newWindow, newJudges, rng);
    } catch (RuntimeException e) {
      method.restore(before);
      throw e;
    }
    if (result.rolledBack()) {
      method.restore(before);
      method.calm();
    }
    window = newWindow;
    judges = newJudges;
    model = result.model();
    examiner.keepOnly(model.parameters(), window.samples());
    examiner.keepOnly(model.parameters(), judges.samples());
    return result;
  }

  private boolean needsSamples() {
    return flows.map(MapLessons::needsSamples).orElse(true);
  }

  private Lesson attempt(
      int lesson,
      List<Examined> train,
      ReplayWindow samples,
      ReplayWindow judging,
      RandomStream rng) {
    double[] old = model.parameters();
    if (flows.isPresent()) {
      Course course = flows.get().course(model, method, samples, judging, rng);
      return learnt(lesson, train, samples, course);
    }
    List<Examined> material = method.recursive() ? train : samples.samples();
    Course course = material.isEmpty() ? new Course(old) : course(old, material, judging, rng);
    double[] theta = course.theta;
    course.fresh = examiner.loss(old, train);
    course.before = examiner.loss(old, samples.samples());
    course.judgedBefore = examiner.loss(old, judging.samples());
    course.after = examiner.loss(theta, samples.samples());
    course.judgedAfter = examiner.loss(theta, judging.samples());
    course.trouble = course.trouble(plan.growth(), course.before, course.judgedBefore);
    course.overlap = examiner.overlap(course.trouble.isEmpty() ? theta : old, train);
    return learnt(lesson, train, samples, course);
  }

  private Lesson learnt(int lesson, List<Examined> train, ReplayWindow samples, Course course) {
    boolean back = !course.trouble.isEmpty();
    String reason = back ? course.trouble + "; the next lessons take shorter steps" : course.reason;
    String history =
        back
            ? String.format("lesson %d rolled back, parameters of the version before", lesson)
            : String.format(
                Locale.ROOT,
                "lesson %d: %d samples, loss %.6g to %.6g",
                lesson,
                samples.samples().size(),
                course.before,
                course.after);
    return new Lesson(
        lesson,
        new Model(lesson, back ? model.parameters() : course.theta, model.fingerprint(), history),
        train.size(),
        samples.samples().size(),
        course.fresh,
        course.before,
        course.after,
        course.judgedBefore,
        course.judgedAfter,
        course.overlap,
        course.gradientNorm,
        course.condition,
        back ? 0 : course.steps,
        back,
        reason,
        course.further);
  }

  private Course course(
      double[] old, List<Examined> material, ReplayWindow judging, RandomStream rng) {
    Course course = new Course(old);
    course.reason = "learnt";
    double[] theta = old;
    boolean early = plan.patience() > 0 && !judging.samples().isEmpty();
    double best = early ? examiner.loss(old, judging.samples()) : Double.NaN;
    int worse = 0;
    for (int step = 1; step <= plan.steps(); step++) {
      List<Examined> some = choose(material, rng, step);
      // a trial of the last step is judged by its loss; others are where the next step begins
      boolean last = step == plan.steps();
      Method.Step next =
          method.step(
              theta,
              (t, gradients) -> examiner.examine(t, some, gradients || (!last && some == material)),
              plan);
      theta = next.theta();
      if (step == 1) {
        course.gradientNorm = next.gradientNorm();
      }
      course.condition = next.condition();
      if (!Arrays.stream(theta).allMatch(Double::isFinite)) {
        course.theta = theta;
        course.steps = step;
        return course;
      }
      if (early) {
        double judged = examiner.loss(theta, judging.samples());
        worse = judged < best ? 0 : worse + 1;
        if (worse == 0) {
          best = judged;
        } else if (worse >= plan.patience()) {
          course.reason = "stopped early: the held-out loss was best after step " + course.steps;
          return course;
        }
      }
      if (!early || worse == 0) {
        course.theta = theta;
        course.steps = step;
      }
    }
    return course;
  }

  /** The samples of a step: all, or as many as the plan says, drawn with replacement. */
  private List<Examined> choose(List<Examined> material, RandomStream rng, int step) {
    if (method.recursive() || plan.batch() == 0 || plan.batch() >= material.size()) {
      return material;
    }
    SiteRandom random = rng.key(Purpose.LEARNING, 0, 0).at(step);
    List<Examined> some = new ArrayList<>(plan.batch());
    for (int i = 0; i < plan.batch(); i++) {
      some.add(material.get(random.below(material.size())));
    }
    return some;
  }

  /** What the numbers belong to, as a number: sums of the texts. */
  private double identity() {
    CRC32C sum = new CRC32C();
    String text = Neutral.without(description) + model.fingerprint();
    sum.update(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    return sum.getValue();
  }

  @Override
  public Map<String, double[]> save() {
    Map<String, double[]> out = new TreeMap<>();
    out.put("identity", new double[] {identity()});
    out.put("version", new double[] {model.version()});
    out.put("parameters", model.parameters());
    double[] history = model.history().chars().mapToDouble(c -> c).toArray();
    out.put("history", history);
    method.save().forEach((name, numbers) -> out.put(METHOD + name, numbers));
    window.save("window", out);
    judges.save("judges", out);
    return out;
  }

  @Override
  public void restore(Map<String, double[]> saved) {
    if (SampleArrays.get(saved, "identity")[0] != identity()) {
      throw new IllegalArgumentException(
          "the saved trainer is another one; needed is " + description + " of " + model);
    }
    Map<String, double[]> own = new TreeMap<>();
    saved.forEach((name, numbers) -> {
      if (name.startsWith(METHOD)) {
        own.put(name.substring(METHOD.length()), numbers);
      }
    });
    StringBuilder history = new StringBuilder();
    for (double c : SampleArrays.get(saved, "history")) {
      history.append((char) c);
    }
    window = ReplayWindow.restore(surroundings.window(), "window", saved, type, lattice);
    judges = ReplayWindow.restore(judges.spec(), "judges", saved, type, lattice);
    method.restore(own);
    model =
        new Model(
            (int) SampleArrays.get(saved, "version")[0],
            SampleArrays.get(saved, "parameters"),
            model.fingerprint(),
            history.toString());
  }

  @Override
  public void close() {
    flows.ifPresent(MapLessons::close);
    examiner.close();
  }
}
