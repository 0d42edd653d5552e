package org.fluxtube.actors.command;

import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** One answer for all who ask within a moment, so that many watchers cost no more than a few. */
final class Lately {
  private static final long MOMENT_NANOS = 50_000_000;

  private final Supplier<CompletionStage<String>> question;
  private CompletionStage<String> answer;
  private long asked;

  Lately(Supplier<CompletionStage<String>> question) {
    this.question = question;
  }

  synchronized CompletionStage<String> get() {
    long now = System.nanoTime();
    if (answer == null || now - asked > MOMENT_NANOS) {
      asked = now;
      answer = question.get();
    }
    return answer;
  }

  /** Something has changed: who asks next is told of it. */
  synchronized void forget() {
    answer = null;
  }
}
