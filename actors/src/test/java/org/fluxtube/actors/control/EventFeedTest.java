package org.fluxtube.actors.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Listeners get the newest state; one that never reads holds up nobody and holds no memory. */
class EventFeedTest {
  /** A large state, so that a listener's window of the network is full after a few. */
  private static final String FILL = "x".repeat(500_000);

  private final AtomicLong asked = new AtomicLong();
  private ControlServer server;

  @BeforeEach
  void start() {
    RecordedControl control =
        new RecordedControl(
            () -> "{\"count\":" + asked.incrementAndGet() + ",\"fill\":\"" + FILL + "\"}");
    server = ControlServer.start("127.0.0.1", 0, "secret", control);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Socket listen() throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(4096);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
    socket.setSoTimeout(20_000);
    socket
        .getOutputStream()
        .write(
            "GET /api/events HTTP/1.1\r\nHost: localhost\r\n\r\n"
                .getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private static long nextCount(BufferedReader in) throws IOException {
    while (true) {
      String line = in.readLine();
      if (line.startsWith("data: {\"count\":")) {
        return Long.parseLong(line.substring(15, line.indexOf(',')));
      }
    }
  }

  private static BufferedReader reader(Socket socket) throws IOException {
    return new BufferedReader(
        new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
  }

  @Test
  void aSleeperGetsTheNewestStateWhenItWakesAndHeldUpNobody() throws Exception {
    try (Socket sleeper = listen();
        Socket other = listen()) {
      await().atMost(Duration.ofSeconds(20)).until(() -> server.listeners() == 2);
      BufferedReader in = reader(other);
      long first = nextCount(in);
      long before = first;
      for (int i = 0; i < 16; i++) {
        long count = nextCount(in);
        assertThat(count).isGreaterThan(before);
        before = count;
      }
      // the sleeper wakes: a few states that were in the network, then the newest
      BufferedReader late = reader(sleeper);
      List<Long> seen = new ArrayList<>();
      while (seen.isEmpty() || seen.getLast() < before) {
        seen.add(nextCount(late));
      }
      assertThat(seen).isSorted();
      // 4 s of states were not kept for it: 500 kB each, what was buffered is the network's
      assertThat((long) seen.size()).as("%s", seen).isLessThan(before - first - 2);
    }
    await().atMost(Duration.ofSeconds(20)).until(() -> server.listeners() == 0);
  }

  /** Twenty that never read: the heap does not grow with the states that they miss. */
  @Test
  void listenersThatNeverReadCostNoMemory() throws Exception {
    List<Socket> sleepers = new ArrayList<>();
    try {
      for (int i = 0; i < 20; i++) {
        sleepers.add(listen());
      }
      await().atMost(Duration.ofSeconds(20)).until(() -> server.listeners() == 20);
      await().atMost(Duration.ofSeconds(20)).until(() -> asked.get() > 40);
      long early = used();
      long then = asked.get();
      await().atMost(Duration.ofSeconds(30)).until(() -> asked.get() > then + 20);
      // 20 listeners x 20 states x 500 kB would be 200 MB
      assertThat(used() - early).isLessThan(40_000_000);
      assertThat(server.listeners()).isEqualTo(20);
    } finally {
      for (Socket socket : sleepers) {
        socket.close();
      }
    }
    await().atMost(Duration.ofSeconds(20)).until(() -> server.listeners() == 0);
  }

  private static long used() {
    System.gc();
    // buffers outside the heap are counted too
    long direct =
        ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .mapToLong(BufferPoolMXBean::getMemoryUsed)
            .sum();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory() + direct;
  }

  @Test
  void listenersAreLimited() throws Exception {
    List<Socket> all = new ArrayList<>();
    try {
      for (int i = 0; i < 64; i++) {
        all.add(listen());
      }
      await().atMost(Duration.ofSeconds(30)).until(() -> server.listeners() == 64);
      try (Socket one = listen()) {
        assertThat(reader(one).readLine()).contains("503");
      }
    } finally {
      for (Socket socket : all) {
        socket.close();
      }
    }
  }
}
