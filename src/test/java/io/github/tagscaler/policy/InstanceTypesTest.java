package io.github.tagscaler.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.policy.InstanceTypes.Processors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InstanceTypesTest {

  @ParameterizedTest
  @CsvSource({
    "ml.m5.large, 2, 0",
    "ml.m5.xlarge, 4, 0",
    "ml.m5.24xlarge, 96, 0",
    "ml.m5d.4xlarge, 16, 0",
    "ml.m6i.32xlarge, 128, 0",
    "ml.m6g.medium, 1, 0",
    "ml.m7i.48xlarge, 192, 0",
    "ml.c5.9xlarge, 36, 0",
    "ml.c5d.18xlarge, 72, 0",
    "ml.c6i.8xlarge, 32, 0",
    "ml.c7i.12xlarge, 48, 0",
    "ml.r5.16xlarge, 64, 0",
    "ml.r6i.2xlarge, 8, 0",
    "ml.r7i.large, 2, 0",
    "ml.g4dn.xlarge, 4, 1",
    "ml.g4dn.12xlarge, 48, 4",
    "ml.g4dn.16xlarge, 64, 1",
    "ml.g5.8xlarge, 32, 1",
    "ml.g5.12xlarge, 48, 4",
    "ml.g5.16xlarge, 64, 1",
    "ml.g5.24xlarge, 96, 4",
    "ml.g5.48xlarge, 192, 8",
    "ml.g6.48xlarge, 192, 8",
    "ml.g6e.16xlarge, 64, 1",
    "ml.inf1.6xlarge, 24, 0",
    "ml.inf2.48xlarge, 192, 0",
    "ml.p3.2xlarge, 8, 1",
    "ml.p3.8xlarge, 32, 4",
    "ml.p3.16xlarge, 64, 8",
    "ml.p3dn.24xlarge, 96, 8",
    "ml.p4d.24xlarge, 96, 8",
    "ml.p4de.24xlarge, 96, 8",
    "ml.p5.48xlarge, 192, 8",
    "ml.p5e.48xlarge, 192, 8",
    "ml.p5en.48xlarge, 192, 8",
    "ml.trn1.2xlarge, 8, 0",
    "ml.trn1.32xlarge, 128, 0",
  })
  void a_type_has_so_many_vcpus_and_gpus(String type, int vcpus, int gpus) {
    assertThat(InstanceTypes.processors(type)).contains(new Processors(vcpus, gpus));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ml.m5", "m5.large", "ml.m5.metal", "ml.p6.48xlarge", "ML.M5.LARGE"})
  void an_unknown_type_has_no_guessed_number(String type) {
    assertThat(InstanceTypes.processors(type)).isEmpty();
  }

  @Test
  void every_type_has_vcpus_and_none_is_burstable() {
    assertThat(InstanceTypes.known())
        .hasSizeGreaterThan(100)
        .isSorted()
        .allMatch(type ->
            type.matches("ml\\.[a-su-z][a-z0-9]+\\.[0-9]*(medium|large|xlarge)|ml\\.trn1\\..*"))
        .allSatisfy(type ->
            assertThat(InstanceTypes.processors(type).orElseThrow().vcpus()).isBetween(1, 192));
  }
}
