package org.fluxtube.actors.folder;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The folder of one run, {@code runs/<name>/}: campaign.conf (resolved), campaign.db, control.json
 * while it runs, configurations/, checkpoints/, models/, report/.
 *
 * @param path the folder
 */
public record RunFolder(Path path) {
  /**
   * Makes the folder of a new run with its sub-folders and the resolved campaign file.
   *
   * @param runs folder of all runs, created where it is missing
   * @param conf text of the resolved campaign file
   * @throws FolderException if there is such a run already, or the disk refuses
   */
  public static RunFolder create(Path runs, String name, String conf) {
    RunFolder folder = new RunFolder(runs.resolve(name));
    try {
      Files.createDirectories(runs);
      Files.createDirectory(folder.path);
      for (Path sub :
          new Path[] {
            folder.configurations(), folder.checkpoints(), folder.models(), folder.report()
          }) {
        Files.createDirectory(sub);
      }
      // last and at once: a folder with this file is a run
      Path temporary = folder.path.resolve("campaign.conf.tmp");
      Files.writeString(temporary, conf, StandardOpenOption.CREATE_NEW);
      Files.move(temporary, folder.conf(), StandardCopyOption.ATOMIC_MOVE);
      return folder;
    } catch (FileAlreadyExistsException e) {
      throw new FolderException(
          "the run "
              + folder.path
              + " exists already and is left as it is; go on with `fluxtube resume "
              + folder.path
              + "`, or take another name: --name "
              + name
              + "-2",
          e);
    } catch (IOException e) {
      throw new FolderException("cannot make the run folder " + folder.path + ": " + why(e), e);
    }
  }

  /**
   * An existing run by its folder or by its name in {@code runs}.
   *
   * @throws FolderException if there is none
   */
  public static RunFolder find(Path runs, String run) {
    for (Path candidate : new Path[] {Path.of(run), runs.resolve(run)}) {
      if (Files.isRegularFile(candidate.resolve("campaign.conf"))) {
        return new RunFolder(candidate);
      }
    }
    throw new FolderException(
        "no run "
            + run
            + ": "
            + Stream.of(Path.of(run), runs.resolve(run))
                .map(folder -> folder.toAbsolutePath().normalize() + " has no campaign.conf")
                .distinct()
                .collect(Collectors.joining(", "))
            + "; `fluxtube status` lists the runs",
        null);
  }

  /** A reason for a person. */
  public static String why(IOException e) {
    if (e instanceof AccessDeniedException denied) {
      return denied.getFile() + " may not be written; check its owner and permissions";
    }
    if (e instanceof FileSystemException f && f.getReason() != null) {
      return f.getFile() + ": " + f.getReason();
    }
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  /** Name of the run: the last part of the path. */
  public String name() {
    return path.toAbsolutePath().normalize().getFileName().toString();
  }

  /** The resolved campaign file. */
  public Path conf() {
    return path.resolve("campaign.conf");
  }

  /** The campaign database. */
  public Path database() {
    return path.resolve("campaign.db");
  }

  /** Configuration files. */
  public Path configurations() {
    return path.resolve("configurations");
  }

  /** Checkpoints. */
  public Path checkpoints() {
    return path.resolve("checkpoints");
  }

  /** Versions of the effective action. */
  public Path models() {
    return path.resolve("models");
  }

  /** Reports. */
  public Path report() {
    return path.resolve("report");
  }

  /** The token of the control channel, the same for all processes of the run. */
  public Path token() {
    return path.resolve("control.token");
  }

  /** Where and with which token the running campaign is reached. */
  public Path control() {
    return path.resolve("control.json");
  }
}
