package bench;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.applicationautoscaling.model.MetricType;
import software.amazon.awssdk.services.applicationautoscaling.model.PolicyType;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableDimension;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.Tag;

/** What one writes first: the SDK and the event types as they come, and six calls one after another. */
public final class NaiveHandler implements RequestHandler<ScheduledEvent, String> {
  private final SageMakerClient sageMaker = SageMakerClient.create();
  private final ApplicationAutoScalingClient autoScaling = ApplicationAutoScalingClient.create();

  @Override
  public String handleRequest(ScheduledEvent event, Context context) {
    var name = (String) event.getDetail().get("EndpointName");
    var endpoint = sageMaker.describeEndpoint(request -> request.endpointName(name));
    Map<String, String> tags =
        sageMaker.listTags(request -> request.resourceArn(endpoint.endpointArn())).tags().stream()
            .collect(Collectors.toMap(Tag::key, Tag::value));
    var config =
        sageMaker.describeEndpointConfig(
            request -> request.endpointConfigName(endpoint.endpointConfigName()));
    var resource =
        "endpoint/%s/variant/%s"
            .formatted(name, config.productionVariants().getFirst().variantName());
    autoScaling.describeScalableTargets(
        request -> request.serviceNamespace(ServiceNamespace.SAGEMAKER).resourceIds(resource));
    autoScaling.registerScalableTarget(
        request ->
            request
                .serviceNamespace(ServiceNamespace.SAGEMAKER)
                .scalableDimension(ScalableDimension.SAGEMAKER_VARIANT_DESIRED_INSTANCE_COUNT)
                .resourceId(resource)
                .minCapacity(1)
                .maxCapacity(Integer.parseInt(tags.get("autoscaling:max"))));
    autoScaling.putScalingPolicy(
        request ->
            request
                .serviceNamespace(ServiceNamespace.SAGEMAKER)
                .scalableDimension(ScalableDimension.SAGEMAKER_VARIANT_DESIRED_INSTANCE_COUNT)
                .resourceId(resource)
                .policyName("naive")
                .policyType(PolicyType.TARGET_TRACKING_SCALING)
                .targetTrackingScalingPolicyConfiguration(
                    policy ->
                        policy
                            .targetValue(5.0)
                            .predefinedMetricSpecification(
                                metric ->
                                    metric.predefinedMetricType(
                                        MetricType
                                            .SAGE_MAKER_VARIANT_INVOCATIONS_PER_INSTANCE))));
    return "registered " + resource;
  }
}
