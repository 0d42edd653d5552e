package org.fluxtube.actors.command;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.fluxtube.actors.campaign.CampaignStatus;
import org.fluxtube.actors.campaign.ChainStatus;
import org.fluxtube.actors.campaign.RunningCampaign;

/** One line that is redrawn on a terminal; plain lines every few seconds elsewhere. */
final class Progress {
  private static final long REDRAW_MILLIS = 200;
  private static final long PLAIN_MILLIS = 5_000;

  // a line longer than the terminal is cut there instead of scrolling (DECAWM)
  private static final String NO_WRAP = "\u001b[?7l";
  private static final String WRAP = "\u001b[?7h";
  private static final String CLEAR = "\u001b[K";

  private final PrintWriter err;
  private final boolean quiet;
  private final boolean terminal;
  private boolean drawn;

  Progress(PrintWriter err, boolean quiet) {
    this.err = err;
    this.quiet = quiet;
    Console console = System.console();
    this.terminal =
        console != null && console.isTerminal() && !"dumb".equals(System.getenv("TERM"));
  }

  /** Whether a person reads it at once, and nobody later. */
  boolean terminal() {
    return terminal;
  }

  /** A message of its own, above the progress line. */
  synchronized void line(String message) {
    erase();
    err.println(message);
    err.flush();
  }

  /** A message that --quiet leaves out. */
  void note(String message) {
    if (!quiet) {
      line(message);
    }
  }

  /** Shows how it goes until the end; the last status. */
  CampaignStatus follow(RunningCampaign running) {
    long interval = terminal ? REDRAW_MILLIS : PLAIN_MILLIS;
    while (true) {
      try {
        CampaignStatus last = running.ended().get(interval, TimeUnit.MILLISECONDS);
        erase();
        return last;
      } catch (TimeoutException e) {
        if (!quiet) {
          running.status().thenAccept(this::show);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted", e);
      } catch (ExecutionException e) {
        throw new IllegalStateException("the actors ended without a status", e);
      }
    }
  }

  private synchronized void show(CampaignStatus status) {
    String text = text(status);
    if (terminal) {
      err.print("\r" + NO_WRAP + text + CLEAR + WRAP);
      drawn = true;
    } else {
      err.println(text);
    }
    err.flush();
  }

  private synchronized void erase() {
    if (drawn) {
      err.print("\r" + CLEAR);
      err.flush();
      drawn = false;
    }
  }

  static String text(CampaignStatus status) {
    long done = status.chains().stream().mapToLong(ChainStatus::trajectory).sum();
    long total = status.chains().stream().mapToLong(ChainStatus::total).sum();
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%s %s %d/%d  acc %.3f",
            status.name(),
            phases(status),
            done,
            total,
            status.acceptance()));
    status.means().stream()
        .findFirst()
        .ifPresent(o -> text.append(String.format(Locale.ROOT, "  %s %.5f", o.name(), o.mean())));
    status
        .learning()
        .filter(l -> l.lessons() > 0)
        .ifPresent(l ->
            text.append(
                String.format(
                    Locale.ROOT, "  model %d/%d loss %.3g", l.lessons(), l.total(), l.loss())));
    if (!status.paused()) {
      double rate = status.perSecond();
      text.append(String.format(Locale.ROOT, rate < 100 ? "  %.3g/s" : "  %.0f/s", rate));
    }
    double left = status.secondsLeft();
    if (Double.isFinite(left)) {
      text.append("  ").append(duration(left)).append(" left");
    }
    return text.toString();
  }

  private static String phases(CampaignStatus status) {
    return String.join(
        "+",
        status.chains().stream()
            .map(c -> c.state().equals("running") ? c.phase().name() : c.state())
            .distinct()
            .toList());
  }

  static String duration(double seconds) {
    long s = Math.round(seconds);
    if (s < 120) {
      return s + " s";
    }
    if (s < 7200) {
      return s / 60 + " min";
    }
    return s < 172_800 ? s / 3600 + " h " + s % 3600 / 60 + " min" : s / 86_400 + " d";
  }
}
