package org.fluxtube.actors.control;

import io.netty.channel.Channel;
import io.netty.channel.ChannelId;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The open connections, the one that was quiet longest first. Over the limit that one is closed, so
 * that idle connections cannot lock anybody out; one with a request under way is the last to go.
 */
final class Connections {
  private final int limit;
  private final Map<ChannelId, Channel> quiet = new LinkedHashMap<>();
  private final Map<ChannelId, Channel> busy = new LinkedHashMap<>();

  Connections(int limit) {
    this.limit = limit;
  }

  /** A new connection; it leaves by itself when it is closed. */
  void add(Channel channel) {
    Channel victim = null;
    synchronized (this) {
      quiet.put(channel.id(), channel);
      if (quiet.size() + busy.size() > limit) {
        victim = first(quiet.size() > 1 ? quiet : busy.isEmpty() ? quiet : busy);
      }
    }
    channel.closeFuture().addListener(closed -> remove(channel));
    if (victim != null) {
      victim.close();
    }
  }

  private static Channel first(Map<ChannelId, Channel> from) {
    Iterator<Channel> all = from.values().iterator();
    Channel first = all.next();
    all.remove();
    return first;
  }

  /** A request begins. */
  synchronized void begins(Channel channel) {
    if (quiet.remove(channel.id()) != null) {
      busy.put(channel.id(), channel);
    }
  }

  /** A request has ended. */
  synchronized void ends(Channel channel) {
    if (busy.remove(channel.id()) != null) {
      quiet.put(channel.id(), channel);
      notifyAll();
    }
  }

  private synchronized void remove(Channel channel) {
    quiet.remove(channel.id());
    busy.remove(channel.id());
    notifyAll();
  }

  /** Waits until no request is under way, or as long as it may take. */
  synchronized void awaitQuiet(Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    try {
      while (!busy.isEmpty()) {
        long left = end - System.nanoTime();
        if (left <= 0) {
          return;
        }
        TimeUnit.NANOSECONDS.timedWait(this, left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  synchronized int count() {
    return quiet.size() + busy.size();
  }
}
