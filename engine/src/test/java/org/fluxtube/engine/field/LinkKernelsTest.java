package org.fluxtube.engine.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.fluxtube.engine.field.Links.assertSmall;
import static org.fluxtube.engine.field.Links.environment;
import static org.fluxtube.engine.field.Links.hot;
import static org.fluxtube.engine.field.Links.key;
import static org.fluxtube.engine.field.Links.traces;
import static org.fluxtube.engine.field.Links.update;

import java.util.stream.IntStream;
import org.fluxtube.engine.stats.Running;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Identities of link updates: reflections, detailed balance, unitarity, independence of sites.
 * Sigma tests fail above 4.5.
 */
class LinkKernelsTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 6})
  void overrelaxationKeepsTheTraceAndIsUndoneByItsMirrorImage(int n) {
    int volume = 200;
    double[] a = environment(n, volume, 1, 0);
    double[] u = hot(n, volume, 1);
    double[] start = u.clone();
    double[] before = traces(n, u, a);
    var rule = new LocalUpdate.LinkOverrelaxation(new Group(n));
    assertThat(update(rule, n, a, 2, u)).isEqualTo(volume);
    double moved = 0;
    double[] after = traces(n, u, a);
    for (int s = 0; s < volume; s++) {
      assertThat(after[s]).isCloseTo(before[s], within(1e-12));
      moved += Math.abs(u[2 * n * n * s] - start[2 * n * n * s]) / volume;
    }
    assertThat(moved).isGreaterThan(0.1);
    assertThat(unitarityDefect(n, u)).isLessThan(1e-13);
    update(rule.mirrored(), n, a, 3, u);
    assertThat(distance(u, start)).isLessThan(1e-12);
    if (n <= 2) {
      update(rule, n, a, 4, u);
      update(rule, n, a, 4, u);
      assertThat(distance(u, start)).isLessThan(1e-12);
    }
  }

  @Test
  void overrelaxationLeavesLinksWithoutEnvironment() {
    for (int n = 1; n <= 3; n++) {
      double[] u = hot(n, 10, 0);
      double[] start = u.clone();
      var rule = new LocalUpdate.LinkOverrelaxation(new Group(n));
      assertThat(update(rule, n, new double[u.length], 1, u)).isZero();
      assertThat(u).isEqualTo(start);
    }
  }

  /**
   * Detailed balance of the SU(3) heat bath, two-time correlation f(U) g(U') - g(U) f(U'): zero for
   * the subgroups forwards then backwards, and visibly not zero forwards alone.
   */
  @Test
  void subgroupsForwardsThenBackwardsAreReversible() {
    int volume = 60_000;
    double[] a = environment(3, volume, 1, 0);
    double[] u = hot(3, volume, 1);
    LocalUpdate forward = new LocalUpdate.LinkHeatBath(Group.SU3, 3.2);
    for (int sweep = 0; sweep < 20; sweep++) {
      update(forward, 3, a, 2 + sweep, u);
    }
    double[] start = u.clone();
    update(forward, 3, a, 30, u);
    double[] once = u.clone();
    update(forward.mirrored(), 3, a, 31, u);
    Running palindrome = new Running();
    Running sequential = new Running();
    for (int s = 0; s < 18 * volume; s += 18) {
      // entries (0,0) and (2,2): the first and the last subgroup
      palindrome.add(start[s] * u[s + 16] - start[s + 16] * u[s]);
      sequential.add(start[s] * once[s + 16] - start[s + 16] * once[s]);
    }
    assertSmall(palindrome.mean(), palindrome.naiveError(), "palindrome");
    assertThat(Math.abs(sequential.mean()) / sequential.naiveError()).isGreaterThan(10);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5})
  void theOrderOfSitesDoesNotMatter(int n) {
    int volume = 40;
    Group group = new Group(n);
    double[] a = hot(n, volume, 0);
    for (LocalUpdate rule :
        new LocalUpdate[] {
          new LocalUpdate.LinkHeatBath(group, 2),
          new LocalUpdate.LinkOverrelaxation(group),
          new LocalUpdate.LinkMetropolis(group, 2, 0.4, 3)
        }) {
      double[] u = hot(n, volume, 1);
      double[] split = u.clone();
      long together = update(rule, n, a, 2, u);
      SiteSet late = new SiteSet(IntStream.range(volume / 3, volume).toArray());
      SiteSet early = new SiteSet(IntStream.range(0, volume / 3).toArray());
      Shape shape = new Shape.Matrix(n);
      long parts = LocalKernels.update(rule, late, shape, a, key(2), split);
      parts += LocalKernels.update(rule, early, shape, a, key(2), split);
      assertThat(split).isEqualTo(u);
      assertThat(parts).isEqualTo(together);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void linksStayUnitaryWithinASweepsRounding(int n) {
    double[] a = environment(n, 20, 1, 0);
    double[] u = hot(n, 20, 1);
    Group group = new Group(n);
    for (int sweep = 0; sweep < 200; sweep++) {
      update(new LocalUpdate.LinkHeatBath(group, 3), n, a, 2 + 2 * sweep, u);
      update(new LocalUpdate.LinkOverrelaxation(group), n, a, 3 + 2 * sweep, u);
    }
    assertThat(unitarityDefect(n, u)).isLessThan(1e-12);
  }

  @Test
  void aRuleForAnotherGroupIsRefused() {
    double[] u = hot(3, 4, 0);
    assertThatThrownBy(() -> update(new LocalUpdate.LinkHeatBath(Group.SU2, 1), 3, u, 1, u))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("SU(2)");
  }

  private static double distance(double[] u, double[] v) {
    double largest = 0;
    for (int i = 0; i < u.length; i++) {
      largest = Math.max(largest, Math.abs(u[i] - v[i]));
    }
    return largest;
  }

  private static double unitarityDefect(int n, double[] u) {
    double[] one = new double[2 * n * n];
    double largest = 0;
    for (int s = 0; s < u.length; s += one.length) {
      MatrixKernels.multiply(n, 1, u, s, false, u, s, true, 0, one, 0);
      for (int i = 0; i < n; i++) {
        one[2 * i * (n + 1)] -= 1;
      }
      largest = Math.max(largest, distance(one, new double[one.length]));
      double[] det = MatrixKernels.determinant(n, u, s);
      largest = Math.max(largest, n == 1 ? 0 : Math.hypot(det[0] - 1, det[1]));
    }
    return largest;
  }
}
