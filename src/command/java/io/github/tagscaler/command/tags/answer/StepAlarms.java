package io.github.tagscaler.command.tags.answer;

import io.github.tagscaler.command.tags.reverse.StepAlarm;
import io.github.tagscaler.resource.ResourceId;
import java.util.List;
import java.util.Map;

/** Port: the alarms that trigger scaling policies, whoever made them. */
public interface StepAlarms {
  /**
   * Those of the policies of SageMaker's resources, by resource.
   *
   * @param anyArn the ARN of any resource of the account
   */
  Map<ResourceId, List<StepAlarm>> read(String anyArn);
}
