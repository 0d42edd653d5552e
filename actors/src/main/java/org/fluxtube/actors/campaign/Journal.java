package org.fluxtube.actors.campaign;

import akka.actor.typed.ActorRef;
import java.util.Optional;
import org.fluxtube.actors.database.Row;
import org.fluxtube.engine.run.Event;

/** Publishes events to the listener and, where they are kept, to the database. */
final class Journal {
  private final Setup setup;
  private final ActorRef<DatabaseActor.Command> database;

  Journal(Setup setup, ActorRef<DatabaseActor.Command> database) {
    this.setup = setup;
    this.database = database;
  }

  void add(Event event) {
    add(event, "");
  }

  void add(Event event, String who) {
    setup.listener().accept(event);
    if (event.kept()) {
      write(new Row.Happening(1e-3 * System.currentTimeMillis(), event, who));
    }
  }

  void write(Row row) {
    database.tell(new DatabaseActor.Write(row, Optional.empty()));
  }

  void write(Row row, ActorRef<? super Stored> replyTo) {
    database.tell(new DatabaseActor.Write(row, Optional.of(replyTo)));
  }
}
