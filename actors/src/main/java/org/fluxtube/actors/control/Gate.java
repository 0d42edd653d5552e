package org.fluxtube.actors.control;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Who may come in. The Host header must name this machine, so that no web page gets in by a name of
 * its own (DNS rebinding); an Origin must be the page that this very server gave; what steers, and
 * on an address that others reach everything with data, needs the token.
 */
final class Gate {
  private final Set<String> names = new HashSet<>();
  private final byte[] bearer;
  private final boolean loopback;

  /**
   * A gate.
   *
   * @param bound the address that is bound
   * @param token never empty
   */
  Gate(String bound, String token) {
    this.bearer = ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
    this.names.addAll(Set.of("localhost", "127.0.0.1", "[::1]"));
    names.add(bracketed(bound).toLowerCase(Locale.ROOT));
    InetAddress address = address(bound);
    this.loopback = address != null && address.isLoopbackAddress();
    if (address != null && address.isAnyLocalAddress()) {
      addOwnNames();
    }
  }

  private static InetAddress address(String bound) {
    try {
      return InetAddress.getByName(bound);
    } catch (UnknownHostException e) {
      return null; // and binding says why
    }
  }

  private static String bracketed(String host) {
    return host.contains(":") ? "[" + host + "]" : host;
  }

  /** Where every address is bound, every address and the name of this machine is a good one. */
  private void addOwnNames() {
    try {
      NetworkInterface.networkInterfaces()
          .flatMap(NetworkInterface::inetAddresses)
          .map(a -> bracketed(a.getHostAddress().replaceFirst("%.*", "")))
          .forEach(names::add);
      InetAddress self = InetAddress.getLocalHost();
      names.add(self.getHostName().toLowerCase(Locale.ROOT));
      names.add(self.getCanonicalHostName().toLowerCase(Locale.ROOT));
    } catch (SocketException | UnknownHostException e) {
      // the addresses that are known by now must do
    }
  }

  /** Whether only programs of this machine reach the server. */
  boolean loopback() {
    return loopback;
  }

  /**
   * Host and Origin.
   *
   * @param open whether a link on another page may lead here
   * @throws Refusal if the request comes by another name or from another page
   */
  void requireOwnPage(HttpHeaders headers, boolean open) {
    String host = headers.get(HttpHeaderNames.HOST);
    if (host == null
        || headers.getAll(HttpHeaderNames.HOST).size() > 1
        || !names.contains(host.replaceFirst(":[0-9]{1,5}$", "").toLowerCase(Locale.ROOT))) {
      throw new Refusal(
          HttpResponseStatus.MISDIRECTED_REQUEST,
          "unknown Host header; use the address that `fluxtube run` printed");
    }
    String origin = headers.get(HttpHeaderNames.ORIGIN);
    boolean foreign =
        origin != null
            && !origin.equalsIgnoreCase("http://" + host)
            && !origin.equalsIgnoreCase("https://" + host);
    String site = headers.get("Sec-Fetch-Site", "none");
    if (foreign
        || headers.getAll(HttpHeaderNames.ORIGIN).size() > 1
        || !(open || site.equals("none") || site.equals("same-origin"))) {
      throw new Refusal(
          HttpResponseStatus.FORBIDDEN,
          "a page of another origin may not ask; open the page of this campaign itself");
    }
  }

  /**
   * The token, compared in a time that does not depend on where it differs.
   *
   * @throws Refusal if it is missing or wrong
   */
  void requireToken(HttpHeaders headers) {
    byte[] given = headers.get(HttpHeaderNames.AUTHORIZATION, "").getBytes(StandardCharsets.UTF_8);
    if (!MessageDigest.isEqual(bearer, given)) {
      throw new Refusal(
          HttpResponseStatus.UNAUTHORIZED,
          "the token of control.json is needed: Authorization: Bearer TOKEN; `fluxtube status RUN`"
              + " prints the address of the page with it");
    }
  }
}
