package io.github.tagscaler.policy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How many vCPUs and GPUs an instance type has. AWS reports a variant's CPU and GPU use as the sum
 * over them (a fully busy type with 4 vCPUs shows 400 %), so that a target in percent must be
 * multiplied by their number. Only types that can be vouched for are listed: a wrong number would
 * scale wrongly without a word, an unknown type is refused with a reason.
 */
final class InstanceTypes {

  /**
   * What counts in an instance type.
   *
   * @param gpus the number of devices that report {@code GPUUtilization}
   */
  record Processors(int vcpus, int gpus) {}

  private static final Map<String, Processors> TABLE = new HashMap<>();

  /**
   * In these families the size alone gives the vCPUs: {@code xlarge} has 4, {@code Nxlarge} 4 × N.
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

  static {
    for (var row : BY_SIZE) {
      var family = row.substring(0, row.indexOf(':'));
      for (var size : row.substring(row.indexOf(':') + 2).split(" ", -1)) {
        int star = size.indexOf('*');
        var name = star < 0 ? size : size.substring(0, star);
        int gpus = star < 0 ? 0 : Integer.parseInt(size.substring(star + 1));
        TABLE.put("ml." + family + "." + name, new Processors(vcpusBySize(name), gpus));
      }
    }
    TABLE.put("ml.p3.2xlarge", new Processors(8, 1));
    TABLE.put("ml.p3.8xlarge", new Processors(32, 4));
    TABLE.put("ml.p3.16xlarge", new Processors(64, 8));
    TABLE.put("ml.p3dn.24xlarge", new Processors(96, 8));
    TABLE.put("ml.p4d.24xlarge", new Processors(96, 8));
    TABLE.put("ml.p4de.24xlarge", new Processors(96, 8));
    TABLE.put("ml.p5.48xlarge", new Processors(192, 8));
    TABLE.put("ml.p5e.48xlarge", new Processors(192, 8));
    TABLE.put("ml.p5en.48xlarge", new Processors(192, 8));
    TABLE.put("ml.trn1.2xlarge", new Processors(8, 0));
    TABLE.put("ml.trn1.32xlarge", new Processors(128, 0));
  }

  private InstanceTypes() {}

  /** The processors of that type; empty if it is not in the table. */
  static Optional<Processors> processors(String instanceType) {
    return Optional.ofNullable(TABLE.get(instanceType));
  }

  /** All types of the table. */
  static List<String> known() {
    return TABLE.keySet().stream().sorted().toList();
  }

  private static final Pattern TIMES_XLARGE = Pattern.compile("([0-9]+)xlarge");

  private static int vcpusBySize(String size) {
    return switch (size) {
      case "medium" -> 1;
      case "large" -> 2;
      case "xlarge" -> 4;
      default -> {
        var times = TIMES_XLARGE.matcher(size);
        if (!times.matches()) {
          throw new IllegalStateException("no rule for the size " + size);
        }
        yield 4 * Integer.parseInt(times.group(1));
      }
    };
  }
}
