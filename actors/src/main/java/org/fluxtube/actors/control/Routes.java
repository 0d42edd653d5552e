package org.fluxtube.actors.control;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import org.fluxtube.actors.control.Control.Verb;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * The table of paths, and what every request passes before its path is served: the limit of the
 * rate, Host and Origin, the method, the token, the parameters, the size of the body.
 */
final class Routes implements AutoCloseable {
  /** Who needs the token. */
  private enum Door {
    /** Nobody: no data of the campaign. */
    OPEN,
    /** Whoever comes to an address that is not loopback. */
    READ,
    /** Everybody. */
    STEER
  }

  private interface Work {
    Publisher<Void> answer(Request asked, HttpServerResponse response, String body);
  }

  private record Route(String method, Door door, String[] parameters, Work work) {}

  private final Gate gate;
  private final EventFeed feed;
  private final LivePage page = LivePage.load();
  private final Map<String, Route> table = new TreeMap<>();
  private final RateLimit all = new RateLimit(2000, 4000);
  private final RateLimit commands = new RateLimit(100, 200);
  private final RateLimit strangers = new RateLimit(20, 100);

  Routes(Control control, Gate gate, int listeners) {
    this.gate = gate;
    this.feed = new EventFeed(control, listeners);
    get("/", Door.OPEN, (a, out, body) -> Replies.page(out, page));
    get("/health", Door.OPEN, (a, out, body) -> Replies.json(out, control.health()));
    get(
        "/metrics",
        Door.READ,
        (a, out, body) ->
            Replies.metrics(out, control.metrics(a.headers().get(HttpHeaderNames.ACCEPT, ""))));
    get("/api/campaign", Door.READ, (a, out, body) -> Replies.json(out, control.campaign()));
    get("/api/events", Door.READ, (a, out, body) -> feed.to(out));
    get(
        "/api/chains",
        Door.READ,
        (a, out, body) -> Replies.json(out, control.chains(a.chain())),
        "chain");
    get(
        "/api/series",
        Door.READ,
        (a, out, body) -> Replies.json(out, control.series(a.required("observable"), a.chain())),
        "observable",
        "chain");
    for (Verb verb : Verb.values()) {
      post(
          "/api/" + verb.text(),
          (a, body) -> {
            a.requireNone(body);
            return control.command(verb, a.chain(), a.who());
          });
    }
    post("/api/change", (a, body) -> control.change(Change.parse(body), a.chain(), a.who()));
  }

  private void get(String path, Door door, Work work, String... parameters) {
    table.put(path, new Route("GET", door, parameters, work));
  }

  private interface Steering {
    CompletionStage<String> carryOut(Request asked, String body);
  }

  private void post(String path, Steering steering) {
    Work work = (asked, out, body) -> Replies.json(out, steering.carryOut(asked, body));
    table.put(path, new Route("POST", Door.STEER, new String[] {"chain"}, work));
  }

  /** Serves one request. */
  Publisher<Void> serve(HttpServerRequest request, HttpServerResponse response) {
    Replies.secure(response);
    try {
      all.take();
      gate.requireOwnPage(request.requestHeaders(), true); // before anything is told
      Request asked = Request.of(request);
      Route route = route(asked);
      gate.requireOwnPage(asked.headers(), route.door() == Door.OPEN);
      letIn(route, asked);
      asked.allow(route.parameters());
      if (route.door() != Door.STEER) {
        return route.work().answer(asked, response, "");
      }
      commands.take();
      return asked
          .body(request)
          .flatMap(body -> Mono.from(route.work().answer(asked, response, body)))
          .onErrorResume(e -> Mono.from(Replies.refuse(response, e)));
    } catch (RuntimeException e) {
      return Replies.refuse(response, e);
    }
  }

  private void letIn(Route route, Request asked) {
    if (route.door() == Door.STEER || route.door() == Door.READ && !gate.loopback()) {
      try {
        gate.requireToken(asked.headers());
      } catch (Refusal e) {
        strangers.take(); // guessing becomes slower still
        throw e;
      }
    }
  }

  private Route route(Request asked) {
    Route route = table.get(asked.path());
    if (route == null) {
      throw new Refusal(
          HttpResponseStatus.NOT_FOUND, "no such path; there are " + String.join(" ", described()));
    }
    if (!route.method().equals(asked.method())) {
      throw new Refusal(
          HttpResponseStatus.METHOD_NOT_ALLOWED,
          "allowed is " + route.method() + " " + asked.path());
    }
    return route;
  }

  private Set<String> described() {
    return new TreeSet<>(table.keySet());
  }

  int listeners() {
    return feed.listeners();
  }

  @Override
  public void close() {
    feed.close();
  }
}
