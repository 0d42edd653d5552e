package org.fluxtube.engine.run;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * The parts of a campaign that determine a chain's numbers: seed, lattice, field, action, start,
 * sampler, THERMALISE and LEARN. Not the length of MEASURE, what is measured or kept, nor how it is
 * run.
 *
 * @param parts text of each part by name
 */
public record CheckpointTheory(Map<String, String> parts) {
  /** Sorts by name. */
  public CheckpointTheory {
    parts = Collections.unmodifiableMap(new TreeMap<>(parts));
  }

  /** The parts for one chain of a campaign, at its temperature. */
  public static CheckpointTheory of(Campaign campaign, int chain, Campaign.ChainGroup group) {
    CheckpointTheory alone = of(campaign.of(chain), group);
    if (Ladders.of(campaign).of(chain).isEmpty()) {
      return alone;
    }
    Map<String, String> parts = new TreeMap<>(alone.parts());
    parts.put("exchange", campaign.temperatures().orElseThrow().toString());
    return new CheckpointTheory(parts);
  }

  /** The parts for the chains of one group. */
  public static CheckpointTheory of(Campaign campaign, Campaign.ChainGroup group) {
    Map<String, String> parts = new TreeMap<>();
    if (group.sampler().learned()) {
      campaign
          .learning()
          .ifPresent(
              learning -> parts.put("learning", learning.theory() + "; " + campaign.chains()));
    }
    parts.putAll(
        Map.of(
            "seed", Long.toString(campaign.seed()),
            "lattice", campaign.lattice().toString(),
            "field", campaign.field().toString(),
            "action", campaign.action().toString(),
            "start", campaign.start().toString(),
            "sampler", group.sampler().toString(),
            "thermalise", Long.toString(campaign.trajectories().thermalise()),
            "learn", Long.toString(campaign.trajectories().learn())));
    return new CheckpointTheory(parts);
  }

  /** The parts for the trainer of a campaign that learns: those of all chains that feed it. */
  public static CheckpointTheory ofTrainer(Campaign campaign) {
    Map<String, String> parts = new TreeMap<>(of(campaign, campaign.chains().getFirst()).parts());
    parts.put("learning", campaign.learning().orElseThrow().theory() + "; " + campaign.chains());
    campaign.temperatures().ifPresent(t -> parts.put("temperatures", t.toString()));
    parts.remove("sampler");
    return new CheckpointTheory(parts);
  }

  /** SHA-256, in hexadecimal, of the lines {@code name=text} in the order of the names. */
  public String fingerprint() {
    MessageDigest digest = sha256();
    parts.forEach(
        (key, value) -> digest.update((key + "=" + value + "\n").getBytes(StandardCharsets.UTF_8)));
    return HexFormat.of().formatHex(digest.digest());
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
