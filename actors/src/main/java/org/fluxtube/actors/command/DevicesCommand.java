package org.fluxtube.actors.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.fluxtube.engine.field.Backend;
import org.fluxtube.kernels.opencl.Device;
import org.fluxtube.kernels.opencl.Devices;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code fluxtube devices}: what this machine can compute on. */
@Command(
    name = "devices",
    description = {
      "Shows the backends and the OpenCL devices of this machine, and why something cannot be used"
          + " and what would mend it.",
      "On each usable device a kernel is built and run.",
      "--json prints one object: auto, backends (name, usable, why), devices (platform, name, kind,"
          + " version, driver, memory, computeUnits, doublePrecision, usable, why).",
      "Exit code: 0; a machine without OpenCL is no error."
    })
public final class DevicesCommand extends Subcommand {
  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Override
  int execute() {
    List<Map<String, Object>> devices =
        switch (Devices.search()) {
          case Devices.Search.Found(List<Device> found) ->
              found.stream().map(DevicesCommand::facts).toList();
          case Devices.Search.Missing _ -> List.of();
        };
    List<Map<String, Object>> backends = new ArrayList<>();
    for (Backend backend : Backend.all()) {
      Map<String, Object> facts = new LinkedHashMap<>();
      facts.put("name", backend.name());
      Optional<String> why = backend.unavailable();
      facts.put("usable", why.isEmpty());
      facts.put("why", why.orElse(""));
      backends.add(facts);
    }
    Backend fastest = Backend.choose("auto").backend();
    String auto = fastest.name();
    String from = fastest.smallest() > 1 ? " from " + fastest.smallest() + " sites on" : "";
    if (json) {
      Map<String, Object> all = new LinkedHashMap<>();
      all.put("auto", auto);
      all.put("backends", backends);
      all.put("devices", devices);
      out().println(Json.text(all));
      return OK;
    }
    out().println("backends, the fastest first");
    for (Map<String, Object> backend : backends) {
      boolean chosen = auto.equals(backend.get("name"));
      String usable = chosen ? "usable; backend = auto takes it" + from : "usable";
      line(backend, String.format(Locale.ROOT, "  %-11s", backend.get("name")), usable);
    }
    out().println("OpenCL devices");
    if (devices.isEmpty()) {
      out().println("  none");
    }
    for (Map<String, Object> device : devices) {
      out().print(Text.wrap("  ", device.get("name").toString()));
      out().print(Text.wrap("    ", sentence(device)));
      line(device, "    ", "usable, kernels build and run");
    }
    return OK;
  }

  private void line(Map<String, Object> facts, String first, String usable) {
    boolean good = facts.get("usable").equals(true);
    out().print(Text.wrap(first, good ? usable : "not usable: " + facts.get("why")));
  }

  private static String sentence(Map<String, Object> device) {
    return String.format(
        Locale.ROOT,
        "%s, %s compute units, %.1f GiB, %s; platform %s, %s, driver %s",
        device.get("kind"),
        device.get("computeUnits"),
        (long) device.get("memory") / 0x1p30,
        device.get("doublePrecision").equals(true) ? "double precision" : "no double precision",
        device.get("platform"),
        device.get("version"),
        device.get("driver"));
  }

  private static Map<String, Object> facts(Device device) {
    Optional<String> why = device.unusable().or(() -> Devices.failure(device));
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("platform", device.platform());
    facts.put("name", device.name());
    facts.put("kind", device.kind().name());
    facts.put("version", device.version());
    facts.put("driver", device.driver());
    facts.put("memory", device.memory());
    facts.put("computeUnits", device.computeUnits());
    facts.put("doublePrecision", device.fp64());
    facts.put("usable", why.isEmpty());
    facts.put("why", why.orElse(""));
    return facts;
  }
}
