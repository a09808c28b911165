package io.github.tagscaler.policy;

import static java.util.Map.entry;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How many vCPUs and GPUs an instance type has. AWS reports a variant's CPU and GPU use as the sum
 * over them (a fully busy type with 4 vCPUs shows 400 %), so that a target in percent must be
 * multiplied by their number. Only types with a documented number are listed: a wrong number would
 * scale wrongly without notice, an unknown type is rejected with a reason.
 */
final class InstanceTypes {

  /**
   * The processors of an instance type.
   *
   * @param gpus the number of devices that report {@code GPUUtilization}
   */
  record Processors(int vcpus, int gpus) {}

  /**
   * Families whose sizes determine the vCPUs: {@code medium} has 1, {@code large} 2, {@code xlarge}
   * 4, {@code Nxlarge} 4 × N. The number of GPUs follows a star.
   */
  private static final List<String> BY_SIZE =
      List.of(
          "m5: large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge",
          "m5d: large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge",
          "m6i: large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge 32xlarge",
          "m6g: medium large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge",
          "m7i: large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge 48xlarge",
          "c5: large xlarge 2xlarge 4xlarge 9xlarge 12xlarge 18xlarge 24xlarge",
          "c5d: large xlarge 2xlarge 4xlarge 9xlarge 12xlarge 18xlarge 24xlarge",
          "c6i: large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge 32xlarge",
          "c7i: large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge 48xlarge",
          "r5: large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge",
          "r6i: large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge 32xlarge",
          "r7i: large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge 48xlarge",
          "g4dn: xlarge*1 2xlarge*1 4xlarge*1 8xlarge*1 12xlarge*4 16xlarge*1",
          "g5: xlarge*1 2xlarge*1 4xlarge*1 8xlarge*1 12xlarge*4 16xlarge*1 24xlarge*4 48xlarge*8",
          "g6: xlarge*1 2xlarge*1 4xlarge*1 8xlarge*1 12xlarge*4 16xlarge*1 24xlarge*4 48xlarge*8",
          "g6e: xlarge*1 2xlarge*1 4xlarge*1 8xlarge*1 12xlarge*4 16xlarge*1 24xlarge*4 48xlarge*8",
          "inf1: xlarge 2xlarge 6xlarge 24xlarge",
          "inf2: xlarge 8xlarge 24xlarge 48xlarge");

  private static final Map<String, Processors> OTHERS =
      Map.ofEntries(
          entry("ml.p3.2xlarge", new Processors(8, 1)),
          entry("ml.p3.8xlarge", new Processors(32, 4)),
          entry("ml.p3.16xlarge", new Processors(64, 8)),
          entry("ml.p3dn.24xlarge", new Processors(96, 8)),
          entry("ml.p4d.24xlarge", new Processors(96, 8)),
          entry("ml.p4de.24xlarge", new Processors(96, 8)),
          entry("ml.p5.48xlarge", new Processors(192, 8)),
          entry("ml.p5e.48xlarge", new Processors(192, 8)),
          entry("ml.p5en.48xlarge", new Processors(192, 8)),
          entry("ml.trn1.2xlarge", new Processors(8, 0)),
          entry("ml.trn1.32xlarge", new Processors(128, 0)));

  private static final Map<String, Processors> TABLE = table();

  private InstanceTypes() {}

  /** The processors of that type; empty if it is not in the table. */
  static Optional<Processors> processors(String instanceType) {
    return Optional.ofNullable(TABLE.get(instanceType));
  }

  /** All types of the table. */
  static List<String> known() {
    return TABLE.keySet().stream().sorted().toList();
  }

  private static Map<String, Processors> table() {
    var table = new HashMap<>(OTHERS);
    for (var row : BY_SIZE) {
      var family = row.substring(0, row.indexOf(':'));
      for (var size : row.substring(row.indexOf(':') + 2).split(" ", -1)) {
        var parts = size.split("\\*", -1);
        int gpus = parts.length == 1 ? 0 : Integer.parseInt(parts[1]);
        table.put("ml." + family + "." + parts[0], new Processors(vcpus(parts[0]), gpus));
      }
    }
    return Map.copyOf(table);
  }

  private static int vcpus(String size) {
    return switch (size) {
      case "medium" -> 1;
      case "large" -> 2;
      case "xlarge" -> 4;
      default -> 4 * Integer.parseInt(size.substring(0, size.indexOf("xlarge")));
    };
  }
}
