"""AWS as far as an endpoint's event needs it, over HTTPS on loopback, each answer after a fixed wait.

It answers from what was registered, so that the second event of an endpoint finds everything as it should be. It counts
calls and connections. It enforces nothing: that is the stand-in's part; this one must cost next to no processor time.
"""
import json
import socket
import ssl
import threading
import time

from http_server import Server, response

ACCOUNT = "111122223333"
REGION = "us-east-1"
VARIANT = "AllTraffic"
DIMENSION = "sagemaker:variant:DesiredInstanceCount"
# An endpoint whose name starts like this has no tag of Tagscaler.
PLAIN = "plain"


def endpoint_arn(name):
    return f"arn:aws:sagemaker:{REGION}:{ACCOUNT}:endpoint/{name}"


class Account:
    """What is registered, and what was called."""

    def __init__(self, wait_ms):
        self.lock = threading.Lock()
        self.wait_ms = wait_ms
        self.connected = set()
        self.reset()

    def reset(self):
        self.targets = {}
        self.tags = {}
        self.policies = {}
        self.clear()

    def clear(self):
        self.calls = []
        self.connections = 0

    def chain(self):
        """The waits of the longest chain of calls that do not overlap, in seconds."""
        waits, ended = [], 0
        for _, start, end in sorted(self.calls, key=lambda call: call[2]):
            if start >= ended:
                waits.append(end - start)
                ended = end
        return waits

    def rounds(self):
        """How many calls were made one after another."""
        return len(self.chain())

    def operations(self):
        return sorted(operation for operation, _, _ in self.calls)

    def cut_connections(self):
        """As they are cut while a snapshot is not running."""
        for each in list(self.connected):
            try:
                each.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass  # it is closed already

    def answer(self, operation, request):
        with self.lock:
            handler = getattr(self, "do_" + operation, None)
            return handler(request) if handler else {}

    def do_ListTags(self, request):
        if request["ResourceArn"].rsplit("/", 1)[1].startswith(PLAIN):
            return {"Tags": [{"Key": "team", "Value": "search"}]}
        return {"Tags": [{"Key": "autoscaling:policy", "Value": "default"}, {"Key": "autoscaling:max", "Value": "4"}]}

    def do_DescribeEndpoint(self, request):
        name = request["EndpointName"]
        return {
            "EndpointName": name, "EndpointArn": endpoint_arn(name), "EndpointConfigName": name + "-blue",
            "EndpointStatus": "InService", "CreationTime": 1.7684e9, "LastModifiedTime": 1.7684e9,
            "ProductionVariants": [{
                "VariantName": VARIANT, "CurrentWeight": 1.0, "DesiredWeight": 1.0, "CurrentInstanceCount": 1,
                "DesiredInstanceCount": 1,
                "DeployedImages": [{"SpecifiedImage": "image", "ResolvedImage": "image@sha256:0", "ResolutionTime": 1.7684e9}]}],
        }

    def do_DescribeEndpointConfig(self, request):
        name = request["EndpointConfigName"]
        return {
            "EndpointConfigName": name, "CreationTime": 1.7684e9,
            "EndpointConfigArn": f"arn:aws:sagemaker:{REGION}:{ACCOUNT}:endpoint-config/{name}",
            "ProductionVariants": [{
                "VariantName": VARIANT, "ModelName": "model", "InitialInstanceCount": 1,
                "InstanceType": "ml.g5.xlarge", "InitialVariantWeight": 1.0}],
        }

    def do_DescribeScalableTargets(self, request):
        return {"ScalableTargets": [self.targets[each] for each in request["ResourceIds"] if each in self.targets]}

    def do_DescribeScalingPolicies(self, request):
        return {"ScalingPolicies": list(self.policies.get(request["ResourceId"], {}).values())}

    def do_DescribeScheduledActions(self, request):
        return {"ScheduledActions": []}

    def do_ListTagsForResource(self, request):
        return {"Tags": self.tags.get(request["ResourceARN"], {})}

    def do_RegisterScalableTarget(self, request):
        resource = request["ResourceId"]
        arn = f"arn:aws:application-autoscaling:{REGION}:{ACCOUNT}:scalable-target/{resource.replace('/', '-')}"
        self.tags[arn] = {**self.tags.get(arn, {}), **request.get("Tags", {})}
        self.targets[resource] = {
            "ServiceNamespace": "sagemaker", "ResourceId": resource, "ScalableDimension": DIMENSION,
            "MinCapacity": request["MinCapacity"], "MaxCapacity": request["MaxCapacity"], "RoleARN": "role",
            "CreationTime": 1.7684e9, "ScalableTargetARN": arn,
            "SuspendedState": {"DynamicScalingInSuspended": False, "DynamicScalingOutSuspended": False,
                               "ScheduledScalingSuspended": False},
        }
        return {"ScalableTargetARN": arn}

    def do_TagResource(self, request):
        self.tags.setdefault(request["ResourceARN"], {}).update(request["Tags"])
        return {}

    def do_PutScalingPolicy(self, request):
        name, resource = request["PolicyName"], request["ResourceId"]
        arn = f"arn:aws:autoscaling:{REGION}:{ACCOUNT}:scalingPolicy:0:resource/sagemaker/{resource}:policyName/{name}"
        self.policies.setdefault(resource, {})[name] = {
            **request, "PolicyARN": arn, "CreationTime": 1.7684e9, "Alarms": []}
        return {"PolicyARN": arn, "Alarms": []}

    def do_PutEvents(self, request):
        return {"FailedEntryCount": 0, "Entries": [{"EventId": "e"} for _ in request["Entries"]]}


class Aws(Server):
    def __init__(self, account, tls):
        self.account = account
        super().__init__(tls)

    def opened(self, connection):
        self.account.connections += 1
        self.account.connected.add(connection)

    def closed(self, connection):
        self.account.connected.discard(connection)

    def answer(self, method, path, headers, body):
        if method == "GET":
            return response(404)
        started = time.perf_counter()
        operation = headers["x-amz-target"].rsplit(".", 1)[1]
        answer = json.dumps(self.account.answer(operation, json.loads(body))).encode()
        written = response(
            200, answer, Content_Type=headers["content-type"],
            x_amzn_RequestId="00000000-0000-0000-0000-000000000000")
        # What the answer took is part of the wait.
        time.sleep(max(0, started + self.account.wait_ms / 1000 - time.perf_counter()))
        self.account.calls.append((operation, started, time.perf_counter()))
        return written


def serve(certificate, key, account):
    """Starts it for that account; answers the address. Without a certificate it speaks plain HTTP."""
    tls = None
    if certificate:
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        tls.load_cert_chain(certificate, key)
    return f"http{'s' if tls else ''}://localhost:{Aws(account, tls).port}"
