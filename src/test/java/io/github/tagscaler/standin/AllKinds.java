package io.github.tagscaler.standin;

/** One endpoint of every kind that can be scaled, and of every kind that cannot. */
final class AllKinds {

  static final String REALTIME =
      "'ServiceNamespace': 'sagemaker', 'ResourceId': 'endpoint/Chat/variant/AllTraffic',"
          + " 'ScalableDimension': 'sagemaker:variant:DesiredInstanceCount'";
  static final String ASYNC =
      "'ServiceNamespace': 'sagemaker', 'ResourceId': 'endpoint/Documents/variant/AllTraffic',"
          + " 'ScalableDimension': 'sagemaker:variant:DesiredInstanceCount'";
  static final String SERVERLESS =
      "'ServiceNamespace': 'sagemaker', 'ResourceId': 'endpoint/Thumbnails/variant/AllTraffic',"
          + " 'ScalableDimension': 'sagemaker:variant:DesiredProvisionedConcurrency'";
  static final String COMPONENT =
      "'ServiceNamespace': 'sagemaker', 'ResourceId': 'inference-component/llama',"
          + " 'ScalableDimension': 'sagemaker:inference-component:DesiredCopyCount'";

  static final String SEED =
      """
      {
        'endpoints': [
          {'name': 'Chat', 'variants': [{'instanceType': 'ml.g5.xlarge', 'count': 4}]},
          {'name': 'Documents', 'async': true},
          {'name': 'Thumbnails', 'variants': [{'serverless': {'provisionedConcurrency': 5}}]},
          {'name': 'OnDemand', 'variants': [{'serverless': {}}]},
          {'name': 'Models', 'variants': [{'managedScaling': {'min': 1, 'max': 4}}]},
          {'name': 'Burstable', 'variants': [{'instanceType': 'ml.t2.medium'}]},
          {'name': 'Shadowed', 'shadow': [{'name': 'Shadow'}]}
        ],
        'components': [
          {'name': 'llama', 'endpoint': 'Models', 'copies': 2},
          {'name': 'adapter', 'endpoint': 'Models', 'base': 'llama'}
        ]
      }
      """;

  private AllKinds() {}

  static Caller start() {
    return Caller.seeded(SEED);
  }

  static String variant(String endpoint, String variant) {
    return "'ServiceNamespace': 'sagemaker', 'ResourceId': 'endpoint/"
        + endpoint
        + "/variant/"
        + variant
        + "', 'ScalableDimension': 'sagemaker:variant:DesiredInstanceCount'";
  }
}
