package org.fluxtube.actors.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.fluxtube.actors.browser.Chromium;
import org.fluxtube.actors.control.ControlFile;
import org.fluxtube.actors.database.CampaignDatabase;
import org.fluxtube.actors.database.CampaignReader.EventRow;
import org.fluxtube.actors.testing.NeedsCommand;
import org.fluxtube.engine.run.Phase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The live page of a real campaign, in a process of its own, in a real browser. */
@NeedsCommand({"chromium", "chromedriver"})
class LivePageTest {
  @TempDir private Path folder;
  private Path runs;
  private int port;
  private Process campaign;
  private Chromium browser;

  @BeforeEach
  void start() throws Exception {
    runs = folder.resolve("runs");
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    campaign =
        Cli.start(
            folder.resolve("log"),
            List.of(
                "run",
                Cli.campaign("quickstart").toString(),
                "--runs",
                runs.toString(),
                "--name",
                "watched",
                "--set",
                "lattice=[8,8]",
                "--set",
                "http.port=" + port,
                "--set",
                "trajectories.thermalise=20",
                "--set",
                "trajectories.measure=100000000",
                "--backend",
                "reference"));
    browser = new Chromium(Files.createDirectory(folder.resolve("browser")));
    awaitDoor();
  }

  @AfterEach
  void stop() throws Exception {
    if (browser != null) {
      browser.close();
    }
    campaign.destroyForcibly();
    campaign.waitFor(20, TimeUnit.SECONDS);
  }

  private ControlFile control() throws IOException {
    return ControlFile.read(runs.resolve("watched/control.json"));
  }

  private void awaitDoor() {
    await()
        .atMost(Duration.ofSeconds(90))
        .until(() ->
            campaign.isAlive()
                && Files.exists(runs.resolve("watched/control.json"))
                && control().pid() == campaign.pid());
  }

  private void awaitText(String selector, String wanted) {
    await()
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptions()
        .untilAsserted(() -> assertThat(browser.text(selector)).contains(wanted));
  }

  private long trajectories(int chain) throws Exception {
    return browser.evaluate("shown.chains[" + chain + "].trajectories").asLong();
  }

  private List<EventRow> events(String kind) throws IOException {
    try (CampaignDatabase database =
        CampaignDatabase.openReadOnly(runs.resolve("watched/campaign.db"))) {
      return database.reader().events().stream().filter(e -> e.kind().equals(kind)).toList();
    }
  }

  /** What the page makes of the state of a campaign that trains a flow; this one trains none. */
  private void showsAFlow() throws Exception {
    assertThat(browser.evaluate("document.getElementById('flow').hidden").asBoolean()).isTrue();
    JsonNode rows =
        browser.evaluate(
            "(() => { const before = shown; show({...shown, models: [{name: 'model', version: 3,"
                + " lesson: 3, loss: 1.2, heldOut: null, losses: [2, 1.2], flow: {ess: 0.25,"
                + " acceptance: 0.4, reverseKl: 1.2, lnZ: 9.3, lnZError: 0.05, forwardEss: null,"
                + " forwardKl: null, forwardLnZ: null, forwardLnZError: null}}]});"
                + " const seen = [...document.querySelectorAll('#flows tr:not([hidden])')].map(r =>"
                + " [...r.children].map(c => c.textContent)); show(before); return seen; })()");
    assertThat(rows.toString())
        .isEqualTo("[[\"its own draws\",\"0.250\",\"0.400\",\"1.200\",\"9.300(50)\"]]");
    assertThat(browser.evaluate("document.getElementById('flow').hidden").asBoolean()).isTrue();
  }

  @Test
  void showsUpdatesPausesAndComesBack() throws Exception {
    browser.look(1280, 900, false);
    browser.open(control().page());
    awaitText("#link", "live");
    awaitText("#name", "watched");
    awaitText("#observables", "plaquette");
    assertThat(browser.evaluate("document.querySelectorAll('#chains tr').length").asInt())
        .isEqualTo(2);
    assertThat(browser.evaluate("location.href").asText()).doesNotContain("#");

    // the numbers move: a new state at least every second, looked at in the page's own time
    JsonNode steps =
        browser.evaluate(
            "(async () => { const seen = []; let last = '', at = performance.now();"
                + " while (seen.length < 6) { const now = document.querySelector('#chains"
                + " progress').parentNode.textContent; if (now !== last) {"
                + " seen.push(performance.now() - at); at = performance.now(); last = now; }"
                + " await new Promise(r => setTimeout(r, 10)); } return seen.slice(1).sort((a, b)"
                + " => a - b); })()");
    assertThat(steps.get(2).asDouble()).as("median of %s ms", steps).isLessThan(1000);

    // one chain pauses by its button, the other goes on
    browser.click("#chain-0 button");
    awaitText("#chain-0 .state", "paused (by somebody at the page from 127.0.0.1)");
    awaitText("#chain-0 button", "Continue");
    long paused = trajectories(0);
    long other = trajectories(1);
    await().atMost(Duration.ofSeconds(20)).until(() -> trajectories(1) > other);
    assertThat(trajectories(0)).isEqualTo(paused);
    browser.click("#chain-0 button");
    awaitText("#chain-0 .state", "running");
    await().atMost(Duration.ofSeconds(20)).until(() -> trajectories(0) > paused);
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() ->
            assertThat(events("Commanded"))
                .extracting(e -> e.chain() + " " + e.detail() + " | " + e.who())
                .containsExactly(
                    "0 pause, for 1 chain | somebody at the page from 127.0.0.1",
                    "0 continue, for 1 chain | somebody at the page from 127.0.0.1"));
    awaitText("#events", "paused");
    changesTheInterval();
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() ->
            browser
                .evaluate("document.querySelector('svg.history polyline') !== null")
                .asBoolean());
    assertThat(browser.complaints()).isEmpty();

    showsAFlow();

    for (boolean dark : new boolean[] {false, true}) {
      browser.look(1280, 1000, dark);
      browser.screenshot("live-wide-" + (dark ? "dark" : "light"));
      browser.look(390, 1600, dark);
      assertThat(browser.evaluate("document.documentElement.scrollWidth").asInt())
          .as("nothing sticks out of a phone's window")
          .isLessThanOrEqualTo(390);
      browser.screenshot("live-phone-" + (dark ? "dark" : "light"));
    }
    browser.look(1280, 900, false);

    // the engine goes away and comes back
    assertThat(Cli.run("stop", "watched", "--runs", runs.toString()).code()).isZero();
    assertThat(campaign.waitFor(60, TimeUnit.SECONDS)).isTrue();
    awaitText("#link", "lost");
    assertThat(browser.evaluate("document.querySelector('#chain-0 button').disabled").asBoolean())
        .isTrue();
    browser.screenshot("live-lost");
    campaign =
        Cli.start(folder.resolve("log"), List.of("resume", "watched", "--runs", runs.toString()));
    awaitDoor();
    awaitText("#link", "live");
    awaitText("#chain-1 .state", "running");
    long resumed = trajectories(0);
    await().atMost(Duration.ofSeconds(30)).until(() -> measuredAfter(resumed).length > 2);
    assertThat(Arrays.stream(measuredAfter(resumed)))
        .as("the interval is kept")
        .allMatch(t -> t % 4 == 0);
    // the page may still steer: the run keeps its token
    browser.click("#chain-1 button");
    awaitText("#chain-1 .state", "paused");
    // while nobody listens the browser itself notes that nobody answers
    assertThat(browser.complaints()).allMatch(line -> line.startsWith("network: "));
    browser.complaints();
    browser.click("#stop");
    browser.click("#sure-no");
    assertThat(campaign.isAlive()).isTrue();
    browser.click("#stop");
    browser.click("#sure-yes");
    assertThat(campaign.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(campaign.exitValue()).isEqualTo(Session.STOPPED);
  }

  /** By the page and by the command; what would spoil the errors is refused with the reason. */
  private void changesTheInterval() throws Exception {
    browser.evaluate("document.querySelector('details').open = true");
    assertThat(browser.evaluate("document.querySelector('#of').disabled").asBoolean())
        .as("the interval is that of all chains")
        .isTrue();
    browser.type("#to", "2.5");
    browser.click("#change");
    awaitText("#note", "A whole number above 0 is needed");
    assertThat(browser.evaluate("document.activeElement.id").asText()).isEqualTo("to");
    assertThat(browser.evaluate("document.activeElement.ariaInvalid").asText()).isEqualTo("true");
    assertThat(browser.text("#hint")).contains("For example 5");
    browser.evaluate("document.querySelector('#to').value = ''");
    browser.type("#to", "2");
    browser.click("#change");
    awaitText("#note", "Done: measure at every 2. of its times.");
    String[] where = {"--runs", runs.toString()};
    Cli.Result refused = Cli.run("change", "watched", "thin=3", where[0], where[1]);
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains("allowed are divisors and multiples of 2");
    Cli.Result late = Cli.run("change", "watched", "step-size=0.1", where[0], where[1]);
    assertThat(late.code()).isEqualTo(2);
    assertThat(late.err()).contains("is frozen since THERMALISE ended");
    Cli.Result done = Cli.run("change", "watched", "thin=4", where[0], where[1]);
    assertThat(done.code()).as(done.err()).isZero();
    assertThat(done.out()).contains("changed: thin=4");
    await() // events are written a moment later
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() ->
            assertThat(events("Commanded"))
                .anySatisfy(e -> {
                  assertThat(e.detail()).isEqualTo("measure at every 4. of its times: done");
                  assertThat(e.who()).contains("fluxtube change");
                }));
  }

  private long[] measuredAfter(long trajectory) throws IOException {
    try (CampaignDatabase database =
        CampaignDatabase.openReadOnly(runs.resolve("watched/campaign.db"))) {
      return Arrays.stream(
              database.reader().series("plaquette", 0, Phase.MEASURE).getFirst().trajectories())
          .filter(t -> t > trajectory)
          .toArray();
    }
  }

  /** A button that is drawn anew or still disabled takes no click. */
  private void awaitEnabled(String selector) {
    await()
        .atMost(60, TimeUnit.SECONDS)
        .untilAsserted(() ->
            assertThat(
                    browser
                        .evaluate("document.querySelector('" + selector + "').disabled")
                        .asBoolean())
                .isFalse());
  }

  /**
   * Without the key the page looks and does not touch; a wrong one is said, the right one works.
   */
  @Test
  void steersOnlyWithTheKey() throws Exception {
    browser.open("http://127.0.0.1:" + port + "/");
    awaitText("#link", "live");
    awaitText("#keys", "Only looking");
    assertThat(browser.evaluate("document.querySelector('#chain-0 button').disabled").asBoolean())
        .isTrue();
    browser.type("#key", "00000000000000000000000000000000");
    browser.click("#use");
    awaitEnabled("#chain-0 button");
    browser.click("#chain-0 button");
    awaitText("#note", "Not done");
    awaitText("#keys", "not that of this campaign");
    browser.type("#key", control().token());
    browser.click("#use");
    awaitEnabled("#chain-0 button");
    browser.click("#chain-0 button");
    awaitText("#chain-0 .state", "paused");
    List<String> complaints = new ArrayList<>(browser.complaints());
    complaints.removeIf(line -> line.startsWith("network: ") && line.contains("401"));
    assertThat(complaints).isEmpty();
  }

  /** What a screen reader and a keyboard need. */
  @Test
  void hasNamesRolesAndLiveRegions() throws Exception {
    browser.open(control().page());
    awaitText("#observables", "plaquette");
    String nameless =
        "[...document.querySelectorAll('button, input, select, progress, svg[role=img], dialog,"
            + " section')].filter(e => !(e.getAttribute('aria-label') ||"
            + " e.getAttribute('aria-labelledby') || e.closest('label') ||"
            + " e.textContent.trim())).map(e => e.outerHTML)";
    assertThat(browser.evaluate(nameless)).isEmpty();
    assertThat(browser.evaluate("document.querySelectorAll('[role=status]').length").asInt())
        .isEqualTo(2);
    assertThat(browser.evaluate("document.documentElement.lang").asText()).isEqualTo("en");
    // text against its background: WCAG AA asks for 4.5
    for (boolean dark : new boolean[] {false, true}) {
      browser.look(1280, 900, dark);
      JsonNode contrasts = browser.evaluate(CONTRASTS);
      assertThat(contrasts).isNotEmpty();
      for (JsonNode c : contrasts) {
        assertThat(c.get(1).asDouble())
            .as("%s, dark %s", c.get(0), dark)
            .isGreaterThanOrEqualTo(4.5);
      }
    }
  }

  private static final String CONTRASTS =
      "(() => { const lum = c => { const p = c.match(/[0-9.]+/g).slice(0, 3).map(v => v / 255)"
          + ".map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4); return 0.2126 *"
          + " p[0] + 0.7152 * p[1] + 0.0722 * p[2]; }; const back = e => { for (; e; e ="
          + " e.parentElement) { const b = getComputedStyle(e).backgroundColor; if (!/, 0\\)$/"
          + ".test(b)) return b; } return 'rgb(255,255,255)'; }; return"
          + " [...document.querySelectorAll('h1, h2, th, td, button:enabled, #facts, #link, time,"
          + " li span, .small')].filter(e => e.offsetParent).map(e => { const a ="
          + " lum(getComputedStyle(e).color), b = lum(back(e)); return [e.tagName + ' ' +"
          + " e.className + ' ' + e.id, (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)]; });"
          + " })()";
}
