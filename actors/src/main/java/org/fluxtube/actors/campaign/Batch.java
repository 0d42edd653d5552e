package org.fluxtube.actors.campaign;

import akka.actor.typed.ActorRef;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fluxtube.actors.database.Row;

/** Rows that wait for their commit, and who waits for it with them. */
final class Batch {
  private final List<Row> rows = new ArrayList<>();
  private final Map<ActorRef<? super Stored>, Integer> owed = new LinkedHashMap<>();
  private final List<Cut> cuts = new ArrayList<>();

  void add(Row row, Optional<ActorRef<? super Stored>> sender) {
    rows.add(row);
    sender.ifPresent(s -> owed.merge(s, 1, Integer::sum));
  }

  void add(Cut cut) {
    cuts.add(cut);
  }

  List<Row> rows() {
    return Collections.unmodifiableList(rows);
  }

  int size() {
    return rows.size();
  }

  /** Everything is on disk: acknowledges, lets the cuts pass, and is empty again. */
  void committed(ActorRef<ArchiveActor.Command> archive) {
    rows.clear();
    owed.forEach((sender, count) -> sender.tell(new Stored(count)));
    owed.clear();
    cuts.forEach(archive::tell);
    cuts.clear();
  }
}
