package io.github.tagscaler.command.report;

import io.github.tagscaler.command.access.ReadFailure;
import io.github.tagscaler.command.cost.MonthlyHours;
import io.github.tagscaler.command.cost.PriceList;
import io.github.tagscaler.command.fleet.UntaggedResource;
import io.github.tagscaler.command.report.model.Coverage;
import io.github.tagscaler.command.report.model.ReportRow;
import io.github.tagscaler.command.report.model.Usage;
import io.github.tagscaler.event.Subject;
import io.github.tagscaler.reconcile.CallFailedException;
import io.github.tagscaler.reconcile.SageMakerResources;
import io.github.tagscaler.resource.Component;
import io.github.tagscaler.resource.Endpoint;
import io.github.tagscaler.resource.Kind;
import io.github.tagscaler.resource.NotScalable;
import io.github.tagscaler.resource.ResourceId.InferenceComponent;
import io.github.tagscaler.resource.Scalability;
import io.github.tagscaler.resource.Scalability.Unscalable;
import io.github.tagscaler.resource.ScalableResource;
import io.github.tagscaler.resource.Variant;
import io.github.tagscaler.scaling.ObservedTarget;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rows of endpoints and components that nothing asks to scale: what they run is read one by
 * one, because it costs something too.
 */
record UntaggedRows(SageMakerResources sageMaker, PriceList prices) {
  Stream<Candidate> of(UntaggedResource resource) {
    try {
      return switch (resource.subject()) {
        case Subject.Endpoint(var name, _) ->
            sageMaker.endpoint(name, null).stream()
                .flatMap(endpoint ->
                    endpoint.variants().stream()
                        .map(variant -> variant(resource, endpoint, variant)));
        case Subject.Component(var name, _) ->
            sageMaker.component(name).stream().map(found -> component(resource, found));
      };
    } catch (CallFailedException failure) {
      return Stream.of(unread(resource, failure));
    }
  }

  private Candidate variant(UntaggedResource resource, Endpoint endpoint, Variant variant) {
    var scalability = Scalability.of(endpoint, variant);
    var kind = scalability.scalable().map(ScalableResource::kind).orElse(null);
    int running = scalability.scalable().map(ScalableResource::running).orElse(variant.instances());
    return candidate(
        resource,
        scalability.id().wire(),
        kind,
        variant.instanceTypes(),
        scalability instanceof Unscalable(_, var why) ? words(why) : null,
        variant.serverless().isPresent() && kind == null
            ? OptionalInt.empty()
            : OptionalInt.of(running),
        endpoint.created());
  }

  private static String words(NotScalable why) {
    return switch (why) {
      case ADAPTER_COMPONENT -> "runs on the copies of its base component";
      case HOSTS_COMPONENTS -> "hosts inference components or has managed instance scaling";
      case SHADOW_VARIANT -> "is a shadow variant";
      case NO_PROVISIONED_CONCURRENCY -> "has no provisioned concurrency";
      case BURSTABLE_INSTANCE -> "runs on a burstable instance type";
    };
  }

  private Candidate component(UntaggedResource resource, Component component) {
    return candidate(
        resource,
        new InferenceComponent(component.name()).wire(),
        Kind.COMPONENT,
        List.of(),
        component.adapter() ? words(NotScalable.ADAPTER_COMPONENT) : null,
        component.adapter() ? OptionalInt.empty() : OptionalInt.of(component.copies()),
        null);
  }

  private Candidate candidate(
      UntaggedResource resource,
      String id,
      @Nullable Kind kind,
      List<String> types,
      @Nullable String why,
      OptionalInt running,
      @Nullable Instant created) {
    var registered =
        resource.registered().stream()
            .filter(target -> target.key().id().wire().equals(id))
            .filter(target -> kind == null || target.key().dimension() == kind.dimension())
            .findFirst();
    var coverage =
        registered.isPresent()
            ? Coverage.ANOTHER_TOOL
            : why != null ? Coverage.NOT_SCALABLE : Coverage.UNTAGGED;
    return new Candidate(
        new ReportRow(
            id,
            kind,
            types,
            coverage,
            List.of(),
            List.of(),
            coverage == Coverage.NOT_SCALABLE ? why : null,
            registered.map(ObservedTarget::bounds).orElse(null),
            running,
            registered
                .map(target -> MonthlyHours.of(target.bounds()))
                .orElseGet(() -> Prices.fixed(running)),
            Usage.INAPPLICABLE,
            Prices.of(prices, kind, types),
            resource.tags(),
            ""),
        registered,
        created);
  }

  private static Candidate unread(UntaggedResource resource, CallFailedException failure) {
    return new Candidate(
        new ReportRow(
            resource.id(),
            null,
            List.of(),
            Coverage.NOT_READY,
            List.of(),
            List.of(),
            ReadFailure.sentences(failure),
            null,
            OptionalInt.empty(),
            null,
            Usage.INAPPLICABLE,
            null,
            resource.tags(),
            ""),
        Optional.empty(),
        null);
  }
}
