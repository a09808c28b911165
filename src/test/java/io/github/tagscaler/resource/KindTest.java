package io.github.tagscaler.resource;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KindTest {

  @ParameterizedTest
  @CsvSource({
    "REAL_TIME, real-time, sagemaker:variant:DesiredInstanceCount, 1",
    "ASYNC, async, sagemaker:variant:DesiredInstanceCount, 0",
    "SERVERLESS, serverless, sagemaker:variant:DesiredProvisionedConcurrency, 1",
    "COMPONENT, component, sagemaker:inference-component:DesiredCopyCount, 0",
  })
  void has_a_dimension_and_a_lowest_min(Kind kind, String wire, String dimension, int lowestMin) {
    assertThat(kind.wire()).isEqualTo(wire);
    assertThat(kind.dimension().wire()).isEqualTo(dimension);
    assertThat(ScalableDimension.of(dimension)).contains(kind.dimension());
    assertThat(kind.lowestMin()).isEqualTo(lowestMin);
  }

  @Test
  void knows_no_dimension_of_another_service() {
    assertThat(ScalableDimension.of("ecs:service:DesiredCount")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "InService, true, false, false",
    "Deleting, false, true, false",
    "Failed, false, false, true",
    "Updating, false, false, false",
    "UpdateRollbackFailed, false, false, false",
    "SomethingNew, false, false, false",
  })
  void of_status_matters_only_that_it_is_in_service_going_or_failed(
      String wire, boolean inService, boolean deleting, boolean failed) {
    var status = new ResourceStatus(wire);

    assertThat(status.inService()).isEqualTo(inService);
    assertThat(status.deleting()).isEqualTo(deleting);
    assertThat(status.failed()).isEqualTo(failed);
  }
}
