package org.fluxtube.actors.overhead;

import java.io.IOException;
import java.io.InputStream;
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
 * one of whom never reads.
 */
final class Crowd implements AutoCloseable {
  private static final int LISTENERS = 20;
  private static final int CLIENTS = 8;
  private static final int PER_SECOND = 200;

  private final int port;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
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
            client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
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

  /** What was asked and heard. */
  @Override
  public String toString() {
    return "%d answers, %d refused, %d listeners heard %d bytes"
        .formatted(answered.get(), refused.get(), LISTENERS, heard.get());
  }

  long answers() {
    return answered.get();
  }

  long refusals() {
    return refused.get();
  }

  @Override
  public void close() throws IOException {
    ended = true;
    clients.forEach(Thread::interrupt);
    for (Socket socket : listeners) {
      socket.close();
    }
    client.close();
  }
}
