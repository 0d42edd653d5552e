package org.fluxtube.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import java.nio.file.Path;
import java.util.List;
import org.fluxtube.engine.run.Campaign;

/** The steps from a file to a campaign: parse, override, resolve, read, check. */
final class Loading {
  private Loading() {}

  static Campaign file(Path file, List<String> overrides, boolean startFileMustExist)
      throws CampaignFileException {
    Origins origins = new Origins();
    ConfigObject root = new Sources(origins).file(file);
    Path folder = file.toAbsolutePath().getParent();
    return campaign(origins, root, overrides, folder, startFileMustExist);
  }

  static Campaign text(String name, String text) throws CampaignFileException {
    Origins origins = new Origins();
    ConfigObject root = new Sources(origins).text(name, text);
    return campaign(origins, root, List.of(), Path.of("").toAbsolutePath(), false);
  }

  private static Campaign campaign(
      Origins origins,
      ConfigObject parsed,
      List<String> overrides,
      Path folder,
      boolean startFileMustExist)
      throws CampaignFileException {
    origins.throwProblems();
    Overrides changes = new Overrides(origins, overrides);
    origins.throwProblems();
    try {
      // the environment is asked for ${NAME} that the file does not define, as HOCON has it
      Config resolved = changes.mergeInto(parsed).toConfig().resolve();
      ConfigObject root = changes.replaceEntries(resolved.root());
      origins.throwProblems();
      Reading reading = new Reading(origins, folder);
      Campaign campaign = reading.campaign(root);
      new Checks(origins, reading.bound(), startFileMustExist).run(campaign);
      origins.throwProblems();
      return campaign;
    } catch (ConfigException e) {
      origins.report(e.origin(), e.getMessage());
    } catch (StackOverflowError e) {
      // substitutions can nest deeper than any text
      origins.report((ConfigOrigin) null, "values are nested too deeply");
    }
    origins.throwProblems();
    throw new IllegalStateException("a problem was reported and not thrown");
  }
}
