package org.fluxtube.actors.control;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.fluxtube.observability.Exposition;

/** A campaign that notes what it is told and says what it is given to say. */
class RecordedControl implements Control {
  final List<String> commands = new CopyOnWriteArrayList<>();
  final List<String> callers = new CopyOnWriteArrayList<>();
  private final Supplier<String> state;

  RecordedControl(Supplier<String> state) {
    this.state = state;
  }

  private static <T> CompletionStage<T> now(T value) {
    return CompletableFuture.completedFuture(value);
  }

  @Override
  public CompletionStage<String> campaign() {
    return now(state.get());
  }

  @Override
  public CompletionStage<String> chains(OptionalInt chain) {
    return now("[\"" + chain + "\"]");
  }

  @Override
  public CompletionStage<String> series(String observable, OptionalInt chain) {
    if (!observable.equals("plaquette")) {
      throw Refusal.unknown("there is plaquette");
    }
    return now("{\"points\":[]}");
  }

  @Override
  public CompletionStage<String> health() {
    return now("{\"status\":\"up\"}");
  }

  @Override
  public CompletionStage<Exposition.Page> metrics(String accept) {
    byte[] body = "# EOF\n".getBytes(StandardCharsets.US_ASCII);
    return now(new Exposition.Page("text/plain; got=" + accept, body));
  }

  @Override
  public CompletionStage<String> command(Verb verb, OptionalInt chain, String who) {
    commands.add(verb + " " + chain);
    callers.add(who);
    return now("{}");
  }

  @Override
  public CompletionStage<String> change(Change change, OptionalInt chain, String who) {
    commands.add(change + " " + chain);
    callers.add(who);
    return now("{}");
  }
}
