package org.fluxtube.actors.overhead;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Those who watch a campaign: requests of its status at a fixed rate, and listeners of its events,
 * one of whom never reads. Its main method serves {@link Audience}: a line with a port begins, one
 * without ends, answered by {@code there} and by {@code answers refusals bytes}.
 */
final class Crowd implements AutoCloseable {
  private static final int LISTENERS = 20;
  private static final int CLIENTS = 16;
  static final int PER_SECOND = 200;

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final int port;
  private final List<Socket> listeners = new ArrayList<>();
  private final AtomicLong answered = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final AtomicLong heard = new AtomicLong();
  private final List<Thread> clients = new ArrayList<>();
  private volatile boolean ended;

  Crowd(int port) throws IOException {
    this.port = port;
    for (int i = 0; i < LISTENERS; i++) {
      Socket socket = listener();
      if (i > 0) { // the first never reads
        Thread.ofVirtual().start(() -> read(socket));
      }
    }
    for (int i = 0; i < CLIENTS; i++) {
      clients.add(Thread.ofVirtual().start(this::ask));
    }
  }

  private Socket listener() throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(4096); // so that one that does not read is soon full
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 5000);
    OutputStream out = socket.getOutputStream();
    out.write(
        ("GET /api/events HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII));
    out.flush();
    listeners.add(socket);
    return socket;
  }

  private void read(Socket socket) {
    byte[] buffer = new byte[8192];
    try (InputStream in = socket.getInputStream()) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        heard.addAndGet(n);
      }
    } catch (IOException e) {
      // closed at the end
    }
  }

  private void ask() {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/campaign"))
            .timeout(Duration.ofSeconds(5))
            .build();
    long next = System.nanoTime();
    while (!ended) {
      try {
        boolean good =
            CLIENT.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        (good ? answered : refused).incrementAndGet();
      } catch (IOException e) {
        refused.incrementAndGet();
      } catch (InterruptedException e) {
        return;
      }
      next += CLIENTS * 1_000_000_000L / PER_SECOND;
      LockSupport.parkNanos(next - System.nanoTime());
    }
  }

  /** See the class. */
  public static void main(String[] args) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    for (String port = in.readLine(); port != null; port = in.readLine()) {
      try (Crowd crowd = new Crowd(Integer.parseInt(port))) {
        System.out.println("there");
        if (in.readLine() == null) {
          return;
        }
        System.out.println(
            crowd.answered.get() + " " + crowd.refused.get() + " " + crowd.heard.get());
      }
    }
  }

  @Override
  public void close() throws IOException {
    ended = true;
    clients.forEach(Thread::interrupt);
    for (Socket socket : listeners) {
      socket.close();
    }
  }
}
