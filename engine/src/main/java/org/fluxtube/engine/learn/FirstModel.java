package org.fluxtube.engine.learn;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.fluxtube.engine.action.EffectiveSpec;
import org.fluxtube.engine.lattice.Lattice;
import org.fluxtube.engine.run.Campaign;
import org.fluxtube.engine.run.Checkpoint;
import org.fluxtube.engine.run.CheckpointException;
import org.fluxtube.engine.run.CheckpointFile;

/**
 * The model of a file with which learning begins, as version 0: as it is, made deeper where it has
 * fewer layers and is otherwise the same, or taken to the campaign's lattice where that is said.
 */
final class FirstModel {
  private FirstModel() {}

  static Model of(Learning learning, Campaign campaign, String file)
      throws IOException, CheckpointException {
    Checkpoint content = CheckpointFile.read(Path.of(file));
    EffectiveSpec<?> spec = learning.effective();
    String needed = Model.fingerprint(campaign);
    String got = content.header().getOrDefault("model", "");
    if (campaign.temperatures().isEmpty()) {
      for (EffectiveSpec<?> fewer : spec.shallower()) {
        String theirs = Model.fingerprint(fewer, campaign.field(), campaign.geometry());
        if (theirs.equals(got)) {
          Model read = Model.of(content, theirs);
          double[] start = spec.deepened(fewer, read.parameters());
          return new Model(0, start, needed, history(read, file) + ", with more layers");
        }
      }
    }
    Lattice to = campaign.geometry();
    Optional<Lattice> from =
        Model.lattice(got, spec, campaign.field()).filter(lattice -> !lattice.equals(to));
    if (from.isEmpty()) {
      Model read = Model.of(content, needed);
      return new Model(0, read.parameters(), read.fingerprint(), history(read, file));
    }
    if (learning.transfer() == Learning.Transfer.NONE) {
      throw new CheckpointException.OtherTheory(
          "the model is of the lattice "
              + from.get()
              + ", the campaign's of "
              + to
              + "; a flow goes on here with transfer = volume");
    }
    Model read = Model.of(content, got);
    double[] start = spec.transferred(read.parameters(), campaign.field(), from.get(), to);
    String there = ", from the lattice " + from.get() + " to " + to;
    return new Model(0, start, needed, history(read, file) + there);
  }

  private static String history(Model read, String file) {
    return "version " + read.version() + " of " + file + ": " + read.history();
  }
}
