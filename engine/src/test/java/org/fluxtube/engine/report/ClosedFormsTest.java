package org.fluxtube.engine.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.fluxtube.engine.action.ActionSpec;
import org.fluxtube.engine.action.Phi4;
import org.fluxtube.engine.action.SpinModel;
import org.fluxtube.engine.action.WilsonPlaquette;
import org.fluxtube.engine.field.FieldType;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.md.Omelyan2;
import org.fluxtube.engine.observable.IsingEnergy;
import org.fluxtube.engine.observable.ObservableSpec;
import org.fluxtube.engine.observable.PhiSquared;
import org.fluxtube.engine.observable.Plaquette;
import org.fluxtube.engine.observable.SchwingerDyson;
import org.fluxtube.engine.observable.SpinEnergy;
import org.fluxtube.engine.observable.TopologicalCharge;
import org.fluxtube.engine.observable.WilsonLoop;
import org.fluxtube.engine.run.Campaign;
import org.fluxtube.engine.run.Phases;
import org.fluxtube.engine.run.Start;
import org.fluxtube.engine.sampler.HmcSpec;
import org.junit.jupiter.api.Test;

class ClosedFormsTest {

  private static Campaign campaign(
      FieldType field, ActionSpec<?> action, List<Integer> lattice, ObservableSpec<?>... specs) {
    return new Campaign(
        "closed",
        1,
        lattice,
        field,
        action,
        new Start.Hot(),
        List.of(new Campaign.ChainGroup("hmc", 1, new HmcSpec(1, new Omelyan2(5)))),
        new Phases(0, 0, 10),
        List.of(new Campaign.Measurements(1, List.of(specs))),
        new Campaign.Checkpointing(60, 2),
        new Campaign.Archive(0, 0, "hdf5"),
        new Campaign.Http("127.0.0.1", 0),
        "reference",
        1);
  }

  /** A name that no observable has would be compared with nothing, and never fail. */
  private static void everyNameIsMeasured(Campaign campaign, int least) {
    Set<String> names = new HashSet<>();
    for (ObservableSpec<?> spec : campaign.measurements().getFirst().observables()) {
      for (String c : spec.components(campaign.field(), campaign.geometry())) {
        names.add(c.equals("value") ? spec.label() : spec.label() + "." + c);
      }
      spec.derived(campaign.field(), campaign.geometry()).forEach(d -> names.add(d.name()));
    }
    List<ClosedForms.Value> forms = ClosedForms.of(campaign);
    assertThat(forms).hasSizeGreaterThanOrEqualTo(least);
    assertThat(forms).extracting(ClosedForms.Value::quantity).doesNotHaveDuplicates();
    assertThat(names).containsAll(forms.stream().map(ClosedForms.Value::quantity).toList());
  }

  @Test
  void namesAreThoseOfTheObservables() {
    WilsonPlaquette wilson = new WilsonPlaquette(2);
    List<Integer> square = List.of(6, 6);
    everyNameIsMeasured(
        campaign(
            new FieldType.Gauge(Group.U1),
            wilson,
            square,
            new Plaquette(),
            new TopologicalCharge(),
            new WilsonLoop(2, 3, false),
            new WilsonLoop(2, 2, true),
            new SchwingerDyson<>(wilson)),
        6);
    for (Group group : new Group[] {Group.SU2, Group.SU3, Group.su(4)}) {
      everyNameIsMeasured(
          campaign(
              new FieldType.Gauge(group),
              wilson,
              square,
              new Plaquette(),
              new WilsonLoop(1, 2, false)),
          2);
    }
    Phi4 phi4 = new Phi4(0.5, 0.5);
    everyNameIsMeasured(
        campaign(
            new FieldType.Scalar(1),
            phi4,
            List.of(8),
            new PhiSquared(),
            new IsingEnergy(),
            new SchwingerDyson<>(phi4)),
        4);
    everyNameIsMeasured(
        campaign(
            new FieldType.Scalar(3),
            new Phi4(0.5, 0),
            List.of(4, 4, 4),
            new PhiSquared(),
            new IsingEnergy()),
        2);
    everyNameIsMeasured(
        campaign(new FieldType.Spin(3), new SpinModel(1.5), List.of(8), new SpinEnergy()), 1);
  }

  /** W(1,1) is the plaquette, in every group. */
  @Test
  void theSmallestLoopIsThePlaquette() {
    for (Group group : new Group[] {Group.U1, Group.SU2, Group.SU3}) {
      List<ClosedForms.Value> forms =
          ClosedForms.of(
              campaign(
                  new FieldType.Gauge(group),
                  new WilsonPlaquette(3),
                  List.of(6, 4),
                  new Plaquette(),
                  new WilsonLoop(1, 1, false)));
      double plaquette = value(forms, "plaquette");
      assertThat(value(forms, "wilson-loop-1x1")).isCloseTo(plaquette, within(1e-12));
    }
  }

  private static double value(List<ClosedForms.Value> forms, String quantity) {
    return forms.stream().filter(f -> f.quantity().equals(quantity)).findFirst().get().value();
  }

  @Test
  void nothingIsClaimedWhereNothingIsKnown() {
    Campaign fourDimensions =
        campaign(
            new FieldType.Gauge(Group.SU3),
            new WilsonPlaquette(6),
            List.of(4, 4, 4, 4),
            new Plaquette());
    assertThat(ClosedForms.of(fourDimensions)).isEmpty();
    // a loop that winds around the lattice is not that of the plane
    Campaign winding =
        campaign(
            new FieldType.Gauge(Group.SU2),
            new WilsonPlaquette(2),
            List.of(4, 4),
            new WilsonLoop(4, 1, false));
    assertThat(ClosedForms.of(winding))
        .extracting(ClosedForms.Value::quantity)
        .containsExactly("plaquette");
    // the identity of another action
    Campaign other =
        campaign(
            new FieldType.Gauge(Group.SU3),
            new WilsonPlaquette(6),
            List.of(4, 4, 4, 4),
            new SchwingerDyson<>(new WilsonPlaquette(5)));
    assertThat(ClosedForms.of(other)).isEmpty();
  }

  /** Deep wells are out of the transfer matrix's reach: a report says so and goes on. */
  @Test
  void whatCannotBeEvaluatedIsARemark() {
    Campaign deep =
        campaign(new FieldType.Scalar(1), new Phi4(-400, 0.001), List.of(8), new PhiSquared());
    assertThatThrownBy(() -> ClosedForms.of(deep)).isInstanceOf(IllegalArgumentException.class);

    RunReport report =
        Analysis.measured(
            deep,
            "reference",
            List.of("exact (detailed balance)"),
            new SyntheticSamples()
                .measured("phi-squared", 0, SyntheticSamples.ar1(1, 100, 0, 1, 0.1)));
    assertThat(report.observables()).containsKey("phi-squared");
    assertThat(report.checks()).isEmpty();
    assertThat(report.remarks())
        .anySatisfy(r -> assertThat(r).contains("the closed form is out of reach"));
  }
}
